package dev.sage.engine.delivery;

/// What the first bytes of a file say that it is, whatever its name.
public enum FileKind {
  /// A ZIP; an .xlsx is one.
  ZIP,
  /// The container of .xls, and of workbooks with a password.
  OLE,
  PARQUET,
  /// None of these: text, or nothing.
  OTHER;

  /// Looks at a file that is not compressed, or has been inflated.
  public static FileKind of(DataFile file) {
    byte[] head = Inflated.head(file);
    if (Magic.isZip(head)) {
      return ZIP;
    }
    if (Magic.begins(head, 0xD0, 0xCF, 0x11, 0xE0)) {
      return OLE;
    }
    return Magic.begins(head, 'P', 'A', 'R', '1') ? PARQUET : OTHER;
  }
}
