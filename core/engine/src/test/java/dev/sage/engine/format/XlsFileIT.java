package dev.sage.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.contract.Catalog;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Arrays;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sheets of .xls become records, whatever the name of their file.
class XlsFileIT {
  private static final Catalog CATALOG =
      Reading.catalog(
          "type: EXCEL, header: true",
          "name: codigo, type: texto",
          "name: total, type: decimal",
          "name: dia, type: fecha, formats: [dd/MM/yyyy]");

  @TempDir Path directory;

  @Test
  void cellsHaveTheirTypes() throws IOException {
    Path file = directory.resolve("libro.xlsx");
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      CellStyle day = book.createCellStyle();
      day.setDataFormat(book.createDataFormat().getFormat("d-mmm-yy"));
      Sheet sheet = book.createSheet("Datos");
      row(sheet, 0, "codigo", "total", "dia");
      Row one = row(sheet, 1, "á,\"b\"", 12.0);
      Cell cell = one.createCell(2);
      cell.setCellValue(LocalDateTime.of(2024, 2, 29, 10, 30));
      cell.setCellStyle(day);
      Row two = row(sheet, 4, true, 0.1);
      two.createCell(2).setCellErrorValue(FormulaError.NA.getCode());
      Row three = sheet.createRow(5);
      three.createCell(0).setCellFormula("\"a\"&\"b\"");
      three.createCell(1).setCellFormula("1+1");
      book.getCreationHelper().createFormulaEvaluator().evaluateAll();
      save(book, file);
    }
    Reading read = Reading.of(CATALOG, file, directory);
    assertThat(read.rows())
        .containsExactly("1@2 á,\"b\"/12/29/02/2024", "2@5 true/0.1/#N/A", "3@6 ab/2/");
    assertThat(read.findings()).isEmpty();
  }

  @Test
  void sheetsAreFoundByNameAndThoseThatAreNotAreListed() throws IOException {
    Path file = directory.resolve("libro.xls");
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      row(book.createSheet("Uno"), 0, "en uno");
      row(book.createSheet("Dos"), 0, "en dos");
      save(book, file);
    }
    assertThat(Reading.of(sheet("dos"), file, directory).rows()).containsExactly("1@1 en dos");
    assertThat(Reading.of(sheet("1"), file, directory).rows()).containsExactly("1@1 en uno");
    assertThatThrownBy(() -> Reading.of(sheet("Tres"), file, directory))
        .isInstanceOf(SageException.class)
        .hasMessageContaining("Uno, Dos");
  }

  @Test
  void mergedCellsOfTheHeaderAreAnErrorOfTheFile() throws IOException {
    Path file = directory.resolve("libro.xls");
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      Sheet sheet = book.createSheet("Datos");
      row(sheet, 0, "codigo", "total", "dia");
      row(sheet, 1, "x");
      sheet.addMergedRegion(new CellRangeAddress(0, 0, 1, 2));
      save(book, file);
    }
    Reading read = Reading.of(CATALOG, file, directory);
    assertThat(read.rows()).containsExactly("1@2 x//");
    assertThat(read.findings().getFirst().code()).isEqualTo(FindingCode.COLUMN_COUNT);
    assertThat(read.findings().getFirst().value()).isEqualTo("B1:C1");
  }

  @Test
  void rejectedRowsAreAnXlsx() throws IOException {
    Path file = directory.resolve("libro.xls");
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      Sheet sheet = book.createSheet("Datos");
      row(sheet, 0, "codigo", "total", "dia");
      row(sheet, 1, "a", 1.0);
      row(sheet, 2, "b", 2.5);
      save(book, file);
    }
    Path rejects = Reading.rejects(CATALOG, file, directory, 2);
    assertThat(rejects).hasFileName("rechazados.xlsx");
    assertThat(Reading.of(CATALOG, rejects, directory).rows()).containsExactly("1@2 b/2.5/");
  }

  @Test
  void aPasswordIsNamed() throws IOException {
    Path xls = directory.resolve("libro.xls");
    Biff8EncryptionKey.setCurrentUserPassword("secreto");
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      row(book.createSheet("Datos"), 0, "a");
      save(book, xls);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
    refused(ErrorCode.ARCHIVE_ENCRYPTED, xls);
    Path xlsx = directory.resolve("libro.xlsx");
    try (POIFSFileSystem container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(xlsx)) {
      container.createDocument(
          new java.io.ByteArrayInputStream(new byte[5000]), "EncryptedPackage");
      container.writeFilesystem(out);
    }
    refused(ErrorCode.ARCHIVE_ENCRYPTED, xlsx);
  }

  @Test
  void otherContainersAndCutOnesAreRefused() throws IOException {
    Path doc = directory.resolve("a.xls");
    try (POIFSFileSystem container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(doc)) {
      container.createDocument(new java.io.ByteArrayInputStream(new byte[5000]), "WordDocument");
      container.writeFilesystem(out);
    }
    refused(ErrorCode.FILE_CORRUPT, doc);
    Path file = directory.resolve("libro.xls");
    try (HSSFWorkbook book = new HSSFWorkbook()) {
      Sheet sheet = book.createSheet("Datos");
      for (int i = 0; i < 200; i++) {
        row(sheet, i, "texto " + i, (double) i);
      }
      save(book, file);
    }
    byte[] bytes = Files.readAllBytes(file);
    for (int length = 8; length < bytes.length / 2; length += 2_111) {
      refused(
          ErrorCode.FILE_CORRUPT,
          Files.write(directory.resolve("b.xls"), Arrays.copyOf(bytes, length)));
    }
  }

  private static Catalog sheet(String name) {
    return Reading.catalog("type: EXCEL, sheet: " + name, "name: a, type: texto");
  }

  private static Row row(Sheet sheet, int number, Object... cells) {
    Row row = sheet.createRow(number);
    for (int i = 0; i < cells.length; i++) {
      Cell cell = row.createCell(i);
      switch (cells[i]) {
        case Double value -> cell.setCellValue(value);
        case Boolean value -> cell.setCellValue(value);
        default -> cell.setCellValue(cells[i].toString());
      }
    }
    return row;
  }

  private static void save(HSSFWorkbook book, Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      book.write(out);
    }
  }

  private void refused(ErrorCode code, Path file) {
    assertThatThrownBy(() -> Reading.of(CATALOG, file, directory))
        .isInstanceOfSatisfying(SageException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
