package dev.sage.engine.format;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.FileKind;

/// Files of text.
final class Texts {
  private Texts() {}

  /// A workbook read as text would be a finding for each of its bytes.
  static void refuseBinary(DataFile file) {
    FileKind kind = FileKind.of(file);
    if (kind == FileKind.ZIP || kind == FileKind.OLE) {
      throw Broken.notText(file.baseName());
    }
  }
}
