package dev.sage.contract;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleProblem;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.parse.RuleParser;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Lists of rules, at any level.
final class RuleReader {
  static final List<String> KEYS = List.of("name", "description", "rule", "severity");
  private static final List<String> SEVERITIES =
      Arrays.stream(Severity.values()).map(Severity::word).toList();

  private final Map<String, CatalogDraft> drafts;
  private final Map<String, Map<String, ValueType>> fields;

  RuleReader(Map<String, CatalogDraft> drafts) {
    this.drafts = drafts;
    this.fields = fieldsOf(List.copyOf(drafts.keySet()));
  }

  List<Rule> ofField(YamlMap field, String catalog, String name) {
    Site site = new Site(RuleLevel.FIELD, catalog, name, fields, List.of(catalog));
    return read(field.list("validation_rules"), site);
  }

  List<Rule> ofRow(YamlMap catalog, String id) {
    Site site = new Site(RuleLevel.ROW, id, "", fields, List.of(id));
    return read(catalog.list("row_validation"), site);
  }

  List<Rule> ofCatalog(YamlMap catalog, String id) {
    Site site = new Site(RuleLevel.CATALOG, id, "", fields, List.of(id));
    return read(catalog.list("catalog_validation"), site);
  }

  /// @param catalogs as listed, also those that do not exist
  List<Rule> ofPackage(YamlMap pack, List<String> catalogs) {
    Site site = new Site(RuleLevel.PACKAGE, "", "", fieldsOf(catalogs), catalogs);
    return read(pack.list("package_validation"), site);
  }

  private Map<String, Map<String, ValueType>> fieldsOf(List<String> ids) {
    Map<String, Map<String, ValueType>> all = new LinkedHashMap<>();
    drafts.forEach((id, draft) -> {
      if (ids.contains(id)) {
        all.put(id, typesOf(draft));
      }
    });
    return Ordered.copy(all);
  }

  private static Map<String, ValueType> typesOf(CatalogDraft draft) {
    Map<String, ValueType> types = new LinkedHashMap<>();
    draft.plainFields().forEach(field -> types.put(field.name(), field.type()));
    return types;
  }

  private List<Rule> read(List<YamlNode> nodes, Site site) {
    List<Rule> rules = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (YamlNode node : nodes) {
      node.map().flatMap(map -> read(map, site, lines)).ifPresent(rules::add);
    }
    return rules;
  }

  private Optional<Rule> read(YamlMap map, Site site, Map<String, Integer> lines) {
    map.only(KEYS);
    String name = map.requireName("name");
    map.get("name").ifPresent(node -> warnIfRepeated(node, name, lines));
    String description = map.requireText("description");
    Severity severity = map.get("severity").map(RuleReader::severity).orElse(Severity.ERROR);
    return map.require("rule")
        .filter(node -> node.name().isPresent())
        .flatMap(
            node -> parse(node, site).map(tree -> rule(node, name, description, severity, tree)));
  }

  private static Rule rule(
      YamlNode node, String name, String description, Severity severity, Expression tree) {
    return new Rule(name, description, node.verbatim().orElse(""), severity, tree);
  }

  // Not refused: contracts in use repeat names.
  private static void warnIfRepeated(YamlNode node, String name, Map<String, Integer> lines) {
    Integer first = lines.putIfAbsent(name, node.value().start().line());
    if (first != null) {
      String quoted = Messages.quoted(name);
      node.warn(
          "El nombre de regla "
              + quoted
              + " está repetido (línea "
              + first
              + "); el reporte no las distinguirá.",
          "The rule name "
              + quoted
              + " is repeated (line "
              + first
              + "); the report cannot tell them apart.");
    }
  }

  private static Severity severity(YamlNode node) {
    String word = node.text().orElse(Severity.ERROR.word()).strip().toLowerCase(Locale.ROOT);
    for (Severity severity : Severity.values()) {
      if (severity.word().equals(word)) {
        return severity;
      }
    }
    Message message =
        new Message(
            "La severidad " + Messages.quoted(word) + " no existe.",
            "The severity " + Messages.quoted(word) + " does not exist.");
    node.fatal(Messages.suggest(message, word, SEVERITIES));
    return Severity.ERROR;
  }

  private Optional<Expression> parse(YamlNode node, Site site) {
    String text = node.verbatim().orElse("");
    if (site.catalogs().isEmpty() || site.catalogs().stream().anyMatch(id -> doubtful(id, text))) {
      return Optional.empty();
    }
    return tree(node, RuleParser.parse(text, site.scope()));
  }

  /// The tree, or else its problems are the node's.
  static Optional<Expression> tree(YamlNode node, ParsedRule parsed) {
    return switch (parsed) {
      case ParsedRule.Good good -> Optional.of(good.expression());
      case ParsedRule.Bad bad -> {
        bad.problems().forEach(problem -> report(node, problem));
        yield Optional.empty();
      }
    };
  }

  // A field that could not be read would be reported again by every rule that names it.
  private boolean doubtful(String catalog, String text) {
    CatalogDraft draft = drafts.get(catalog);
    return draft == null || draft.doubtful().stream().anyMatch(text::contains);
  }

  private static void report(YamlNode node, RuleProblem problem) {
    Position at =
        node.value() instanceof Yaml.Scalar scalar
            ? ScalarPosition.of(scalar, problem.offset())
            : node.value().start();
    node.problems().fatal(at, node.path(), problem.message());
  }

  /// @param catalogs whose fields the rule may name
  private record Site(
      RuleLevel level,
      String catalog,
      String field,
      Map<String, Map<String, ValueType>> fields,
      List<String> catalogs) {
    RuleScope scope() {
      return new RuleScope(level, catalog, field, fields);
    }
  }
}
