package dev.sage.engine.infer;

import dev.sage.contract.FieldReference;
import dev.sage.engine.sql.Session;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds fields whose values are all in the key of another catalog, where names or the form of the
/// values say that this is no chance.
final class ReferenceFinder {
  /// Of values that are only alike in form.
  private static final int MANY = 5;

  private static final Set<String> PLAIN =
      Set.of("", "id", "codigo", "code", "cod", "numero", "key", "clave");

  private final Session session;

  /// Both ways between two keys, as `a.x b.y`: two catalogs must not refer to each other.
  private final Set<String> found = new HashSet<>();

  ReferenceFinder(Session session) {
    this.session = session;
  }

  List<ProposedCatalog> refer(List<ProposedCatalog> catalogs) {
    List<ProposedCatalog> referring = new ArrayList<>();
    for (ProposedCatalog catalog : catalogs) {
      List<ProposedField> fields =
          catalog.fields().stream().map(field -> refer(catalog, field, catalogs)).toList();
      referring.add(catalog.with(fields));
    }
    return referring;
  }

  private ProposedField refer(
      ProposedCatalog catalog, ProposedField field, List<ProposedCatalog> all) {
    if (!ProposedCatalog.isCodeLike(field) || field.facts().distinct() == 0) {
      return field;
    }
    return all.stream()
        .filter(other -> !other.id().equals(catalog.id()) && !other.sample().partial())
        .flatMap(other -> reference(catalog, field, other).stream())
        .findFirst()
        .map(reference ->
            field.referring(reference).noting(Notes.reference(reference, field.facts().distinct())))
        .orElse(field);
  }

  private Optional<FieldReference> reference(
      ProposedCatalog catalog, ProposedField field, ProposedCatalog other) {
    Optional<ProposedField> key =
        other
            .keyField()
            .filter(target -> target.type().getClass() == field.type().getClass())
            .filter(target -> target.facts().distinct() >= field.facts().distinct())
            .filter(target -> isPlausible(field, other, target))
            .filter(target -> !found.contains(place(other, target) + place(catalog, field)))
            .filter(target -> isWithin(catalog, field, other, target));
    return key.map(target -> {
      found.add(place(catalog, field) + place(other, target));
      return new FieldReference(other.id(), target.name());
    });
  }

  private static String place(ProposedCatalog catalog, ProposedField field) {
    return catalog.id() + "\n" + field.name() + "\n";
  }

  private static boolean isPlausible(
      ProposedField field, ProposedCatalog other, ProposedField target) {
    return isNamedAfter(field, other, target) || isAlike(field, target);
  }

  /// `cliente`, `codigo_cliente` or `cliente_id` for `clientes.codigo`; the same word for both.
  private static boolean isNamedAfter(
      ProposedField field, ProposedCatalog other, ProposedField target) {
    List<String> words = Identifiers.words(field.name());
    List<String> wanted = Identifiers.words(target.name());
    boolean same = words.equals(wanted) && !isPlain(wanted);
    boolean named =
        Identifiers.words(other.id()).stream()
            .anyMatch(word -> words.stream().anyMatch(mine -> isOne(mine, word)));
    return same || named;
  }

  /// Every catalog may have an `id` or a `codigo`.
  private static boolean isPlain(List<String> words) {
    String first = words.isEmpty() ? "" : words.getFirst();
    boolean alone = words.size() <= 1 && PLAIN.contains(first);
    return alone || first.equals("campo");
  }

  /// A word and its plural.
  private static boolean isOne(String mine, String word) {
    return mine.length() > 2
        && (mine.equals(word) || word.equals(mine + "s") || word.equals(mine + "es"));
  }

  /// Codes of one form: `C-00017`.
  private static boolean isAlike(ProposedField field, ProposedField target) {
    boolean lettered =
        field
            .pattern()
            .filter(p -> p.replaceAll("\\[[^\\]]*\\]", "").matches(".*\\p{L}.*"))
            .isPresent();
    return field.type() instanceof ValueType.Text
        && lettered
        && field.facts().distinct() >= MANY
        && field.pattern().equals(target.pattern());
  }

  private boolean isWithin(
      ProposedCatalog catalog, ProposedField field, ProposedCatalog other, ProposedField target) {
    return session.number(
            "SELECT count(*) FROM (SELECT v FROM (%s) WHERE v NOT IN (%s) LIMIT 1)"
                .formatted(catalog.values(field), other.values(target)))
        == 0;
  }
}
