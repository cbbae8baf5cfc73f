package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Check.text;

import dev.sage.spi.Diagnosis;
import dev.sage.spi.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// How much room there is. PostgreSQL tells what its data takes and nobody what is left; that is
/// known only where its directory is one of this machine.
record DiskCheck(TextQuery query, Greeting greeting, int port) {
  private static final long LITTLE = 1L << 30;
  private static final long MOST_SECONDS_TO_START = 60;
  private static final int START_LINE = 2;
  private static final int PORT_LINE = 3;

  Diagnosis look() throws SQLException {
    List<String> row =
        query.row(
            """
            SELECT pg_catalog.pg_database_size(current_database()),
              CASE WHEN pg_catalog.pg_has_role(current_user, 'pg_read_all_settings', 'MEMBER')
                THEN current_setting('data_directory', true) END,
              extract(epoch FROM pg_catalog.pg_postmaster_start_time())::bigint
            """);
    return judged(
        Long.parseLong(row.get(0)), free(row.get(1), Long.parseLong(row.get(2))), elsewhere());
  }

  static Diagnosis judged(long taken, OptionalLong free, String elsewhere) {
    Message data =
        text("la base de datos ocupa {}{}", "the database takes {}{}", size(taken), elsewhere);
    if (free.isEmpty()) {
      return Check.DISK.ok(
          new Message(
              data.es() + "; cuánto queda libre no se ve desde aquí",
              data.en() + "; how much is free cannot be seen from here"));
    }
    Message seen =
        new Message(
            data.es() + "; libres " + size(free.getAsLong()),
            data.en() + "; free " + size(free.getAsLong()));
    return free.getAsLong() >= LITTLE
        ? Check.DISK.ok(seen)
        : Check.DISK.warning(
            seen,
            text(
                "Haga sitio: si el disco se llena, las cargas fallan y no dejan nada.",
                "Make room: when the disk is full, loads fail and leave nothing."));
  }

  /// Where else tables may be.
  private String elsewhere() throws SQLException {
    return query
        .rows(
            """
            SELECT spcname, pg_catalog.pg_tablespace_location(oid) FROM pg_catalog.pg_tablespace
            WHERE pg_catalog.pg_tablespace_location(oid) <> '' ORDER BY 1
            """)
        .stream()
        .map(row -> row.get(0) + ": " + row.get(1))
        .collect(Collectors.joining(", ", " (", ")"))
        .replace(" ()", "");
  }

  /// @param started when the server says that it was started
  private OptionalLong free(String directory, long started) {
    if (directory.isEmpty() || !greeting.address().isLoopbackAddress()) {
      return OptionalLong.empty();
    }
    try {
      Path data = Path.of(directory);
      return isThisServer(Files.readAllLines(data.resolve("postmaster.pid")), started)
          ? OptionalLong.of(Files.getFileStore(data).getUsableSpace())
          : OptionalLong.empty();
    } catch (IOException _) {
      return OptionalLong.empty();
    }
  }

  /// A tunnel can make a server of elsewhere seem to be here.
  private boolean isThisServer(List<String> lines, long started) {
    return lines.size() > PORT_LINE
        && lines.get(PORT_LINE).strip().equals(String.valueOf(port))
        && Math.abs(Long.parseLong(lines.get(START_LINE).strip()) - started)
            < MOST_SECONDS_TO_START;
  }

  private static String size(long bytes) {
    String[] units = {"KiB", "MiB", "GiB", "TiB"};
    double amount = bytes / 1024.0;
    int unit = 0;
    while (amount >= 1024 && unit < units.length - 1) {
      amount /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.0f %s", amount, units[unit]);
  }
}
