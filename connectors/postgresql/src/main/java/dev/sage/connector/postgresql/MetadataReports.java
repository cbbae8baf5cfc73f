package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.OutcomeReports;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/// Puts results where the orchestrator looks for them, in the table `informes_funcion` of the
/// metadata.
///
/// A connection is opened for each: functions are many, and a thousand idle ones would be the
/// database's end.
final class MetadataReports implements OutcomeReports {
  private static final String REPORT =
      """
      INSERT INTO informes_funcion (ejecucion_id, resultado) VALUES (?, ?)
      ON CONFLICT (ejecucion_id) DO UPDATE
        SET resultado = excluded.resultado, recibido_en = now()
      """;

  private final Connections connections;

  MetadataReports(Connections connections) {
    this.connections = connections;
  }

  @Override
  public void ended(UUID execution, byte[] result) {
    try (Connection connection = connections.open();
        PreparedStatement statement = connection.prepareStatement(REPORT)) {
      statement.setObject(1, execution);
      statement.setString(2, new String(result, StandardCharsets.UTF_8));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new SageException(
          ErrorCode.METADATA_UNREACHABLE,
          "The metadata at %s do not take the report (SQLSTATE %s)."
              .formatted(connections.url().where(), e.getSQLState()),
          e);
    }
  }

  @Override
  public void close() {
    connections.close();
  }
}
