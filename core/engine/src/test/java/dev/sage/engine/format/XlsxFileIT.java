package dev.sage.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.contract.Catalog;
import dev.sage.engine.report.FileFinding;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sheets of .xlsx become records.
class XlsxFileIT {
  private static final Catalog HEADED =
      Reading.catalog(
          "type: EXCEL, header: true",
          "name: codigo, type: texto",
          "name: total, type: decimal",
          "name: dia, type: fecha",
          "name: activo, type: booleano");
  private static final Catalog TWO =
      Reading.catalog("type: EXCEL", "name: a, type: texto", "name: b, type: texto");

  @TempDir Path directory;

  @Test
  void aWorkbookOfAProgramIsReadWithTheTypesOfItsCells() throws IOException {
    Path file = directory.resolve("libro.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "T", "1.0")) {
      Worksheet sheet = book.newWorksheet("Datos");
      String[] names = {"codigo", "total", "dia", "activo"};
      for (int i = 0; i < names.length; i++) {
        sheet.value(0, i, names[i]);
      }
      sheet.value(1, 0, "C-001, \"ñ\"");
      sheet.value(1, 1, 12);
      sheet.value(1, 2, LocalDate.of(2024, 2, 29));
      sheet.style(1, 2).format("dd/mm/yyyy").set();
      sheet.value(1, 3, true);
      sheet.value(3, 0, "007");
      sheet.value(3, 1, 0.1 + 0.2);
      sheet.value(3, 2, LocalDateTime.of(2024, 1, 31, 10, 20, 30));
      sheet.style(3, 2).format("yyyy-mm-dd hh:mm").set();
      sheet.value(4, 1, 1e-7);
    }
    Reading read = Reading.of(HEADED, file, directory);
    assertThat(read.shape().header()).containsExactly("codigo", "total", "dia", "activo");
    assertThat(read.rows())
        .containsExactly(
            "1@2 C-001, \"ñ\"/12/2024-02-29/true",
            "2@4 007/0.30000000000000004/2024-01-31 10:20:30/",
            "3@5 /0.0000001//");
    assertThat(read.findings()).isEmpty();
  }

  @Test
  void everyKindOfCellHasItsText() throws IOException {
    Reading read =
        read(
            TWO,
            Xlsx.of(
                    row(1, "<c t='s'><v>0</v></c><c t='inlineStr'><is><t>en</t></is></c>")
                        + row(
                            2,
                            "<c t='s'><v>1</v></c><c t='str'><f>A1</f><v>f_x000D_ _x005F_x</v></c>")
                        + row(3, "<c t='b'><v>1</v></c><c t='b'><v>0</v></c>")
                        + row(
                            4,
                            "<c t='e'><v>#N/A</v></c><c><f>1/3</f><v>0.33333333333333331</v></c>")
                        + row(5, "<c s='5'><v>0.15</v></c><c s='6'><v>12.50</v></c>")
                        + row(6, "<c><v>1.2E3</v></c><c><v>-0</v></c>")
                        + row(7, "<c><v>1E+300</v></c><c><v>12345678901234567</v></c>"))
                .strings(
                    "<t xml:space='preserve'> a\nb </t>",
                    "<r><t>ri</t></r><r><rPr><b/></rPr><t>co</t></r><rPh><t>no</t></rPh>"));
    assertThat(read.rows())
        .containsExactly(
            "1@1  a\nb /en",
            "2@2 rico/f\r _x",
            "3@3 true/false",
            "4@4 #N/A/0.3333333333333333",
            "5@5 0.15/12.5",
            "6@6 1200/0",
            "7@7 1E+300/12345678901234568");
  }

