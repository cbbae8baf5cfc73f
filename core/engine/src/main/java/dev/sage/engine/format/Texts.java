package dev.sage.engine.format;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.FileKind;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;

/// Files of text.
final class Texts {
  private Texts() {}

  /// A workbook read as text would be a finding for each of its bytes.
  static void refuseBinary(DataFile file) {
    FileKind kind = FileKind.of(file);
    if (kind == FileKind.ZIP || kind == FileKind.OLE) {
      throw new SageException(
          ErrorCode.FILE_CORRUPT,
          "%s is a workbook or an archive, and the contract says that it is text. Deliver it so, or change 'file_format' in the contract."
              .formatted(file.baseName()));
    }
  }
}
