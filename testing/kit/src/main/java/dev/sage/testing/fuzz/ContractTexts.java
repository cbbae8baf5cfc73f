package dev.sage.testing.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Contracts made at random: those of the project and made-up ones, with hostile names, places of
/// the tree and letters changed. Some are right, most nearly so. The same seed makes the same ones.
public final class ContractTexts {
  /// In every hostile name and text that is no word of SQL, in some case of letters.
  public static final String MARK = "zqx";

  private final Random random;
  private final List<Tree> seeds;
  private final MadeContract made;
  private final Changes changes;
  private final Renames renames;

  private ContractTexts(Random random, List<Tree> seeds) {
    this.random = random;
    this.seeds = seeds;
    this.made = new MadeContract(random);
    this.changes = new Changes(random, seeds);
    this.renames = new Renames(random);
  }

  /// @param root the project's folder
  public static ContractTexts of(Path root, long seed) throws IOException {
    List<Tree> trees = new ArrayList<>();
    for (String yaml : Seeds.of(root)) {
      trees.add(Tree.parse(yaml));
    }
    return new ContractTexts(new Random(seed), trees);
  }

  /// The next one, as text.
  public String next() {
    Tree tree = random.nextInt(2) == 0 ? made.contract() : seed();
    for (int n = random.nextInt(4); n > 0; n--) {
      tree = renames.change(tree);
    }
    if (random.nextInt(8) != 0) {
      tree = renames.poison(tree);
    }
    for (int n = random.nextInt(4) * random.nextInt(2); n > 0; n--) {
      tree = changes.change(tree);
    }
    String yaml = tree.block(random.nextInt(8));
    return random.nextInt(12) == 0 ? damaged(yaml) : yaml;
  }

  private Tree seed() {
    return changes.thinned(seeds.get(random.nextInt(seeds.size())));
  }

  /// With letters changed, taken out, doubled; or cut.
  private String damaged(String yaml) {
    StringBuilder text = new StringBuilder(yaml);
    for (int n = random.nextInt(1, 5); n > 0 && text.length() > 4; n--) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + random.nextInt(1, 20));
      switch (random.nextInt(6)) {
        case 0 -> text.setCharAt(at, letter());
        case 1 -> text.insert(at, letter());
        case 2 -> text.delete(at, to);
        case 3 -> text.insert(random.nextInt(text.length()), text.substring(at, to));
        case 4 -> text.insert(at, Words.TEXTS.get(random.nextInt(Words.TEXTS.size())));
        default -> text.setLength(random.nextInt(5) == 0 ? at : text.length() - 1);
      }
    }
    return text.toString();
  }

  private char letter() {
    String letters = " \n\t:-[]{}'\"|>&*!%#,?@`\\~<=;()$0aé\u0000\u0085\ufeff\ud83d";
    return letters.charAt(random.nextInt(letters.length()));
  }
}
