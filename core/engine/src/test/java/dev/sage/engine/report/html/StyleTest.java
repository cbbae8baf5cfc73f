package dev.sage.engine.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What can be read by people who see little (WCAG 2.2, AA), by day and by night.
class StyleTest {
  private static final Pattern COLOUR = Pattern.compile("--([a-z-]+):#([0-9a-f]{6})");

  @ParameterizedTest
  @CsvSource({
    "text, page",
    "text, card",
    "text, soft",
    "text, good-soft",
    "text, notice-soft",
    "text, bad-soft",
    "muted, page",
    "muted, card",
    "muted, soft",
    "link, card",
    "good, good-soft",
    "notice, notice-soft",
    "bad, bad-soft",
    "info, info-soft",
    "good, soft",
    "notice, soft",
    "bad, soft"
  })
  void texts_stand_out_from_their_ground(String text, String ground) {
    assertThat(contrast(light(), text, ground)).isGreaterThanOrEqualTo(4.5);
    assertThat(contrast(dark(), text, ground)).isGreaterThanOrEqualTo(4.5);
  }

  @ParameterizedTest
  @CsvSource({"bad-fill, card", "bad-fill, soft", "good-fill, card", "info-fill, card"})
  void bars_stand_out_from_their_ground(String fill, String ground) {
    assertThat(contrast(light(), fill, ground)).isGreaterThanOrEqualTo(3);
    assertThat(contrast(dark(), fill, ground)).isGreaterThanOrEqualTo(3);
  }

  @Test
  void it_loads_nothing() {
    assertThat(Style.CSS).doesNotContain("url(", "@import", "http", "<", "&");
  }

  private static Map<String, Integer> light() {
    return colours(Style.CSS.substring(0, Style.CSS.indexOf("@media")));
  }

  private static Map<String, Integer> dark() {
    String rest = Style.CSS.substring(Style.CSS.indexOf("prefers-color-scheme:dark"));
    return colours(rest.substring(0, rest.indexOf("}}")));
  }

  private static Map<String, Integer> colours(String css) {
    Map<String, Integer> colours = new HashMap<>();
    COLOUR
        .matcher(css)
        .results()
        .forEach(found -> colours.put(found.group(1), Integer.parseInt(found.group(2), 16)));
    return colours;
  }

  private static double contrast(Map<String, Integer> colours, String one, String other) {
    double a = luminance(Objects.requireNonNull(colours.get(one)));
    double b = luminance(Objects.requireNonNull(colours.get(other)));
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear((colour >> 16) & 0xFF)
        + 0.7152 * linear((colour >> 8) & 0xFF)
        + 0.0722 * linear(colour & 0xFF);
  }

  private static double linear(int part) {
    double c = part / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }

  @Test
  void paper_is_white_and_numbered_and_no_title_stands_alone() {
    String print = Style.CSS.substring(Style.CSS.indexOf("@media print{"));

    assertThat(print)
        .contains("background:#fff", "print-color-adjust:exact", "counter(page)")
        .contains("h2,caption,thead,p:has(+ul){break-after:avoid}")
        .contains("tbody tr:first-child{break-before:avoid}");
    assertThat(Style.CSS).contains("@media screen and (prefers-color-scheme:dark)");
  }
}
