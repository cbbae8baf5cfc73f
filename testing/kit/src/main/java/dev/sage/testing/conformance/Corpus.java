package dev.sage.testing.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Every case there is.
public record Corpus(List<CaseFile> files, Constructs constructs) {
  private static final String CONSTRUCTS = "constructs.yaml";

  public Corpus {
    files = List.copyOf(files);
  }

  /// What must have a case.
  ///
  /// @param named by group: what cases name under `covers`
  /// @param frame by what `rules.md` has in its table of the data-frame spelling: pieces of rules
  /// @param plain the same of the plain spelling
  public record Constructs(
      Map<String, List<String>> named,
      Map<String, List<String>> frame,
      Map<String, List<String>> plain) {

    static Constructs read(Path file) throws IOException {
      Piece whole = Piece.of(file);
      Map<String, Piece> keys = whole.map(Set.of("named", "frame", "plain"));
      return new Constructs(
          lists(CaseReader.need(whole, keys, "named")),
          lists(CaseReader.need(whole, keys, "frame")),
          lists(CaseReader.need(whole, keys, "plain")));
    }

    private static Map<String, List<String>> lists(Piece piece) {
      Map<String, List<String>> lists = new LinkedHashMap<>();
      piece.map().forEach((name, texts) -> lists.put(name, texts.texts()));
      return lists;
    }
  }

  /// @param root the project's folder
  public static Corpus of(Path root) throws IOException {
    return read(root.resolve("docs").resolve("reference").resolve("conformance"));
  }

  /// A file of cases given as text.
  public static CaseFile fileOf(String name, String yaml) {
    return CaseReader.read(name, yaml);
  }

  static Corpus read(Path folder) throws IOException {
    List<CaseFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        if (!file.endsWith(CONSTRUCTS)) {
          files.add(CaseReader.read(file));
        }
      }
    }
    return new Corpus(files, Constructs.read(folder.resolve(CONSTRUCTS)));
  }
}