  @Test
  void datesAreDatesWhateverTheFormatOfTheField() throws IOException {
    Catalog catalog =
        Reading.catalog(
            "type: EXCEL",
            "name: a, type: fecha, formats: [dd/MM/yy]",
            "name: b, type: fecha_hora",
            "name: c, type: fecha_hora, formats: [\"dd/MM/yyyy\", \"dd/MM/yyyy HH'h'mm\"]",
            "name: d, type: texto");
    Reading read =
        read(
            catalog,
            Xlsx.of(
                row(1, day(1, "45000") + day(1, "45000") + day(2, "45000.4375") + day(3, "0.5"))
                    + row(
                        2,
                        day(2, "45000.999999999")
                            + day(2, "45000.25")
                            + day(1, "45000")
                            + day(4, "1.5"))
                    + row(3, day(1, "20000") + day(1, "60") + day(1, "-1") + day(1, "59"))
                    + row(
                        4,
                        "<c t='d'><v>2024-02-29</v></c><c t='d'><v>2024-02-29T01:02:03</v></c>")));
    assertThat(read.rows())
        .containsExactly(
            "1@1 15/03/23/2023-03-15 00:00:00/15/03/2023 10h30/12:00:00",
            "2@2 16/03/23/2023-03-15 06:00:00/15/03/2023/36:00:00",
            "3@3 1954-10-03/60/-1/1900-02-28",
            "4@4 29/02/24/2024-02-29 01:02:03//");
  }

  @Test
  void workbooksThatCountFrom1904() throws IOException {
    Xlsx book =
        Xlsx.of(row(1, day(1, "0.25") + day(1, "43538")))
            .with(
                "xl/workbook.xml",
                "<workbook xmlns:r='http://r'><workbookPr date1904='1'/><sheets><sheet name='H' r:id='a'/></sheets></workbook>");
    assertThat(read(TWO, book).rows()).containsExactly("1@1 06:00:00/2023-03-15");
  }

  @Test
  void aDecimalHasTheSeparatorOfItsField() throws IOException {
    Catalog catalog =
        Reading.catalog(
            "type: EXCEL",
            "name: a, type: decimal, decimal_separator: ','",
            "name: b, type: texto");
    assertThat(read(catalog, Xlsx.of(row(1, "<c><v>1.5</v></c><c><v>1.5</v></c>"))).rows())
        .containsExactly("1@1 1,5/1.5");
  }

  @Test
  void blankRowsAreNoRecordsAndHiddenOnesAre() throws IOException {
    Reading read =
        read(
            TWO,
            Xlsx.of(
                row(2, "<c/><c t='str'><v></v></c>")
                    + "<row r='3' hidden='1'>"
                    + text("a")
                    + "</row>"
                    + "<row>"
                    + text("b")
                    + "</row>"
                    + row(9, "<c r='B9' t='str'><v>c</v></c>")));
    assertThat(read.rows()).containsExactly("1@3 a/", "2@4 b/", "3@9 /c");
  }

  @Test
  void tooManyCellsAreRaggedAndTrailingBlanksAreNot() throws IOException {
    Reading read =
        read(
            Reading.catalog(
                "type: EXCEL, header: true", "name: a, type: texto", "name: b, type: texto"),
            Xlsx.of(
                row(1, text("a") + text("b") + "<c/>")
                    + row(2, text("1"))
                    + row(3, text("1") + text("2") + "<c/><c/>")
                    + row(4, text("1") + text("2") + "<c/>" + text("4"))));
    assertThat(read.rows()).containsExactly("1@2 1/", "2@3 1/2", "3@4 RAGGED");
    assertThat(read.kept().faults.getFirst().cells()).isEqualTo(4);
  }

  @Test
  void withoutAHeaderMostRowsSayHowWideTheSheetIs() throws IOException {
    String three = text("1") + text("2") + text("3");
    assertThat(
            read(TWO, Xlsx.of(row(1, three) + row(2, text("1")) + row(3, text("1"))))
                .shape()
                .width())
        .isEqualTo(2);
    assertThat(
            read(TWO, Xlsx.of(row(1, three) + row(2, three) + row(3, text("1")))).shape().width())
        .isEqualTo(3);
  }

