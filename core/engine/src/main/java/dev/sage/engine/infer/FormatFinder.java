package dev.sage.engine.infer;

import dev.sage.contract.Compression;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.FileFormat;
import dev.sage.contract.JsonFormat;
import dev.sage.contract.NdjsonFormat;
import dev.sage.contract.ParquetFormat;
import dev.sage.engine.delivery.FileKind;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.util.Optional;

/// Finds out what a file is, by its bytes and not by its name.
record FormatFinder(Workbench bench, Optional<String> delimiter) {

  /// @throws SageException NOTHING_TO_INFER for a file that is no table
  FileFormat find(SampledFile file) {
    return switch (FileKind.of(file)) {
      case ZIP, OLE -> new ExcelFormat(Optional.empty(), false, 0, Compression.AUTO);
      case PARQUET -> new ParquetFormat(Compression.AUTO);
      case OTHER -> ofText(file);
    };
  }

  private FileFormat ofText(SampledFile file) {
    FileText text = FileText.of(file, bench);
    if (text.isBlank()) {
      throw nothing(file.baseName(), new Message("está vacío", "it is empty"));
    }
    if (text.isBinary()) {
      throw nothing(
          file.baseName(),
          new Message(
              "no es texto ni un formato conocido",
              "it is neither text nor any of the formats that are known"));
    }
    return switch (text.firstMarks()) {
      case "[{", "[]" -> new JsonFormat(Optional.empty(), Compression.AUTO);
      case "{\"", "{}" -> new NdjsonFormat(Optional.empty(), Compression.AUTO);
      default -> new DialectFinder(text, bench).find(delimiter);
    };
  }

  static SageException nothing(String file, Message why) {
    String name = shown(file);
    return new SageException(
        ErrorCode.NOTHING_TO_INFER,
        new Message(
            "De %s no se puede proponer un contrato: %s. Tome un archivo con filas como las de siempre."
                .formatted(name, why.es()),
            "From %s no contract can be proposed: %s. Take a file with some of the usual rows."
                .formatted(name, why.en())));
  }

  static String shown(String name) {
    String printable = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    return printable.length() <= 200 ? printable : printable.substring(0, 200) + "…";
  }
}
