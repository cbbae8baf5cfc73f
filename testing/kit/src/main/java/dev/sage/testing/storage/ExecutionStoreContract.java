package dev.sage.testing.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import dev.sage.testing.FreshIds;
import dev.sage.testing.Racers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The promises of [ExecutionStore].
public abstract class ExecutionStoreContract {
  private static final int BIG = 20 << 20;

  @TempDir private Path folder;
  protected final UUID execution = FreshIds.next();
  private int files;

  /// What is under test; the same throughout a test.
  protected abstract ExecutionStore store();

  /// The same store as another process sees it.
  protected ExecutionStore another() {
    return store();
  }

  @Test
  void whatWasStoredIsReadAndFetchedByAnybody() {
    put(1, "report.json", "uno");

    assertThat(text(another(), "report.json")).isEqualTo("uno");
    assertThat(fetched(another(), "report.json")).hasContent("uno");
  }

  @Test
  void theFileThatWasStoredIsLeftAsItIs() {
    Path file = file("uno");
    store().put(execution, 1, "a", file);

    assertThat(file).hasContent("uno");
  }

  @Test
  void anEmptyFileIsAFile() {
    put(1, "empty", "");

    assertThat(text("empty")).isEmpty();
    assertThat(fetched(store(), "empty")).isEmptyFile();
    assertThat(store().list(execution, Optional.empty(), 10))
        .extracting(StoredFile::size)
        .containsExactly(0L);
  }

