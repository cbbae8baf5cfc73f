package dev.sage.engine;

import dev.sage.contract.Materialization;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// An execution that has ended, as its directory tells of it: what it takes to process a correction
/// of its rejects in the same way.
///
/// @param exit the exit status it ended with
/// @param contractYaml the bytes of the contract it was checked by
/// @param contractName the name of the contract's file
/// @param load whether accepted rows were to be landed
/// @param refusal why nothing was landed; empty: accepted rows were
/// @param materializations those of the command line, without passwords; empty: the contract's
/// @param rejected catalogs with rejected records
public record EarlierExecution(
    Path directory,
    UUID id,
    int exit,
    byte[] contractYaml,
    String contractName,
    boolean load,
    Optional<String> refusal,
    List<Materialization> materializations,
    List<Rejected> rejected) {

  public EarlierExecution {
    materializations = List.copyOf(materializations);
    rejected = List.copyOf(rejected);
  }

  /// A catalog's rejected records, and the files that hold them: one for each file of the delivery
  /// that has any.
  public record Rejected(String catalog, long records, List<Path> files) {
    public Rejected {
      files = List.copyOf(files);
    }

    /// Whether one of its files has this file's name.
    public boolean isNamedLike(Path corrected) {
      return files.stream().anyMatch(f -> f.getFileName().equals(corrected.getFileName()));
    }

    /// Whether a file is still as it was rejected.
    ///
    /// @throws IOException when one of them cannot be read
    public boolean holds(Path corrected) throws IOException {
      for (Path file : files) {
        if (Files.mismatch(corrected, file) < 0) {
          return true;
        }
      }
      return false;
    }
  }

  /// Whether a directory is that of an execution, ended or not.
  public static boolean isIn(Path directory) {
    return Files.isRegularFile(directory.resolve(ExecutionDirectory.STATE));
  }

  /// Empty when there is none in this directory, or it has not ended.
  ///
  /// @throws SageException [ErrorCode#STORAGE] when its files are damaged
  public static Optional<EarlierExecution> read(Path directory) {
    boolean ended = Files.exists(directory.resolve(ExecutionDirectory.RESULT));
    return isIn(directory) && ended ? Optional.of(ended(directory)) : Optional.empty();
  }

  public Path report() {
    return directory.resolve(ExecutionDirectory.REPORT);
  }

  /// The id of the execution that takes `corrected` as a correction of this one's rejects. It is
  /// the same for the same bytes: who sends a correction twice lands its rows once.
  public UUID correctedBy(Path corrected) {
    String name = id + " " + Sha256.of(corrected);
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  private static EarlierExecution ended(Path directory) {
    ExecutionState state = ExecutionState.read(directory.resolve(ExecutionDirectory.STATE));
    Map<String, String> result = values(directory.resolve(ExecutionDirectory.RESULT));
    Map<String, String> report = values(directory.resolve(ExecutionDirectory.REPORT));
    Path contract = directory.resolve(ExecutionDirectory.CONTRACT);
    try {
      return new EarlierExecution(
          directory,
          state.id(),
          Integer.parseInt(result.getOrDefault("/exit", "")),
          Files.readAllBytes(contract),
          report.getOrDefault("/execution_info/contract", ExecutionDirectory.CONTRACT),
          "run".equals(report.get("/execution_info/method")),
          Optional.ofNullable(report.get("/summary/refusal")),
          state.landings(),
          rejected(directory.resolve("rejects"), report));
    } catch (IOException | NumberFormatException e) {
      throw damaged(directory, e);
    }
  }

  private static List<Rejected> rejected(Path folder, Map<String, String> report)
      throws IOException {
    List<Rejected> rejected = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return rejected;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(EarlierExecution::holdsRecords).sorted().toList()) {
        catalog(file, filesOf(file), report).ifPresent(rejected::add);
      }
    }
    return rejected;
  }

  /// Those of several files are in a folder.
  private static List<Path> filesOf(Path rejects) throws IOException {
    if (!Files.isDirectory(rejects)) {
      return List.of(rejects);
    }
    try (Stream<Path> files = Files.list(rejects)) {
      return files.sorted().toList();
    }
  }

  private static boolean holdsRecords(Path file) {
    return !file.getFileName().toString().endsWith(".errors.csv");
  }

  private static Optional<Rejected> catalog(
      Path file, List<Path> files, Map<String, String> report) {
    String start = "/files/statistics/";
    String end = "/rejected";
    return report.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(start) && entry.getKey().endsWith(end))
        .map(entry ->
            new Rejected(
                unescaped(
                    entry
                        .getKey()
                        .substring(start.length(), entry.getKey().length() - end.length())),
                Long.parseLong(entry.getValue()),
                files))
        .filter(one -> ExecutionDirectory.fileName(one.catalog()).equals(stem(file)))
        .findFirst();
  }

  /// No file name of a catalog has a dot of its own.
  private static String stem(Path file) {
    String name = file.getFileName().toString();
    int dot = name.indexOf('.');
    return dot < 0 ? name : name.substring(0, dot);
  }

  /// A name in a JSON pointer.
  private static String unescaped(String name) {
    return name.replace("~1", "/").replace("~0", "~");
  }

  /// The texts and numbers of a document by their JSON pointers; lists and nulls are left out.
  private static Map<String, String> values(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    try (InputStream in = Files.newInputStream(file);
        JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), in)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY) {
          parser.skipChildren();
        } else if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
          values.put(
              parser.streamReadContext().pathAsPointer().toString(), parser.getValueAsString(""));
        }
      }
      return values;
    } catch (IOException | JacksonException e) {
      throw damaged(file, e);
    }
  }

  private static SageException damaged(Path file, @Nullable Exception cause) {
    return new SageException(
        ErrorCode.STORAGE, file + " is damaged: what the execution did cannot be read.", cause);
  }
}
