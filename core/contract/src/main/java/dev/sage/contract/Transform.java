package dev.sage.contract;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What is done to the accepted rows of a catalog before they go to output and destinations, step
/// by step.
///
/// @param steps empty: they leave as they came
/// @param fields those that the rows have when they leave; type, name and `required` count
/// @param key names of the fields that identify a row that leaves; empty: not known
public record Transform(List<Step> steps, List<Field> fields, List<String> key) {
  public Transform {
    steps = List.copyOf(steps);
    fields = List.copyOf(fields);
    key = List.copyOf(key);
  }

  /// @param number place in the contract's list, from 1; one entry of the list may be several steps
  /// @param word the key of the contract that it was written with
  /// @param what with the names of the fields before it
  /// @param fields after it
  public record Step(int number, String word, Transformation what, List<Field> fields) {
    public Step {
      fields = List.copyOf(fields);
    }

    /// A field that is there after it.
    public Field field(String name) {
      return fields.stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
    }
  }

  /// Nothing is done.
  public static Transform none(List<Field> fields, List<String> key) {
    return new Transform(List.of(), fields, key);
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /// Whether all rows of the catalog have to be there before the first can leave.
  public boolean takesRowsTogether() {
    return steps.stream().anyMatch(step -> step.what().takesRowsTogether());
  }

  /// Whether rows are joined or aggregated, so that those that leave are others than those that
  /// came.
  public boolean changesCount() {
    return steps.stream()
        .map(Step::what)
        .anyMatch(what ->
            what instanceof Transformation.Join || what instanceof Transformation.Aggregate);
  }

  /// Ids of the other catalogs whose rows are looked at.
  public Set<String> otherCatalogs() {
    return steps.stream()
        .flatMap(step -> step.what().otherCatalog().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
