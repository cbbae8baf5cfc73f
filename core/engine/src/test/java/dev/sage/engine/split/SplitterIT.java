package dev.sage.engine.split;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.delivery.Prescan;
import dev.sage.spi.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The splitter on files that are too large, too crooked or just real.
class SplitterIT {
  private static final Dialect COMMAS =
      new Dialect(new byte[] {','}, '"', Dialect.NONE, false, Dialect.DEFAULT_MAX_RECORD);

  @TempDir Path directory;

  @Test
  void aLineWithoutEndIsRejectedInConstantMemory() {
    long length = 300L << 20;
    for (String begin : List.of("a,b", "a,\"b")) {
      Samples.Kept kept = new Samples.Kept();
      DataFile file = new Endless(begin, length);
      SplitResult result = split(file, Prescan.of(file, Optional.of("UTF-8"), n -> {}), kept);
      assertThat(result).isEqualTo(new SplitResult(2, 1, length, 1));
      assertThat(kept.faults)
          .singleElement()
          .extracting(Fault::code)
          .isEqualTo(FindingCode.RECORD_SIZE);
      assertThat(kept.faults.getFirst().raw()).hasSize(64 << 10);
      assertThat(Samples.described(kept)).element(1).isEqualTo("2@2 c/d");
    }
  }

  @Test
  void linesThatAllOpenAQuoteThatNothingClosesAreReadInLinearTime() throws IOException {
    for (String line : List.of("x\",\"\n", "\"\"\"a\n", ",\"\n", "a,\"b\n", "\",\"\"\n")) {
      Path path = Files.writeString(directory.resolve("quotes.csv"), line.repeat(1_000_000));
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () -> {
            try (Delivery delivery = Delivery.open(path)) {
              DataFile file = delivery.files().getFirst();
              split(file, Prescan.of(file, Optional.empty(), n -> {}), new Samples.Kept());
            }
          });
    }
  }

  @Test
  void rejectedRecordsAreCopiedAsTheyCame() throws IOException {
    StringBuilder text = new StringBuilder("\uFEFFid,name\r\n");
    for (int i = 1; i <= 5_000; i++) {
      text.append(i).append(i % 7 == 0 ? ",\"ñ\n\"\"\"\r\n" : i % 11 == 0 ? "\r\n" : ",x\n");
    }
    Path path = Files.writeString(directory.resolve("a.csv"), text);
    Dialect dialect = new Dialect(new byte[] {','}, '"', -1, true, 1000);
    try (Delivery delivery = Delivery.open(path)) {
      DataFile file = delivery.files().getFirst();
      Prescan prescan = Prescan.of(file, Optional.empty(), n -> {});
      Samples.Kept kept = new Samples.Kept();
      SplitResult result = new Splitter(file, prescan, dialect, 2, directory, 4096).split(kept);
      assertThat(result.read()).isEqualTo(5_000);
      assertThat(result.parts()).isGreaterThan(5);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      RejectCopier.copy(
          file,
          prescan,
          dialect,
          2,
          kept.parts,
          LongStream.of(1, 7, 11, 4_998, 5_000).iterator(),
          out);
      assertThat(out.toString(StandardCharsets.UTF_8))
          .isEqualTo("\uFEFFid,name\r\n1,x\n7,\"ñ\n\"\"\"\r\n11\r\n4998,\"ñ\n\"\"\"\r\n5000,x\n");
    }
  }

  @Test
  void partsAreNumberedAndCutAtRecords() throws IOException {
    Path path = directory.resolve("a.csv");
    try (OutputStream out = Files.newOutputStream(path)) {
      out.write("a,\"b\nc\"\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
    }
    try (Delivery delivery = Delivery.open(path)) {
      DataFile file = delivery.files().getFirst();
      Samples.Kept kept = new Samples.Kept();
      Prescan prescan = Prescan.of(file, Optional.empty(), n -> {});
      new Splitter(file, prescan, COMMAS, 2, directory, 4096).split(kept);
      assertThat(kept.parts).allMatch(part -> part.records() == 512 || part.number() == 39);
      assertThat(kept.parts.get(1).file()).hasFileName("part-00001.csv");
      assertThat(kept.parts.get(1).firstLine()).isEqualTo(1025);
      assertThat(kept.parts.get(1).lines().lineOf(2)).isEqualTo(1029);
    }
  }

  private SplitResult split(DataFile file, Prescan prescan, Samples.Kept kept) {
    return new Splitter(file, prescan, COMMAS, 2, directory, 64 << 20).split(kept);
  }

  /// A long line, and a short one behind it.
  private record Endless(String begin, long length) implements DataFile {
    @Override
    public String name() {
      return "endless.csv";
    }

    @Override
    public long size() {
      return -1;
    }

    @Override
    public Optional<Path> plainPath() {
      return Optional.empty();
    }

    @Override
    public InputStream open() {
      byte[] head = begin.getBytes(StandardCharsets.UTF_8);
      byte[] tail = "\nc,d\n".getBytes(StandardCharsets.UTF_8);
      byte[] piece = "x".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
      return new InputStream() {
        private long at;

        @Override
        public int read() {
          byte[] one = new byte[1];
          return read(one, 0, 1) < 0 ? -1 : one[0];
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
          long tailAt = length - tail.length;
          if (at == length) {
            return -1;
          }
          byte[] from = at < head.length ? head : at < tailAt ? piece : tail;
          int first = (int) (at < head.length ? at : at < tailAt ? 0 : at - tailAt);
          long most = at < head.length ? head.length - at : at < tailAt ? tailAt - at : length - at;
          int give = (int) Math.min(Math.min(count, most), from.length - first);
          System.arraycopy(from, first, buffer, offset, give);
          at += give;
          return give;
        }
      };
    }
  }
}
