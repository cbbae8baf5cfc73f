package dev.sage.engine.format;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A workbook made by hand, of XML that no program would write.
final class Xlsx {
  private final Map<String, String> parts = new LinkedHashMap<>();

  /// One sheet, `Hoja1`, with these rows.
  static Xlsx of(String rows) {
    return of(rows, "");
  }

  /// @param behind what follows the rows
  static Xlsx of(String rows, String behind) {
    Xlsx book = new Xlsx();
    book.parts.put("[Content_Types].xml", "<Types/>");
    book.parts.put(
        "_rels/.rels",
        "<Relationships><Relationship Id='r1' Type='http://x/officeDocument' Target='xl/workbook.xml'/></Relationships>");
    book.parts.put(
        "xl/workbook.xml",
        "<workbook xmlns:r='http://r'><workbookPr/><sheets><sheet name='Hoja1' sheetId='1' r:id='a'/></sheets></workbook>");
    book.parts.put(
        "xl/_rels/workbook.xml.rels",
        "<Relationships>"
            + "<Relationship Id='a' Type='http://x/worksheet' Target='worksheets/sheet1.xml'/>"
            + "<Relationship Id='b' Type='http://x/sharedStrings' Target='/xl/sharedStrings.xml'/>"
            + "<Relationship Id='c' Type='http://x/styles' Target='styles.xml'/></Relationships>");
    book.parts.put("xl/styles.xml", STYLES);
    book.parts.put("xl/sharedStrings.xml", "<sst/>");
    book.parts.put(
        "xl/worksheets/sheet1.xml",
        "<?xml version='1.0' encoding='UTF-8'?><worksheet><sheetData>"
            + rows
            + "</sheetData>"
            + behind
            + "</worksheet>");
    return book;
  }

  /// 1: day, 2: day and time, 3: time, 4: hours, 5: percent, 6: text that looks like a date format.
  private static final String STYLES =
      "<styleSheet><numFmts><numFmt numFmtId='164' formatCode='[$-C0A]dd\\ &quot;de&quot;\\ mmmm'/>"
          + "<numFmt numFmtId='165' formatCode='[h]:mm'/>"
          + "<numFmt numFmtId='166' formatCode='&quot;dia &quot;0.00_d;[Red]-0'/></numFmts>"
          + "<cellStyleXfs><xf numFmtId='14'/></cellStyleXfs>"
          + "<cellXfs><xf numFmtId='0'/><xf numFmtId='164'/><xf numFmtId='22'/><xf numFmtId='20'/>"
          + "<xf numFmtId='165'/><xf numFmtId='10'/><xf numFmtId='166'/></cellXfs></styleSheet>";

  Xlsx with(String part, String text) {
    parts.put(part, text);
    return this;
  }

  Xlsx without(String part) {
    parts.remove(part);
    return this;
  }

  Xlsx strings(String... texts) {
    StringBuilder all = new StringBuilder("<sst>");
    for (String text : texts) {
      all.append("<si>").append(text).append("</si>");
    }
    return with("xl/sharedStrings.xml", all.append("</sst>").toString());
  }

  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
