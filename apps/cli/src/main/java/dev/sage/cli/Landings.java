package dev.sage.cli;

import dev.sage.cli.Invocation.Execute;
import dev.sage.cli.Invocation.Landing;
import dev.sage.contract.Catalog;
import dev.sage.contract.Contract;
import dev.sage.contract.Field;
import dev.sage.contract.Materialization;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/// Builds the materialization that `--to`, `--table`, `--strategy` and their like describe.
final class Landings {
  private final Contract contract;
  private final Language language;

  Landings(Contract contract, Language language) {
    this.contract = contract;
    this.language = language;
  }

  /// Empty when the command line says nothing: then the contract does.
  List<Materialization> of(Execute execute) {
    return execute.landing().stream()
        .map(landing -> materialization(landing, catalog(execute)))
        .toList();
  }

  private Materialization materialization(Landing landing, Catalog catalog) {
    List<String> key = landing.key().isEmpty() ? catalog.transform().key() : landing.key();
    key.forEach(field -> checkField(catalog, "--key", field));
    landing.partitionBy().forEach(field -> checkField(catalog, "--partition-by", field));
    TableName table = table(landing.table().orElse(catalog.id()));
    return new Materialization(
        "cli:" + table,
        catalog.id(),
        landing.to().orElse("warehouse"),
        table,
        strategy(landing, key),
        key,
        Map.of(),
        landing.partitionBy(),
        landing.schemaMode().orElse(SchemaMode.FREEZE));
  }

  private Strategy strategy(Landing landing, List<String> key) {
    Strategy strategy =
        landing.strategy().orElse(key.isEmpty() ? Strategy.APPEND : Strategy.UPSERT);
    boolean byPartition = !landing.partitionBy().isEmpty();
    if (byPartition && strategy != Strategy.DELETE_INSERT) {
      throw usage(
          new Message(
              "--partition-by solo vale con --strategy DELETE_INSERT.",
              "--partition-by only goes with --strategy DELETE_INSERT."));
    }
    boolean needsKey =
        strategy == Strategy.UPSERT || (strategy == Strategy.DELETE_INSERT && !byPartition);
    if (needsKey && key.isEmpty()) {
      throw usage(noKey(strategy));
    }
    return strategy;
  }

  private static Message noKey(Strategy strategy) {
    return new Message(
        strategy + " necesita una clave: añada --key o ponga «key» en el catálogo.",
        strategy + " needs a key: add --key, or a `key` to the catalog.");
  }

  private TableName table(String text) {
    if (text.startsWith(".") || text.endsWith(".")) {
      throw usage(
          new Message(
              "--table se escribe «tabla» o «esquema.tabla».",
              "--table is written `table` or `schema.table`."));
    }
    return TableName.parse(text);
  }

  private Catalog catalog(Execute execute) {
    if (execute.catalog().isPresent()) {
      return known(execute.catalog().get());
    }
    if (contract.catalogs().size() != 1) {
      String ids = String.join(", ", contract.catalogs().keySet());
      throw usage(
          new Message(
              "El contrato tiene varios catálogos: diga cuál con --catalog (" + ids + ").",
              "The contract has several catalogs: say which with --catalog (" + ids + ")."));
    }
    return contract.catalogs().values().iterator().next();
  }

  private Catalog known(String id) {
    checkKnown("--catalog", id, contract.catalogs().keySet());
    return contract.catalog(id).orElseThrow();
  }

  private void checkField(Catalog catalog, String option, String field) {
    checkKnown(option, field, catalog.transform().fields().stream().map(Field::name).toList());
  }

  /// @throws SageException [ErrorCode#USAGE] with the nearest known name
  void checkKnown(String option, String name, Collection<String> known) {
    if (!known.contains(name)) {
      String shown = SafeText.of(name, 100);
      String list = String.join(", ", known);
      throw usage(
          new Message(
              option
                  + ": el contrato no tiene «"
                  + shown
                  + "»."
                  + Nearest.to(name, known)
                      .map(n -> " ¿Quiso decir " + n + "?")
                      .orElse(" Tiene: " + list),
              option
                  + ": the contract has no '"
                  + shown
                  + "'."
                  + Nearest.to(name, known)
                      .map(n -> " Did you mean " + n + "?")
                      .orElse(" It has: " + list)));
    }
  }

  private SageException usage(Message message) {
    return new SageException(ErrorCode.USAGE, message.in(language));
  }
}
