package dev.sage.bench.daemons;

import dev.sage.bench.daemons.Expected.Kind;
import dev.sage.bench.server.BenchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Holds what is there at the end against what was sent.
final class Oracle {
  static final String METADATA = "sage";
  private static final JsonMapper JSON = new JsonMapper();

  private final Delivered delivered;
  private final BenchServer server;
  private final String inbox;
  private final Path folder;
  private final Path store;
  private final List<String> violations = new ArrayList<>();

  /// An execution as its row says.
  private record Row(
      String id,
      String sha256,
      String state,
      long read,
      long accepted,
      long rejected,
      String token,
      String status) {}

  /// @param inbox its id
  Oracle(Delivered delivered, BenchServer server, String inbox, Path folder, Path store) {
    this.delivered = delivered;
    this.server = server;
    this.inbox = inbox;
    this.folder = folder;
    this.store = store;
  }

  List<String> violations() throws IOException {
    Map<String, Integer> contents = contents();
    List<Row> rows = rows();
    judgeRows(rows, contents);
    judgeDeliveries();
    judgeFolder();
    judgeTable(contents);
    judgeLedger(rows);
    judgeLeases();
    return violations;
  }

  private Map<String, Integer> contents() {
    Map<String, Integer> contents = new HashMap<>();
    for (int file = 0; file < delivered.files(); file++) {
      contents.put(sha256(delivered.bytes(file)), Delivered.content(file));
    }
    return contents;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<Row> rows() {
    return metadata(
            """
            SELECT e.id, d.sha256, e.estado, coalesce(e.leidas, -1), coalesce(e.aceptadas, -1),
              coalesce(e.rechazadas, -1), coalesce(e.token, -1), e.estado_informe
            FROM ejecuciones_yaml e JOIN entregas d ON d.id = e.entrega_id
            WHERE e.casilla_id = '%s' ORDER BY e.numero
            """
                .formatted(inbox))
        .map(one ->
            new Row(
                one[0],
                one[1],
                one[2],
                Long.parseLong(one[3]),
                Long.parseLong(one[4]),
                Long.parseLong(one[5]),
                one[6],
                one[7]))
        .toList();
  }

  private Stream<String[]> metadata(String sql) {
    return server.queryIn(METADATA, sql).stream().map(line -> line.split("\\|", -1));
  }

  /// Every content has one execution, which ended as it must.
  private void judgeRows(List<Row> rows, Map<String, Integer> contents) throws IOException {
    Set<String> seen = new HashSet<>();
    for (Row row : rows) {
      require(seen.add(row.sha256()), "two executions of the same content: " + row.id());
      Integer content = contents.get(row.sha256());
      require(content != null, row.id() + " is an execution of what nobody sent");
      if (content != null) {
        judge(row, delivered.expected(content));
      }
    }
    same("contents with an execution", contents.keySet().size(), seen.size());
  }

  private void judge(Row row, Expected expected) throws IOException {
    same(row.id() + " state", expected.kind().state(), row.state());
    same(row.id() + " read", row.read(), row.accepted() + row.rejected());
    if (expected.kind() != Kind.REFUSED) {
      same(row.id() + " accepted", expected.landed(), row.accepted());
      same(row.id() + " rejected", expected.rejected(), row.rejected());
    }
    JsonNode report = json(row.id(), "report.json");
    JsonNode result = json(row.id(), "result.json");
    same(
        row.id() + " in the report",
        row.id(),
        report.at("/execution_info/execution_id").asString(""));
    same(
        row.id() + " read in the report",
        row.read(),
        report.at("/summary/total_records").asLong(-1));
    same(
        row.id() + " accepted in the report",
        row.accepted(),
        report.at("/summary/accepted").asLong(-1));
    same(
        row.id() + " rejected in the report",
        row.rejected(),
        report.at("/summary/rejected").asLong(-1));
    same(
        row.id() + " status in the report",
        row.status(),
        report.at("/summary/status").asString(""));
    same(row.id() + " token of the result", row.token(), result.path("token").asString(""));
    same(row.id() + " status of the result", row.status(), result.path("status").asString(""));
    same(row.id() + " loads", loads(report), loads(result));
  }

  private static String loads(JsonNode root) {
    return root.path("materializations")
        .valueStream()
        .map(one ->
            one.path("id").asString("")
                + one.path("rows").asLong()
                + one.path("outcome").asString(""))
        .collect(Collectors.joining(","));
  }

  private JsonNode json(String execution, String name) throws IOException {
    Path file = store.resolve(execution).resolve(name);
    if (!Files.exists(file)) {
      violations.add(execution + " has no " + name);
      return JSON.createObjectNode();
    }
    return JSON.readTree(Files.readString(file));
  }

  /// Every file is in the ledger, with its own content or as a duplicate, and left the folder.
  private void judgeDeliveries() {
    Map<String, List<String[]>> byName =
        metadata(
                """
                SELECT archivo, estado, ruta IS NOT NULL, movida_en IS NOT NULL, sha256
                FROM entregas WHERE casilla_id = '%s'
                """
                    .formatted(inbox))
            .collect(Collectors.groupingBy(one -> one[0]));
    Map<String, Long> duplicates = new HashMap<>();
    byName.values().stream()
        .flatMap(List::stream)
        .filter(one -> one[1].equals("duplicada"))
        .forEach(one -> duplicates.merge(one[4], 1L, Long::sum));
    for (int file = 0; file < delivered.files(); file++) {
      judge(file, byName.getOrDefault(Delivered.name(file), List.of()));
      require(
          !Delivered.isTwin(file) || duplicates.containsKey(sha256(delivered.bytes(file))),
          Delivered.name(file) + " and its twin are not recorded as duplicates");
    }
  }

  private void judge(int file, List<String[]> entries) {
    String name = Delivered.name(file);
    require(!entries.isEmpty(), name + " is not in the ledger");
    String sha256 = sha256(delivered.bytes(file));
    require(
        entries.stream().allMatch(one -> one[4].equals(sha256)),
        name + " was taken with another content");
    require(entries.stream().noneMatch(one -> one[1].equals("rechazada")), name + " was refused");
    if (!Delivered.isUploaded(file)) {
      same(name + " in the ledger", 1, entries.size());
      require(
          entries.stream().allMatch(one -> one[2].equals("t") && one[3].equals("t")),
          name + " was not moved");
    }
  }

  private void judgeFolder() throws IOException {
    same("files left in the folder", List.of(), names(folder));
    List<String> moved = new ArrayList<>(names(folder.resolve("processed")));
    List<String> refused = names(folder.resolve("rejected"));
    moved.addAll(refused);
    same(
        "files that were moved",
        dropped().map(Delivered::name).toList(),
        moved.stream().sorted().toList());
    same(
        "files in rejected/",
        dropped().filter(this::goesToRejected).map(Delivered::name).toList(),
        refused);
  }

  private Stream<Integer> dropped() {
    return IntStream.range(0, delivered.files())
        .filter(file -> !Delivered.isUploaded(file))
        .boxed();
  }

  private boolean goesToRejected(int file) {
    return Delivered.kind(Delivered.content(file)) == Kind.REFUSED;
  }

  private static List<String> names(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .sorted()
          .toList();
    }
  }