  @Test
  void rowsAboveTheHeaderAreSkipped() throws IOException {
    Catalog catalog =
        Reading.catalog(
            "type: EXCEL, header: true, skip_rows: 3",
            "name: a, type: texto",
            "name: b, type: texto");
    Reading read =
        read(
            catalog,
            Xlsx.of(row(2, text("Informe")) + row(5, text("a") + text("b")) + row(6, text("1"))));
    assertThat(read.shape().header()).containsExactly("a", "b");
    assertThat(read.rows()).containsExactly("1@6 1/");
  }

  @Test
  void mergedCellsOfTheHeaderAreAnErrorOfTheFile() throws IOException {
    Catalog catalog =
        Reading.catalog(
            "type: EXCEL, header: true", "name: a, type: texto", "name: b, type: texto");
    String rows = row(1, text("a") + text("b")) + row(2, text("1"));
    Reading read =
        read(
            catalog,
            Xlsx.of(
                rows, "<mergeCells><mergeCell ref='A2:B2'/><mergeCell ref='A1:B1'/></mergeCells>"));
    assertThat(read.findings())
        .extracting(FileFinding::code)
        .containsExactly(FindingCode.COLUMN_COUNT);
    assertThat(read.findings().getFirst().message().es()).contains("A1:B1");
  }