  @Test
  void aFileTakesThePlaceOfTheOneOfItsName() {
    put(1, "a", "a long first version");
    put(1, "a", "second");
    put(2, "a", "third");

    assertThat(text("a")).isEqualTo("third");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void theSameFileCanBeStoredTwice() {
    Path file = file("uno");
    store().put(execution, 1, "a", file);
    store().put(execution, 1, "a", file);
    store().put(execution, 1, "b", file);

    assertThat(text("a")).isEqualTo("uno");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void severalFilesAreStoredAtOnce() {
    store()
        .putAll(
            execution,
            1,
            Map.of("a", file("uno"), "output/a", file("dos"), "output/x/b", file("tres")));

    assertThat(text("a")).isEqualTo("uno");
    assertThat(text("output/a")).isEqualTo("dos");
    assertThat(text("output/x/b")).isEqualTo("tres");
    store().putAll(execution, 1, Map.of());
    assertThat(names()).containsExactly("a", "output/a", "output/x/b");
  }

  @Test
  void severalFilesOfASmallerTokenAreRefusedTogether() {
    put(2, "a", "uno");

    assertFenced(() -> store().putAll(execution, 1, Map.of("a", file("dos"), "b", file("tres"))));
    assertThat(text("a")).isEqualTo("uno");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aTokenCountsWithoutAnyFile() {
    store().putAll(execution, 2, Map.of());

    assertFenced(() -> put(1, "a", "uno"));
    assertFenced(() -> store().putIfAbsent(execution, 1, "b", new byte[] {'1'}));
    assertThat(names()).isEmpty();
  }

  @Test
  void executionsKeepTheirFilesApart() {
    UUID other = FreshIds.next();
    put(5, "a", "uno");
    store().put(other, 1, "a", file("dos"));

    assertThat(text("a")).isEqualTo("uno");
    store().deleteAll(execution);
    assertThat(text(store(), other, "a")).isEqualTo("dos");
  }

  @Test
  void aFileIsPutIfThereIsNone() {
    assertThat(putIfAbsent(1, "result.json", "uno")).isTrue();
    assertThat(putIfAbsent(1, "result.json", "dos")).isFalse();
    assertThat(putIfAbsent(2, "result.json", "tres")).isFalse();

    assertThat(text("result.json")).isEqualTo("uno");
  }

  @Test
  void whatWasPutAnyhowIsThereForWhoeverPutsIfAbsent() {
    put(1, "a", "uno");

    assertThat(putIfAbsent(1, "a", "dos")).isFalse();
    assertThat(text("a")).isEqualTo("uno");
  }

  @Test
  public void ofManyThatPutIfAbsentExactlyOneWins() {
    List<Boolean> won =
        Racers.race(
            32,
            i ->
                (i % 2 == 0 ? store() : another())
                    .putIfAbsent(execution, 1, "result.json", bytes("racer " + i)));

    assertThat(won).containsOnlyOnce(true);
    assertThat(text("result.json")).isEqualTo("racer " + won.indexOf(true));
  }

  @Test
  void aSmallerTokenIsRefusedAfterALargerOneWhateverTheName() {
    put(2, "a", "uno");

    assertFenced(() -> put(1, "a", "dos"));
    assertFenced(() -> another().put(execution, 1, "another", file("dos")));
    assertFenced(() -> putIfAbsent(1, "third", "dos"));
    assertFenced(() -> putIfAbsent(1, "a", "dos"));
    assertFenced(() -> put(0, "input/a", "dos"));
    assertThat(text("a")).isEqualTo("uno");
    assertThat(names()).containsExactly("a");
  }

  @Test
  void aTokenThatPutIfAbsentFencesToo() {
    assertThat(putIfAbsent(7, "a", "uno")).isTrue();

    assertFenced(() -> put(6, "b", "dos"));
    put(7, "b", "dos");
    assertThat(names()).containsExactly("a", "b");
  }

  @Test
  void anEqualTokenIsTakenAndALargerOneGoesOn() {
    put(0, "input/a", "uno");
    put(1, "a", "uno");
    put(1, "a", "dos");
    put(3, "b", "tres");
    put(3, "a", "cuatro");

    assertFenced(() -> put(2, "a", "cinco"));
    assertThat(text("a")).isEqualTo("cuatro");
  }

  @Test
  void deletingAFileDoesNotForgetTheToken() {
    put(2, "a", "uno");
    store().delete(execution, "a");

    assertFenced(() -> put(1, "a", "dos"));
  }

  @Test
  void ofManyTokensTheLargestHasTheLastWord() {
    Racers.race(
        16,
        i -> {
          try {
            store().put(execution, i, "a", file("racer " + i));
            return true;
          } catch (SageException e) {
            return e.code() != ErrorCode.FENCED;
          }
        });

    assertThat(text("a")).isEqualTo("racer 15");
  }

  @Test
  public void writersAtTheSameTimeLeaveWholeFiles() {
    List<String> versions = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      versions.add(Integer.toString(i).repeat(200_000 + i));
    }
    Racers.race(
        8,
        i -> {
          store().put(execution, 1, "shared", file(versions.get(i)));
          store().put(execution, 1, "own/" + i, file(versions.get(i)));
          assertThat(versions).contains(text("shared"));
          return i;
        });

    assertThat(versions).contains(text("shared"));
    for (int i = 0; i < 8; i++) {
      assertThat(text("own/" + i)).isEqualTo(versions.get(i));
    }
  }

  @Test
  void aFileIsAddedIfThereIsNone() {
    assertThat(add("steps/a", "uno")).isTrue();
    assertThat(add("steps/a", "dos")).isFalse();
    put(1, "b", "uno");
    assertThat(add("b", "dos")).isFalse();

    assertThat(text(another(), "steps/a")).isEqualTo("uno");
    assertThat(text("b")).isEqualTo("uno");
  }

  @Test
  void whoAddsIsNotFencedAndFencesNobody() {
    put(7, "a", "uno");
    assertThat(add("b", "dos")).isTrue();
    put(7, "c", "tres");
    assertFenced(() -> put(6, "d", "cuatro"));
    put(8, "b", "cinco");

    assertThat(text("b")).isEqualTo("cinco");
  }

  @Test
  public void ofManyThatAddExactlyOneWins() {
    List<Boolean> won =
        Racers.race(
            16, i -> (i % 2 == 0 ? store() : another()).add(execution, "a", file("racer " + i)));

    assertThat(won).containsOnlyOnce(true);
    assertThat(text("a")).isEqualTo("racer " + won.indexOf(true));
  }

  @Test
  void aBigFileIsAddedWhole() throws IOException {
    byte[] content = new byte[BIG];
    new Random(2).nextBytes(content);
    Path big = Files.write(folder.resolve("big"), content);

    assertThat(store().add(execution, "big", big)).isTrue();
    assertThat(store().add(execution, "big", big)).isFalse();
    assertThat(Files.mismatch(big, fetched(another(), "big"))).isEqualTo(-1);
  }

  @Test
  void aPieceOfAFileIsRead() {
    put(1, "a", "0123456789");

    assertThat(piece("a", 0, 10)).isEqualTo("0123456789");
    assertThat(piece("a", 0, 1)).isEqualTo("0");
    assertThat(piece("a", 3, 4)).isEqualTo("3456");
    assertThat(piece("a", 9, 1)).isEqualTo("9");
  }

  @Test
  void aPieceEndsWhereTheFileEnds() {
    put(1, "a", "0123456789");
    put(1, "empty", "");

    assertThat(piece("a", 8, 100)).isEqualTo("89");
    assertThat(piece("a", 10, 1)).isEmpty();
    assertThat(piece("a", 1_000, 1)).isEmpty();
    assertThat(piece("a", 3, 0)).isEmpty();
    assertThat(piece("a", 1_000, 0)).isEmpty();
    assertThat(piece("empty", 0, 5)).isEmpty();
    assertThat(piece("empty", 0, 0)).isEmpty();
  }

  @Test
  void aPieceOfABigFileIsReadAndOfWhatIsMissingNothing() throws IOException {
    byte[] content = new byte[BIG];
    new Random(3).nextBytes(content);
    store().put(execution, 1, "big", Files.write(folder.resolve("big"), content));

    try (InputStream in = store().read(execution, "big", 7_777_777, 6 << 20)) {
      assertThat(in.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(content, 7_777_777, 7_777_777 + (6 << 20)));
    }
    assertMissing(() -> store().read(execution, "other", 0, 5).close());
    assertMissing(() -> store().read(execution, "other", 0, 0).close());
    assertMissing(() -> store().read(FreshIds.next(), "big", 5, 5).close());
  }

  @Test
  void listsInTheOrderOfTheirNamesPageByPage() {
    Map<String, Path> many = new TreeMap<>();
    Path file = file("uno");
    for (int i = 0; i < 1_050; i++) {
      many.put("rejects/%04d".formatted(i * 11 % 1_050), file);
    }
    store().putAll(execution, 1, many);
    put(1, "report.json", "dos");

    List<StoredFile> first = store().list(execution, Optional.empty(), 1_000);
    List<StoredFile> second = store().list(execution, Optional.of(first.getLast().name()), 1_000);

    assertThat(first).hasSize(1_000);
    assertThat(second).hasSize(51);
    List<String> all = new ArrayList<>(first.stream().map(StoredFile::name).toList());
    all.addAll(second.stream().map(StoredFile::name).toList());
    many.put("report.json", file);
    assertThat(all).containsExactlyElementsOf(many.keySet());
    assertThat(store().list(execution, Optional.of("report.json"), 1)).isEmpty();
  }

  @Test
  void aListingSaysSizeAndTime() {
    put(1, "output/ñandú.parquet", "12345");

    List<StoredFile> listed = store().list(execution, Optional.empty(), 1);

    assertThat(listed).hasSize(1);
    assertThat(listed.getFirst().size()).isEqualTo(5);
    assertThat(listed.getFirst().modified().toEpochMilli()).isPositive();
  }

  @Test
  void pagesHaveOneToAThousandFiles() {
    assertThatThrownBy(() -> store().list(execution, Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().list(execution, Optional.empty(), 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void executionsAreListedInTheOrderOfTheirNamesPageByPage() {
    List<UUID> own = Stream.generate(FreshIds::next).limit(9).toList();
    Path file = file("uno");
    own.forEach(id -> store().putAll(id, 2, Map.of("input/a", file, "b/c/d", file, "e", file)));
    store().deleteAll(own.getFirst());

    List<UUID> listed = executions(4);

    assertThat(listed).containsAll(own.subList(1, 9)).doesNotContain(own.getFirst());
    assertThat(listed).doesNotHaveDuplicates();
    assertThat(listed).isSortedAccordingTo(Comparator.comparing(UUID::toString));
    assertThat(executions(1_000)).containsAll(own.subList(1, 9));
    assertThatThrownBy(() -> store().executions(Optional.empty(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().executions(Optional.empty(), 1_001))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<UUID> executions(int most) {
    List<UUID> all = new ArrayList<>();
    List<UUID> page = another().executions(Optional.empty(), most);
    while (!page.isEmpty()) {
      all.addAll(page);
      page =
          page.size() < most ? List.of() : another().executions(Optional.of(page.getLast()), most);
    }
    return all;
  }

  @Test
  void foldersArePartOfNamesAndNothingElse() {
    put(1, "output/a", "uno");
    put(1, "output/b/c", "dos");

    assertThat(names()).containsExactly("output/a", "output/b/c");
    assertMissing(() -> text("output"));
    assertMissing(() -> text("output/b"));
    store().delete(execution, "output/b/c");
    assertThat(names()).containsExactly("output/a");
  }

  @Test
  void anExecutionOfWhichNothingIsStoredHasNoFiles() {
    assertThat(store().list(FreshIds.next(), Optional.empty(), 1_000)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../a",
        "a/..",
        "a/../b",
        "a//b",
        "a/",
        ".",
        "./a",
        "a\\b",
        "a\nb",
        "a\u0000b",
        "a\u007f",
        "\ud800"
      })
  void namesThatCouldLeadElsewhereAreRefused(String name) {
    Path file = file("uno");
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> store().put(execution, 1, name, file),
            () -> store().putAll(execution, 1, Map.of(name, file)),
            () -> store().putIfAbsent(execution, 1, name, bytes("uno")),
            () -> store().add(execution, name, file),
            () -> store().read(execution, name),
            () -> store().read(execution, name, 0, 1),
            () -> store().fetch(execution, name, folder.resolve("fetched")),
            () -> store().delete(execution, name))) {
      assertThatThrownBy(call)
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.USAGE));
    }
    assertThat(names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "input/Ventas de junio (2).csv",
        "input/años, niños & 100% + más?.csv",
        "rejects/数据 🎉.csv",
        "a%2Fb",
        "input/.hidden",
        "input/..data",
        "e\u0301.csv",
        "~!@#$^*[]{}='\";:<>|`"
      })
  void namesOfPeopleAreKeptToTheLetter(String name) {
    put(1, name, name);

    assertThat(text(name)).isEqualTo(name);
    assertThat(fetched(store(), name)).hasContent(name);
    assertThat(names()).containsExactly(name);
    assertThat(putIfAbsent(1, name, "dos")).isFalse();
    store().delete(execution, name);
    assertThat(names()).isEmpty();
  }

  @Test
  void aFileThatIsNotThereIsMissing() {
    put(1, "a", "uno");
    Path target = folder.resolve("target");

    assertMissing(() -> store().read(execution, "b").close());
    assertMissing(() -> store().read(FreshIds.next(), "a").close());
    assertMissing(() -> store().fetch(execution, "b", target));
    assertMissing(() -> store().fetch(execution, "a/b", target));
    assertThat(target).doesNotExist();
  }

  @Test
  void aDeletedFileIsMissingAndNeedNotHaveBeenThere() {
    put(1, "output/a", "uno");
    store().delete(execution, "output/a");
    store().delete(execution, "output/a");
    store().delete(FreshIds.next(), "output/a");

    assertMissing(() -> text("output/a"));
    put(1, "output/a", "dos");
    assertThat(text("output/a")).isEqualTo("dos");
  }

  @Test
  void deletingAllForgetsTheTokenToo() {
    put(5, "a", "uno");
    put(5, "output/b", "uno");
    store().deleteAll(execution);
    store().deleteAll(execution);

    assertThat(names()).isEmpty();
    put(1, "a", "dos");
    assertThat(text("a")).isEqualTo("dos");
  }

  @Test
  void aBigFileComesBackAsItWent() throws IOException {
    byte[] content = new byte[BIG];
    new Random(1).nextBytes(content);
    Path big = Files.write(folder.resolve("big"), content);
    store().put(execution, 1, "output/big", big);

    assertThat(Files.mismatch(big, fetched(another(), "output/big"))).isEqualTo(-1);
    try (InputStream in = store().read(execution, "output/big")) {
      assertThat(in.readAllBytes()).isEqualTo(content);
    }
    assertThat(store().list(execution, Optional.empty(), 5))
        .extracting(StoredFile::size)
        .containsExactly((long) BIG);
  }

  @Test
  void aStreamCanBeClosedBeforeItsEnd() throws IOException {
    store().put(execution, 1, "big", Files.write(folder.resolve("big"), new byte[1 << 20]));

    try (InputStream in = store().read(execution, "big")) {
      assertThat(in.read()).isZero();
    }
    assertThat(text("big")).hasSize(1 << 20);
  }

  @Test
  void aFetchedFileHasTheSameTimeEveryTime() throws IOException {
    put(1, "input/a", "uno");

    assertThat(Files.getLastModifiedTime(fetched(store(), "input/a")))
        .isEqualTo(Files.getLastModifiedTime(fetched(another(), "input/a")));
  }

  @Test
  void whatWasFetchedSurvivesTheStore() {
    put(1, "a", "uno");
    Path fetched = fetched(store(), "a");
    put(1, "a", "dos");
    store().deleteAll(execution);

    assertThat(fetched).hasContent("uno");
  }

  @Test
  void saysWhereItIs() {
    assertThat(store().display()).isNotBlank();
  }

  private void put(long token, String name, String content) {
    store().put(execution, token, name, file(content));
  }

  private boolean putIfAbsent(long token, String name, String content) {
    return store().putIfAbsent(execution, token, name, bytes(content));
  }

  private boolean add(String name, String content) {
    return store().add(execution, name, file(content));
  }

  private String piece(String name, long offset, long length) {
    try (InputStream in = store().read(execution, name, offset, length)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  protected final String text(String name) {
    return text(store(), name);
  }

  private String text(ExecutionStore store, String name) {
    return text(store, execution, name);
  }

  private static String text(ExecutionStore store, UUID execution, String name) {
    try (InputStream in = store.read(execution, name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> names() {
    return store().list(execution, Optional.empty(), 1_000).stream().map(StoredFile::name).toList();
  }

  private Path fetched(ExecutionStore store, String name) {
    Path target = unnamed();
    store.fetch(execution, name, target);
    return target;
  }

  protected final Path file(String content) {
    try {
      return Files.writeString(unnamed(), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Path unnamed() {
    return folder.resolve("file-" + files++);
  }

  private static void assertFenced(ThrowingCallable call) {
    assertCode(call, ErrorCode.FENCED);
  }

  private static void assertMissing(ThrowingCallable call) {
    assertCode(call, ErrorCode.FILE_MISSING);
  }

  private static void assertCode(ThrowingCallable call, ErrorCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SageException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