  /// Every accepted row is in the destination, once.
  private void judgeTable(Map<String, Integer> contents) {
    Map<Long, String> found = new HashMap<>();
    server
        .query("SELECT archivo, count(*), count(DISTINCT fila) FROM ventas GROUP BY archivo")
        .forEach(line -> {
          String[] one = line.split("\\|", 2);
          found.put(Long.parseLong(one[0]), one[1]);
        });
    for (int content : new HashSet<>(contents.values())) {
      long rows = delivered.expected(content).landed();
      String expected = rows == 0 ? "nothing" : rows + "|" + rows;
      String now = found.remove((long) content);
      same("rows|different rows of content " + content, expected, now == null ? "nothing" : now);
    }
    same("rows of nobody", Map.of(), found);
  }

  private void judgeLedger(List<Row> rows) {
    Map<String, String> commits = new HashMap<>();
    server
        .query("SELECT execution, rows FROM sage_commits WHERE rows > 0")
        .forEach(line -> {
          String[] one = line.split("\\|", 2);
          require(commits.put(one[0], one[1]) == null, one[0] + " has committed twice");
        });
    for (Row row : rows) {
      String landed = row.state().equals(Kind.REFUSED.state()) ? "none" : row.accepted() + "";
      String committed = commits.remove(row.id());
      same(row.id() + " committed", landed, committed == null ? "none" : committed);
    }
    same("commits of nobody", Map.of(), commits);
  }

  private void judgeLeases() {
    String sql =
        "SELECT count(*) FROM bloqueos WHERE propietario IS NOT NULL AND vence_en > clock_timestamp()";
    same("leases that are held", List.of("0"), server.queryIn(METADATA, sql));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }

  private void same(String what, Object expected, Object found) {
    require(
        Objects.equals(expected, found),
        "%s: expected %s, found %s".formatted(what, expected, found));
  }
}
