package dev.sage.bench;

import dev.sage.bench.SalesTable.Before;
import dev.sage.bench.server.BenchServer;
import dev.sage.spi.Strategy;
import dev.sage.testing.SalesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Who loads the file, and with which settings. Who is not on this machine is named and left out.
final class Contenders {
  static final String PSQL = "psql \\copy";

  private static final Set<Integer> DONE = Set.of(0);

  /// What Spark needs of a JDK since modules came.
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  private final BenchOptions options;
  private final BenchServer server;
  private final BenchData data;
  private final List<Contender> found = new ArrayList<>();

  private Contenders(BenchOptions options, BenchServer server, BenchData data) {
    this.options = options;
    this.server = server;
    this.data = data;
  }

  static List<Contender> of(BenchOptions options, BenchServer server, BenchData data)
      throws IOException, InterruptedException {
    Contenders contenders = new Contenders(options, server, data);
    contenders.psql();
    contenders.sage();
    contenders.duckdb();
    contenders.pgloader();
    contenders.spark();
    return contenders.found.stream().filter(one -> options.wants(one.name())).toList();
  }

  private void psql() {
    if (installed("psql").isEmpty()) {
      missing(PSQL, "there is no psql; apt-get install postgresql-client");
      return;
    }
    String copy =
        "\\copy %s FROM '%s' WITH (FORMAT csv, DELIMITER '|', HEADER true)"
            .formatted(SalesTable.NAME, data.data());
    add(PSQL, psql(server.url(), "-c", copy), login());
  }

  private void sage() {
    add(sage(options, server.url(), data, Strategy.APPEND, "sage APPEND"), Before.EMPTY);
    add(
        sage(options, server.url(), data, Strategy.UPSERT, "sage UPSERT, empty"),
        Before.EMPTY_WITH_KEY);
    add(
        sage(options, server.url(), data, Strategy.UPSERT, "sage UPSERT, same rows"),
        Before.SAME_ROWS_WITH_KEY);
    add(
        sage(options, server.url(), data, Strategy.DELETE_INSERT, "sage DELETE_INSERT, same rows"),
        Before.SAME_ROWS_WITH_KEY);
    add(
        sage(options, server.url(), data, Strategy.TRUNCATE_INSERT, "sage TRUNCATE_INSERT"),
        Before.EMPTY);
    add(sage(options, server.url(), data, Strategy.FULL, "sage FULL"), Before.EMPTY);
  }

  static Command sage(
      BenchOptions options, String url, BenchData data, Strategy strategy, String name) {
    List<String> words =
        new ArrayList<>(
            List.of(
                options.launcher().toString(),
                "run",
                data.contract().toString(),
                data.data().toString(),
                "--to",
                url,
                "--table",
                SalesTable.NAME,
                "--strategy",
                strategy.name(),
                "--threads",
                "2",
                "--out",
                options.output().toString()));
    if (strategy == Strategy.UPSERT || strategy == Strategy.DELETE_INSERT) {
      words.addAll(List.of("--key", "id"));
    }
    return new Command(name, words, DONE);
  }

  /// What somebody writes who does not check: DuckDB reads and casts, psql copies.
  private void duckdb() {
    if (installed("psql").isEmpty()) {
      missing("duckdb to psql", "there is no psql");
      return;
    }
    String pipe =
        "set -o pipefail; \"$0\" \"$@\" | psql -X -q -v ON_ERROR_STOP=1 \"$TARGET\" -c \"\\copy %s FROM STDIN WITH (FORMAT csv)\""
            .formatted(SalesTable.NAME);
    List<String> words = new ArrayList<>(List.of("bash", "-c", pipe));
    words.addAll(java(System.getProperty("java.class.path")));
    words.addAll(List.of(HandPiped.class.getName(), data.data().toString()));
    Map<String, String> environment = Map.of("TARGET", server.url(), "PGCLIENTENCODING", "UTF8");
    add("duckdb to psql", words, environment);
  }

  private void pgloader() throws IOException {
    if (installed("pgloader").isEmpty()) {
      missing("pgloader", "it is not installed; apt-get install pgloader");
      return;
    }
    Path script = Files.writeString(options.work().resolve("load.pgloader"), pgloaderScript());
    add(
        "pgloader",
        List.of(
            "pgloader",
            "--root-dir",
            options.work().resolve("pgloader").toString(),
            script.toString()),
        login());
  }

  private String pgloaderScript() {
    return """
    LOAD CSV FROM '%s' WITH ENCODING UTF-8
      HAVING FIELDS (%s [null if blanks])
      INTO postgresql://%s:%s@127.0.0.1:%d/%s
      TARGET TABLE %s
      WITH skip header = 1, fields terminated by '|', fields optionally enclosed by '"',
        workers = 2, concurrency = 1, batch rows = 25000, prefetch rows = 100000;
    """
        .formatted(
            data.data(),
            String.join(", ", SalesFile.COLUMNS),
            server.user(),
            server.password(),
            server.port(),
            server.database(),
            SalesTable.NAME);
  }

  /// Fetched when it is wanted: 280 MB that nothing else needs.
  private void spark() throws IOException, InterruptedException {
    if (!options.wants("spark")) {
      return;
    }
    Path home = options.root().resolve("bench/spark").toAbsolutePath().normalize();
    Path classpath = home.resolve("target/classpath.txt");
    Path log = options.work().resolve("spark-build.log");
    List<String> build =
        List.of(
            "mvn",
            "-B",
            "-q",
            "-f",
            home.resolve("pom.xml").toString(),
            "compile",
            "dependency:build-classpath",
            "-Dmdep.outputFile=target/classpath.txt",
            "-Dmdep.includeScope=runtime");
    try {
      new Command("spark", build, DONE).run(log);
    } catch (CommandFailed | IOException e) {
      missing("spark", "it cannot be fetched; see " + log);
      return;
    }
    String all = home.resolve("target/classes") + ":" + Files.readString(classpath).strip();
    add("spark", sparkWords(all), login());
  }

  private List<String> sparkWords(String classpath) {
    List<String> words = new ArrayList<>(List.of(javaCommand(), "-Xmx2g"));
    OPENED.forEach(
        name -> words.addAll(List.of("--add-opens", "java.base/" + name + "=ALL-UNNAMED")));
    words.addAll(
        List.of(
            "-cp",
            classpath,
            "dev.sage.bench.spark.SparkLoad",
            data.data().toString(),
            "jdbc:postgresql://127.0.0.1:%d/%s?reWriteBatchedInserts=true"
                .formatted(server.port(), server.database()),
            server.user(),
            SalesTable.NAME));
    return words;
  }

  private Map<String, String> login() {
    return Map.of("PGPASSWORD", server.password(), "PGCLIENTENCODING", "UTF8");
  }

  static List<String> psql(String url, String... more) {
    return Stream.concat(
            Stream.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", url), Arrays.stream(more))
        .toList();
  }

  private static List<String> java(String classpath) {
    return List.of(
        javaCommand(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+UseCompactObjectHeaders",
        "-cp",
        classpath);
  }

  private static String javaCommand() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private void add(Command command, Before before) {
    found.add(new Contender(command, before));
  }

  private void add(String name, List<String> words, Map<String, String> environment) {
    add(new Command(name, words, environment, DONE), Before.EMPTY);
  }

  private void missing(String name, String why) {
    if (options.wants(name)) {
      System.out.println("- " + name + " is left out: " + why);
    }
  }

  private static Optional<Path> installed(String program) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
