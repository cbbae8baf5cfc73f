package dev.sage.engine.format;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.contract.FileFormat;
import dev.sage.contract.JsonFormat;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.ExtendedUtf8;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.delivery.Utf8;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.CellParts;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.SplitResult;
import dev.sage.engine.stage.FileColumns;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// JSON: an array of objects, or an object on each line. Its columns are the contract's: a key that
/// is missing is a null.
final class JsonFile implements RecordFile {
  private static final byte[] NOTHING = {};

  private final Catalog catalog;
  private final DataFile file;
  private final Prescan prescan;
  private final Workplace at;
  private final boolean array;
  private final List<FileFinding> findings = new ArrayList<>();

  private JsonFile(Catalog catalog, DataFile file, Prescan prescan, Workplace at, boolean array) {
    this.catalog = catalog;
    this.file = file;
    this.prescan = prescan;
    this.at = at;
    this.array = array;
  }

  static JsonFile open(
      Catalog catalog, FileFormat format, DataFile file, Workplace at, LongConsumer progress) {
    Texts.refuseBinary(file);
    Prescan prescan = Prescan.of(file, format.encoding(), progress);
    return new JsonFile(catalog, file, prescan, at, format instanceof JsonFormat);
  }

  @Override
  public String sha256() {
    return prescan.sha256();
  }

  @Override
  public long size() {
    return prescan.bytes();
  }

  @Override
  public FileShape shape() {
    try (ObjectScanner scanner = scanner()) {
      List<String> names = catalog.fields().stream().map(Field::name).toList();
      return new FileShape(names, names.size(), Optional.empty(), scanner.isBlank());
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  @Override
  public SplitResult split(FileColumns columns, PartListener listener) {
    ObjectReader reader = new ObjectReader(catalog);
    long partBytes = at.smallPartBytes(size());
    try (ObjectScanner scanner = scanner();
        CellParts parts = new CellParts(at.directory(), partBytes, columns.width(), listener)) {
      if (!scanner.isBlank()) {
        while (scanner.next()) {
          take(scanner, reader, parts);
        }
      }
      describe(scanner, reader);
      return parts.finish(size());
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  @Override
  public List<FileFinding> findings() {
    return List.copyOf(findings);
  }

  @Override
  public void copyRejects(List<Part> parts, PrimitiveIterator.OfLong records, Path target) {
    Targets.write(target, out -> copy(records, out));
  }

  @Override
  public String rejectsEnding() {
    return array ? ".json" : Targets.ending(file.baseName(), ".ndjson");
  }

  @Override
  public void close() {}

  private void take(ObjectScanner scanner, ObjectReader reader, CellParts parts) {
    FindingCode unread = unreadable(scanner);
    ObjectReader.Outcome outcome =
        unread == null ? reader.read(scanner.text, scanner.length) : new ObjectReader.NoObject();
    if (outcome instanceof ObjectReader.NoJson place && scanner instanceof ArrayScanner all) {
      all.stopAt(broken(scanner, place));
      return;
    }
    parts.begin(scanner.line(), scanner.offset());
    if (outcome instanceof ObjectReader.Good) {
      reader.addTo(parts);
      unread = parts.problem();
    } else if (unread == null) {
      unread = FindingCode.QUOTE;
    }
    if (unread == null) {
      parts.accept(scanner.end());
    } else {
      parts.reject(unread, scanner.raw());
    }
  }

  private static @Nullable FindingCode unreadable(ObjectScanner scanner) {
    if (scanner.tooLong) {
      return FindingCode.RECORD_SIZE;
    }
    return Utf8.isValid(scanner.text, 0, scanner.length) ? null : FindingCode.ENCODING;
  }

  private static ObjectScanner.Break broken(ObjectScanner scanner, ObjectReader.NoJson place) {
    long column = place.line() == 1 ? scanner.column() + place.column() - 1 : place.column();
    return new ObjectScanner.Break(
        scanner.line() + place.line() - 1, column, "no es JSON válido", "it is not valid JSON");
  }

  private void describe(ObjectScanner scanner, ObjectReader reader) {
    String name = file.baseName();
    if (prescan.guessed()) {
      findings.add(FileFindings.guessed(catalog, name));
    }
    for (String key : reader.unknown()) {
      FileFindings.extra(catalog, name, key).ifPresent(findings::add);
    }
    reader.repeated().forEach((field, records) -> findings.add(repeated(field, records)));
    scanner.broken().ifPresent(place -> findings.add(broken(place)));
  }

  private FileFinding broken(ObjectScanner.Break place) {
    return FileFindings.of(
        catalog,
        file.baseName(),
        FindingCode.QUOTE,
        new Message(
            "el JSON se rompe en la línea %d, columna %d: %s. Lo que sigue no se lee"
                .formatted(place.line(), place.column(), place.es()),
            "the JSON breaks at line %d, column %d: %s. What follows is not read"
                .formatted(place.line(), place.column(), place.en())));
  }

  private FileFinding repeated(String field, long times) {
    return new FileFinding(
        catalog.id(),
        file.baseName(),
        FindingCode.COLUMN_EXTRA,
        Severity.WARNING,
        field,
        "",
        new Message(
            "la clave «%s» está repetida dentro de un objeto (%d veces); vale la última"
                .formatted(field, times),
            "the key «%s» is there twice in an object (%d times); the last one holds"
                .formatted(field, times)));
  }

  private void copy(PrimitiveIterator.OfLong records, OutputStream target) throws IOException {
    try (InputStream in = file.open()) {
      target.write(in.readNBytes(prescan.encoding().bom()));
    }
    OutputStream out = ExtendedUtf8.restore(target, prescan.encoding());
    byte[] between = array ? ascii(",\n") : NOTHING;
    out.write(array ? ascii("[\n") : NOTHING);
    try (ObjectScanner scanner = scanner();
        InputStream text = ExtendedUtf8.open(file, prescan.encoding())) {
      long number = 0;
      long copied = 0;
      boolean first = true;
      while (records.hasNext()) {
        long wanted = records.nextLong();
        while (number < wanted && scanner.next()) {
          number++;
        }
        out.write(first ? NOTHING : between);
        first = false;
        text.skipNBytes(scanner.offset() - copied);
        pass(text, out, scanner.end() - scanner.offset());
        copied = scanner.end();
      }
    }
    out.write(array ? ascii("\n]\n") : NOTHING);
    out.flush();
  }

  private static void pass(InputStream in, OutputStream out, long count) throws IOException {
    byte[] piece = new byte[(int) Math.min(count, 1 << 16)];
    long left = count;
    while (left > 0) {
      int read = in.readNBytes(piece, 0, (int) Math.min(piece.length, left));
      if (read == 0) {
        throw new IOException("The file is shorter than before.");
      }
      out.write(piece, 0, read);
      left -= read;
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private ObjectScanner scanner() throws IOException {
    InputStream in = ExtendedUtf8.open(file, prescan.encoding());
    return array ? new ArrayScanner(in) : new LineScanner(in);
  }
}
