package dev.sage.engine.report;

import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.StagedCatalog;
import java.util.List;
import java.util.stream.Collectors;

/// A catalog of the delivery that was read.
///
/// @param files the names of its files or members, in the order in which they were read
/// @param read records by the splitter's own count, in all files
/// @param staged its rows
/// @param skippedRules rules that were not evaluated, because a column is missing
public record Delivered(
    List<String> files, long read, StagedCatalog staged, List<String> skippedRules) {
  public Delivered {
    files = List.copyOf(files);
    skippedRules = List.copyOf(skippedRules);
  }

  public String catalog() {
    return staged.catalog().id();
  }

  public boolean hasSeveralFiles() {
    return files.size() > 1;
  }

  /// What all of it is called: the file's name, or the contract's pattern for several.
  public String file() {
    return hasSeveralFiles() ? staged.catalog().filename() : files.getFirst();
  }

  /// SQL of a file's name.
  ///
  /// @param place SQL of its place in [#files]
  String fileSql(String place) {
    return hasSeveralFiles()
        ? "list_extract(%s, %s + 1)".formatted(list(), place)
        : Sql.literal(files.getFirst());
  }

  /// SQL of a file's place in [#files], from 1.
  ///
  /// @param name SQL of its name
  String placeSql(String name) {
    return "list_position(%s, %s)".formatted(list(), name);
  }

  private String list() {
    return files.stream().map(Sql::literal).collect(Collectors.joining(", ", "[", "]"));
  }
}
