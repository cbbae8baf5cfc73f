package dev.sage.engine.split;

import dev.sage.engine.delivery.DataFile;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What the tests of this package share: files in memory, and a listener that keeps everything.
public final class Samples {
  private Samples() {}

  public record InMemory(byte[] bytes) implements DataFile {
    @Override
    public String name() {
      return "sample.csv";
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }

    @Override
    public Optional<Path> plainPath() {
      return Optional.empty();
    }
  }

  public static final class Kept implements PartListener {
    public final List<Part> parts = new ArrayList<>();
    public final List<Fault> faults = new ArrayList<>();

    @Override
    public void part(Part part) {
      parts.add(part);
    }

    @Override
    public void fault(Fault fault) {
      faults.add(fault);
    }
  }

  /// `record@line cells` or `record@line CODE`, in the order of the file.
  public static List<String> described(Kept kept) {
    TreeMap<Long, String> rows = new TreeMap<>();
    for (Fault fault : kept.faults) {
      rows.put(fault.record(), "%d@%d %s".formatted(fault.record(), fault.line(), fault.code()));
    }
    for (Part part : kept.parts) {
      List<List<String>> read = PartText.rows(part);
      for (int i = 0; i < read.size(); i++) {
        long record = part.lines().recordOf(i);
        String cells = String.join("/", read.get(i));
        rows.put(record, "%d@%d %s".formatted(record, part.lines().lineOf(i), cells));
      }
    }
    return List.copyOf(rows.values());
  }
}