  @Test
  void sheetsAreFoundByNameAndByPlace() throws IOException {
    Path file = directory.resolve("libro.xlsx");
    try (OutputStream out = Files.newOutputStream(file);
        Workbook book = new Workbook(out, "T", "1.0")) {
      for (String name : new String[] {"Uno", "2", "Tres"}) {
        book.newWorksheet(name).value(0, 0, "en " + name);
      }
    }
    assertThat(sheet(file, "")).containsExactly("1@1 en Uno/");
    assertThat(sheet(file, ", sheet: ' tres '")).containsExactly("1@1 en Tres/");
    assertThat(sheet(file, ", sheet: 2")).containsExactly("1@1 en 2/");
    assertThat(sheet(file, ", sheet: 3")).containsExactly("1@1 en Tres/");
    assertThatThrownBy(() -> sheet(file, ", sheet: Enero"))
        .isInstanceOfSatisfying(
            SageException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.SHEET_MISSING);
              assertThat(e).hasMessageContaining("Uno, 2, Tres");
            });
  }

  private java.util.List<String> sheet(Path file, String more) throws IOException {
    Catalog catalog =
        Reading.catalog("type: EXCEL" + more, "name: a, type: texto", "name: b, type: texto");
    return Reading.of(catalog, file, directory).rows();
  }

  @Test
  void anEmptySheetIsEmptyAndAHeaderAloneIsNot() throws IOException {
    assertThat(read(HEADED, Xlsx.of("")).shape().blank()).isTrue();
    Reading header = read(HEADED, Xlsx.of(row(1, text("codigo"))));
    assertThat(header.shape().blank()).isFalse();
    assertThat(header.result().read()).isZero();
  }

  @Test
  void whatIsNoWorkbookIsRefused() throws IOException {
    corrupt(Xlsx.of("").without("xl/workbook.xml"));
    corrupt(Xlsx.of("").without("xl/worksheets/sheet1.xml"));
    corrupt(Xlsx.of("").with("xl/workbook.xml", "<workbook><sheets/></workbook>"));
    corrupt(Xlsx.of("<row><c><v>1</v></c>"));
    corrupt(Xlsx.of("&bomb;"));
    corrupt(Xlsx.of(row(1, "<c t='s'><v>0</v></c>")));
    corrupt(Xlsx.of(row(1, "<c t='s'><v>-1</v></c>")));
    corrupt(Xlsx.of(row(1, "<c r='ZZZZZZZ1'><v>1</v></c>")));
    corrupt(Xlsx.of(row(1, "<c t='x'><v>1</v></c>")));
    corrupt(Xlsx.of(row(2, text("a")) + row(1, text("b"))));
    corrupt(Xlsx.of("<row r='99999999999'/>"));
    Path text = Files.writeString(directory.resolve("datos"), "a;b\n");
    refused(ErrorCode.FILE_CORRUPT, text);
  }

  @Test
  void entitiesOfADocumentTypeAreNotResolved() throws IOException {
    Path secret = Files.writeString(directory.resolve("secreto"), "s3cr3t");
    Xlsx book =
        Xlsx.of("")
            .with(
                "xl/worksheets/sheet1.xml",
                "<!DOCTYPE w [<!ENTITY a SYSTEM '"
                    + secret.toUri()
                    + "'><!ENTITY b 'bbbb'>]><worksheet><sheetData>"
                    + row(1, "<c t='str'><v>&a;</v></c>")
                    + "</sheetData></worksheet>");
    try {
      assertThat(read(TWO, book).rows()).noneMatch(row -> row.contains("s3cr3t"));
    } catch (SageException e) {
      assertThat(e.code()).isEqualTo(ErrorCode.FILE_CORRUPT);
    }
  }

  @Test
  void cutAndDamagedWorkbooksAreRefused() throws IOException {
    byte[] bytes = Xlsx.of(row(1, text("a").repeat(200))).bytes();
    for (int length = 4; length < bytes.length; length += 97) {
      Path cut = Files.write(directory.resolve("datos"), Arrays.copyOf(bytes, length));
      assertThatThrownBy(() -> Reading.of(TWO, cut, directory)).isInstanceOf(SageException.class);
    }
  }

  @Test
  void sheetsOfBombsAreRefused() throws IOException {
    Path file =
        Files.write(
            directory.resolve("datos"),
            Xlsx.of(row(1, "<c t='str'><v>" + "a".repeat(20 << 20) + "</v></c>")).bytes());
    refused(ErrorCode.ARCHIVE_LIMIT, file);
  }

  @Test
  void rejectedRowsAreAWorkbookThatCanBeSentAgain() throws IOException {
    Catalog catalog =
        Reading.catalog(
            "type: EXCEL, header: true, skip_rows: 1",
            "name: a, type: texto",
            "name: b, type: decimal",
            "name: c, type: fecha_hora",
            "name: d, type: booleano");
    Path file =
        write(
            Xlsx.of(
                row(1, text("Informe"))
                    + row(3, text("a") + text("b") + text("c") + text("d"))
                    + row(4, text("x") + "<c><v>1</v></c>")
                    + row(
                        5,
                        text("007 ñ &lt; ")
                            + "<c><v>0.1</v></c>"
                            + day(2, "45000.4375")
                            + "<c t='b'><v>1</v></c>")
                    + row(7, text("z") + "<c t='e'><v>#N/A</v></c>" + day(1, "45000"))));
    Path rejects = Reading.rejects(catalog, file, directory, 2, 3);
    assertThat(rejects).hasFileName("rechazados.xlsx");
    Reading again = Reading.of(catalog, rejects, directory);
    assertThat(again.shape().header()).containsExactly("a", "b", "c", "d");
    assertThat(again.rows())
        .containsExactly(
            "1@4 007 ñ < /0.1/2023-03-15 10:30:00/true", "2@5 z/#N/A/2023-03-15 00:00:00/");
  }

  private static String row(int number, String cells) {
    return "<row r='" + number + "'>" + cells + "</row>";
  }

  private static String text(String text) {
    return "<c t='str'><v>" + text + "</v></c>";
  }

  private static String day(int style, String serial) {
    return "<c s='" + style + "'><v>" + serial + "</v></c>";
  }

  private void corrupt(Xlsx book) throws IOException {
    refused(ErrorCode.FILE_CORRUPT, write(book));
  }

  private void refused(ErrorCode code, Path file) {
    assertThatThrownBy(() -> Reading.of(TWO, file, directory))
        .isInstanceOfSatisfying(SageException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private Reading read(Catalog catalog, Xlsx book) throws IOException {
    return Reading.of(catalog, write(book), directory);
  }

  private Path write(Xlsx book) throws IOException {
    return Files.write(directory.resolve("datos"), book.bytes());
  }
}
