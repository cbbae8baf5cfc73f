package dev.sage.engine.format;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.ZipArchive;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An .xlsx: a ZIP of XML, its sheets read forward. Limits and checksums are those of every ZIP.
final class XlsxBook implements Book {
  private static final String WORKBOOK = "xl/workbook.xml";

  private final ZipArchive zip;
  private final String name;
  private final Path directory;
  private final List<String> sheets = new ArrayList<>();
  private final List<DataFile> parts = new ArrayList<>();
  private String workbook = WORKBOOK;
  private @Nullable DataFile strings;
  private @Nullable DataFile styles;
  private boolean from1904;
  private @Nullable SharedStrings sharedStrings;
  private @Nullable CellStyles cellStyles;

  private XlsxBook(ZipArchive zip, String name, Path directory) {
    this.zip = zip;
    this.name = name;
    this.directory = directory;
  }

  /// @param name what messages call it
  /// @param directory for what does not belong into memory
  static XlsxBook open(Path file, String name, Path directory) {
    ZipArchive zip = ZipArchive.open(file, name);
    XlsxBook book = new XlsxBook(zip, name, directory);
    try {
      book.list();
      return book;
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public List<String> sheets() {
    return List.copyOf(sheets);
  }

  @Override
  public long size(int sheet) {
    return Math.max(0, parts.get(sheet).size());
  }

  @Override
  public boolean from1904() {
    return from1904;
  }

  @Override
  public void read(int sheet, Visitor visitor) {
    SharedStrings texts = sharedStrings == null ? loadStrings() : sharedStrings;
    CellStyles kinds = cellStyles == null ? loadStyles() : cellStyles;
    try (Xml xml = Xml.open(parts.get(sheet), name)) {
      new XlsxSheet(xml, name, texts, kinds).read(visitor);
    }
  }

  @Override
  public void close() {
    if (sharedStrings != null) {
      sharedStrings.close();
      sharedStrings = null;
    }
    zip.close();
  }

  private SharedStrings loadStrings() {
    SharedStrings loaded = SharedStrings.load(Optional.ofNullable(strings), name, directory);
    sharedStrings = loaded;
    return loaded;
  }

  private CellStyles loadStyles() {
    CellStyles loaded = CellStyles.load(Optional.ofNullable(styles), name);
    cellStyles = loaded;
    return loaded;
  }

  private void list() {
    workbook = root();
    DataFile main =
        zip.entry(workbook)
            .orElseThrow(() -> Broken.workbook(name, "it is no workbook of type .xlsx", null));
    Map<String, Relation> relations = relations(workbook);
    for (Relation relation : relations.values()) {
      if (relation.is("sharedStrings")) {
        strings = zip.entry(relation.path()).orElse(null);
      } else if (relation.is("styles")) {
        styles = zip.entry(relation.path()).orElse(null);
      }
    }
    try (Xml xml = Xml.open(main, name)) {
      while (xml.next()) {
        if (xml.isStart("workbookPr")) {
          String from = xml.attribute("date1904");
          from1904 = from != null && (from.equals("1") || from.equals("true"));
        } else if (xml.isStart("sheet")) {
          addSheet(xml, relations);
        }
      }
    }
    if (sheets.isEmpty()) {
      throw Broken.workbook(name, "it has no sheet with cells", null);
    }
  }

  /// Sheets of other kinds, such as charts, have no cells.
  private void addSheet(Xml xml, Map<String, Relation> relations) {
    Relation relation = relations.get(String.valueOf(xml.attribute("id")));
    String title = xml.attribute("name");
    if (relation != null && relation.is("worksheet") && title != null) {
      DataFile part =
          zip.entry(relation.path())
              .orElseThrow(() -> Broken.workbook(name, "one of its sheets is missing", null));
      sheets.add(title);
      parts.add(part);
    }
  }

  /// Where the workbook itself is.
  private String root() {
    return relations("").values().stream()
        .filter(relation -> relation.is("officeDocument"))
        .map(Relation::path)
        .findFirst()
        .orElse(WORKBOOK);
  }

  private Map<String, Relation> relations(String of) {
    String folder = of.substring(0, of.lastIndexOf('/') + 1);
    String file = of.substring(folder.length());
    Map<String, Relation> relations = new HashMap<>();
    Optional<DataFile> part = zip.entry(folder + "_rels/" + file + ".rels");
    if (part.isEmpty()) {
      return relations;
    }
    try (Xml xml = Xml.open(part.get(), name)) {
      while (xml.next()) {
        String target = xml.isStart("Relationship") ? xml.attribute("Target") : null;
        if (target != null && !"External".equals(xml.attribute("TargetMode"))) {
          relations.put(
              String.valueOf(xml.attribute("Id")),
              new Relation(String.valueOf(xml.attribute("Type")), path(folder, target)));
        }
      }
    }
    return relations;
  }

  /// A target is meant from the root, or from the folder of the part that names it.
  private static String path(String folder, String target) {
    if (target.startsWith("/")) {
      return target.substring(1);
    }
    String path = folder + target;
    while (path.contains("/../") && path.indexOf("/../") > 0) {
      int up = path.indexOf("/../");
      path = path.substring(0, path.lastIndexOf('/', up - 1) + 1) + path.substring(up + 4);
    }
    return path.replace("/./", "/");
  }

  private record Relation(String type, String path) {
    boolean is(String kind) {
      return type.endsWith("/" + kind);
    }
  }
}
