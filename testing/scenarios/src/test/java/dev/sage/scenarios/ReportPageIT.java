package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;

/// `report.html`: there after every execution that has a report, with links that lead somewhere.
final class ReportPageIT {
  @TempDir private static Path folder;
  private static Desk desk;
  private static Warehouse warehouse;
  private static Path contract;

  @BeforeAll
  static void open() {
    desk = Desk.in(folder);
    warehouse = Warehouse.open(desk.home());
    contract =
        desk.file(
            "contrato.yaml",
            Yaml.header(
                "name: a, type: texto, required: true, pattern: \"^V-[0-9]{3}$\"",
                "name: b, type: decimal"));
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @Test
  void of_a_delivery_that_is_accepted_in_part() throws Exception {
    Path out = run("en-parte", "run", "--on-error", "reject_rows");

    String page = page(out);
    assertThat(page)
        .contains("Aceptada en parte", "Se cargaron 1 de 3 registros; se rechazaron 2.")
        .contains("escríbalo como V-123", "<code>1,5</code>", "Tiene que ser un número decimal.");
    assertThat(links(page))
        .containsExactly(
            "rejects/datos.csv",
            "rejects/datos.errors.csv",
            "finding_records.parquet",
            "findings.parquet",
            "report.json")
        .allMatch(link -> Files.exists(out.resolve(link)));
  }

  @Test
  void of_a_delivery_that_is_refused() throws Exception {
    Path out = run("rechazada", "run");

    assertThat(page(out)).contains("Rechazada", "No se cargó nada: hay errores", "reject_file");
    assertThat(links(page(out))).contains("rejects/datos.csv");
  }

  @Test
  void of_a_check_in_english() throws Exception {
    Path out = run("check", "check", "--lang", "en");

    assertThat(page(out))
        .contains("<html lang=\"en\">", "It could not be stored like this", "write it like V-123");
  }

  @Test
  void of_a_file_that_is_not_what_was_agreed() throws Exception {
    Path data = desk.file("vacio.csv", "");
    Path out = desk.path("vacio");
    desk.check(contract, data, "--out", out);

    assertThat(page(out)).contains("El archivo no puede estar vacío.");
  }

  @Test
  void it_is_among_the_files_of_the_result() throws Exception {
    Path out = run("resultado", "check");
    JsonNode result = Ran.json(Files.readString(out.resolve("result.json")));

    assertThat(result.path("files").valueStream().map(f -> f.path("name").asString()))
        .contains("report.html");
  }

  @Test
  void names_with_odd_characters_are_linked() throws Exception {
    String odd = "año nuevo%2E.x #1";
    Path named =
        desk.file(
            "raro.yaml",
            Yaml.header("name: a, type: entero").replace("  datos:", "  \"" + odd + "\":"));
    Path out = desk.path("raro");
    desk.check(named, desk.file("raro.csv", "a\nx\n"), "--out", out);

    assertThat(links(page(out)))
        .anyMatch(link -> link.startsWith("rejects/a%C3%B1o"))
        .map(link -> URLDecoder.decode(link, StandardCharsets.UTF_8))
        .allMatch(link -> Files.exists(out.resolve(link)));
  }

  /// Many findings of long values: the page stays small enough for a mailbox and a phone.
  @Test
  void it_stays_small() throws Exception {
    StringBuilder rows = new StringBuilder("a;b\n");
    IntStream.range(0, 3_000)
        .forEach(i -> rows.append("<b>x".repeat(500)).append(i).append(";y\n"));
    Path out = desk.path("muchos");
    desk.check(contract, desk.file("muchos.csv", rows.toString()), "--out", out);

    assertThat(page(out)).contains("Los primeros 1.000 de 6.000").doesNotContain("<b>x");
    assertThat(Files.size(out.resolve("report.html"))).isLessThan(1 << 20);
  }

  private static Path run(String name, String command, Object... more) {
    Path data = desk.file(name + ".csv", "a;b\nV-001;1.5\nV-2;1.5\nV-003;1,5\n");
    Path out = desk.path(name);
    List<Object> words = new ArrayList<>(List.of(command, contract, data, "--out", out));
    words.addAll(List.of(more));
    if (command.equals("run")) {
      words.addAll(List.of("--table", "t_" + name.replace('-', '_')));
    }
    Ran ran = desk.sage(words.toArray());
    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.out()).contains("report.html");
    return out;
  }

  private static String page(Path out) throws IOException {
    return Files.readString(out.resolve("report.html"));
  }

  private static List<String> links(String page) throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    NodeList found = document.getElementsByTagName("a");
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> ((Element) found.item(i)).getAttribute("href"))
        .filter(link -> !link.startsWith("#"))
        .toList();
  }
}
