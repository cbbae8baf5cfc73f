package dev.sage.cli;

import dev.sage.cli.Connections.WarehouseOpener;
import dev.sage.cli.Invocation.Output;
import dev.sage.cli.Invocation.Rollback;
import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import dev.sage.spi.TableVersion;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// `sage rollback`: an earlier version of a table takes its place again.
///
/// @param home where SAGE keeps what it keeps, `.sage` of the current directory
record RollbackCommand(Streams streams, Path home, WarehouseOpener warehouses) {

  int run(Rollback rollback) {
    TableName table = TableName.parse(rollback.table());
    try (Connections connections = new Connections(home, warehouses);
        Destination destination = connections.connect(rollback.to())) {
      List<TableVersion> before = destination.versions(table);
      if (before.isEmpty()) {
        throw none(rollback, destination);
      }
      if (rollback.list()) {
        print(rollback, before, "");
      } else {
        TableVersion shown = destination.rollback(table, number(rollback));
        print(rollback, destination.versions(table), verdict(rollback, shown));
      }
      return 0;
    }
  }

  private static @Nullable Long number(Rollback rollback) {
    return rollback.version().isPresent() ? (Long) rollback.version().getAsLong() : null;
  }

  private static SageException none(Rollback rollback, Destination destination) {
    return new SageException(
        ErrorCode.DESTINATION_MISMATCH,
        new Message(
                "No hay versiones de la tabla %s en %s. Las guarda la estrategia FULL.",
                "There are no versions of the table %s in %s. The strategy FULL keeps them.")
            .in(rollback.language())
            .formatted(SafeText.of(rollback.table(), 200), destination.display()));
  }

  private static String verdict(Rollback rollback, TableVersion shown) {
    return new Message("La tabla %s muestra la versión %d.%n", "The table %s shows version %d.%n")
        .in(rollback.language())
        .formatted(shown.table(), shown.number());
  }

  private void print(Rollback rollback, List<TableVersion> versions, String verdict) {
    if (rollback.output() == Output.JSON) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("table", versions.getFirst().table().toString());
      json.put("versions", versions.stream().map(RollbackCommand::json).toList());
      streams.out().println(Json.write(json));
    } else {
      streams.out().print(verdict + list(versions, rollback.language()));
    }
  }

  private static Map<String, @Nullable Object> json(TableVersion version) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("version", version.number());
    json.put("state", version.isShown() ? "shown" : "kept");
    json.put("execution", version.execution());
    json.put("rows", version.rows());
    json.put("since", version.since());
    json.put("until", version.until());
    return json;
  }

  private static String list(List<TableVersion> versions, Language language) {
    TextTable table = new TextTable(2, 3, 4, 5);
    table.row(titles(language));
    for (TableVersion version : versions) {
      table.row(
          Long.toString(version.number()),
          version.rows() == null ? "–" : Long.toString(Objects.requireNonNull(version.rows())),
          time(version.since()),
          time(version.until()),
          version.isShown() ? shown(language) : "",
          version.execution() == null ? "" : version.execution().toString());
    }
    return table.render("");
  }

  private static String[] titles(Language language) {
    return switch (language) {
      case ES -> new String[] {"versión", "filas", "desde", "hasta", "", "ejecución"};
      case EN -> new String[] {"version", "rows", "since", "until", "", "execution"};
    };
  }

  private static String shown(Language language) {
    return new Message("se ve", "shown").in(language);
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "" : time.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
