package dev.sage.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.FindingCode;
import dev.sage.spi.Language;
import dev.sage.spi.Severity;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {
  private static final String HOSTILE =
      "<script>alert(1)</script>\" onload='x' &amp; ]]> </style> \u202Etxt\u0000\u001b\uD800";

  private final Reports given = new Reports();
  private List<String> files = List.of("rejects/ventas.csv", "report.json");

  @Test
  void says_what_came_what_is_wrong_and_where() {
    given.errors(1).failed("precio", "1,5", "no es un decimal: use el punto");
    String page = spanish();

    assertThat(page)
        .contains("<html lang=\"es\">", "<h1>ventas.csv</h1>", "Aceptada en parte")
        .contains("1.012", "precio (col. 2)", "<code>1,5</code>")
        .contains("No es un decimal: use el punto.", "Tiene que ser un número decimal.")
        .contains("<a href=\"rejects/ventas.csv\">rejects/ventas.csv</a>");
    assertThat(english())
        .contains(
            "<html lang=\"en\">", "Accepted in part", "1,012", "It must be a decimal number.");
  }

  @Test
  void a_rule_is_told_in_the_words_of_its_author() {
    given.counted(FindingCode.RULE, Severity.ERROR, "suma", "", 3);

    assertThat(spanish()).contains("El total &lt;cuadra&gt;. <small>suma</small>");
  }

  @Test
  void whatever_comes_from_outside_is_text() throws Exception {
    given.file = HOSTILE;
    given.refusal = Optional.of(HOSTILE);
    given.missing = List.of(HOSTILE);
    given.skipped = List.of(HOSTILE);
    given.errors(1).counted(FindingCode.COLUMN_EXTRA, Severity.ERROR, HOSTILE, HOSTILE, 1);
    given.failed(HOSTILE, HOSTILE, HOSTILE);
    files = List.of("rejects/" + HOSTILE + ".csv");

    Document page = parsed(spanish());

    assertThat(page.getElementsByTagName("script").getLength()).isZero();
    assertThat(page.getElementsByTagName("style").getLength()).isEqualTo(1);
    assertThat(attributes(page)).doesNotContain("onload", "style", "onclick").contains("href");
    assertThat(page.getElementsByTagName("h1").item(0).getTextContent())
        .startsWith("<script>alert(1)</script>\"")
        .endsWith("\uFFFDtxt\uFFFD\uFFFD\uFFFD");
    Element link = (Element) page.getElementsByTagName("a").item(1);
    assertThat(link.getAttribute("href")).matches("rejects/[A-Za-z0-9%._~/-]+");
  }

  @Test
  void formulas_are_defused() {
    given.errors(1).failed("=1+1", "@SUM(A1)", "=no");

    assertThat(spanish()).contains("&#39;=1+1", "<code>&#39;@SUM(A1)</code>");
  }

  @Test
  void the_policy_allows_the_style_that_is_there_and_nothing_else() throws Exception {
    Document page = parsed(spanish());
    String css = page.getElementsByTagName("style").item(0).getTextContent();
    String hash =
        Base64.getEncoder()
            .encodeToString(
                MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8)));

    assertThat(spanish())
        .contains(
            "Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-"
                + hash
                + "'; base-uri 'none'; form-action 'none'\"")
        .doesNotContain("src=", "http:", "https:", "url(");
  }

  @Test
  void tables_tell_what_their_columns_are() throws Exception {
    given.errors(1).failed("precio", "x", "m");
    Document page = parsed(spanish());

    NodeList tables = page.getElementsByTagName("table");
    assertThat(tables.getLength()).isEqualTo(3);
    for (int i = 0; i < tables.getLength(); i++) {
      Element table = (Element) tables.item(i);
      assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
      for (Element title : elements(table, "th")) {
        assertThat(title.getAttribute("scope")).isIn("col", "row");
      }
      for (Element cell : elements(table, "td")) {
        assertThat(cell.getAttribute("data-label")).isNotBlank();
      }
    }
    assertThat(elements(page.getDocumentElement(), "main")).hasSize(1);
    assertThat(elements(page.getDocumentElement(), "header")).hasSize(1);
    assertThat(elements(page.getDocumentElement(), "footer")).hasSize(1);
    for (Element section : elements(page.getDocumentElement(), "section")) {
      String label = section.getAttribute("aria-labelledby");
      assertThat(label.isEmpty() || elementIds(page).contains(label)).isTrue();
    }
  }

  @Test
  void it_stays_small_whatever_was_found() {
    String longest = "ñ".repeat(64 << 10);
    IntStream.range(0, 1000).forEach(i -> given.failed("precio", longest, longest));
    IntStream.range(0, 5000)
        .forEach(i ->
            given.counted(
                FindingCode.COLUMN_EXTRA,
                Severity.ERROR,
                "column_extra",
                "c" + i + longest.substring(0, 500),
                1));
    given.skipped = IntStream.range(0, 5000).mapToObj(i -> longest).toList();

    String page = spanish();

    assertThat(page).contains("… y 4.800 más, con 4.800 hallazgos.", "Los primeros 1.000 de 5.000");
    assertThat(page.length()).isLessThan(3 << 20);
  }

  /// The fastest of some, since others use the machine too.
  @Test
  void a_thousand_findings_are_written_in_less_than_50_ms() {
    IntStream.range(0, 1000).forEach(i -> given.failed("precio", "1," + i, "no es un decimal"));
    given.errors(1000);

    long fastest = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long start = System.nanoTime();
      String page = spanish();
      fastest = Math.min(fastest, System.nanoTime() - start);
      assertThat(page).contains("<code>1,999</code>");
    }
    assertThat(Duration.ofNanos(fastest)).isLessThan(Duration.ofMillis(50));
  }

  @Test
  void a_delivery_without_findings_says_so() {
    given.rejected = 0;

    assertThat(spanish())
        .contains("No hay ninguno.")
        .doesNotContain("<table role=\"table\" class=\"rules\"");
    assertThat(english()).contains("There are none.");
  }

  @Test
  void it_says_nothing_of_where_the_rows_went() {
    assertThat(spanish()).doesNotContain("secreto");
  }

  private String spanish() {
    return page(Language.ES);
  }

  private String english() {
    return page(Language.EN);
  }

  private String page(Language language) {
    return new String(
        ReportPage.of(given.report(), Reports.contract(), files, language), StandardCharsets.UTF_8);
  }

  /// The page is written as XML, too: what a reader of XML takes, no browser has to guess.
  private static Document parsed(String page) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(page)));
  }

  private static List<Element> elements(Element in, String name) {
    NodeList found = in.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  private static List<String> attributes(Document page) {
    List<String> names = new ArrayList<>();
    for (Element element : elements(page.getDocumentElement(), "*")) {
      for (int i = 0; i < element.getAttributes().getLength(); i++) {
        names.add(element.getAttributes().item(i).getNodeName());
      }
    }
    return names;
  }

  private static List<String> elementIds(Document page) {
    return elements(page.getDocumentElement(), "*").stream()
        .map(element -> element.getAttribute("id"))
        .toList();
  }
}
