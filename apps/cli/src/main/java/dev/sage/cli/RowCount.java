package dev.sage.cli;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;

/// Asks PostgreSQL how many rows a table has.
final class RowCount {
  private final String jdbcUrl;
  private final Properties login = new Properties();

  /// @param url `postgresql://user:password@host:port/database`
  RowCount(String url) {
    URI uri = URI.create(url);
    jdbcUrl = "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath();
    String[] user = Optional.ofNullable(uri.getUserInfo()).orElse("").split(":", 2);
    login.setProperty("user", user[0]);
    login.setProperty("password", user.length > 1 ? user[1] : "");
  }

  /// Empty when there is no such table.
  Optional<Long> of(TableName table) {
    try (Connection connection = DriverManager.getConnection(jdbcUrl, login)) {
      return exists(connection, table) ? count(connection, table) : Optional.empty();
    } catch (SQLException e) {
      throw new SageException(
          ErrorCode.DESTINATION_FAILED, "The warehouse could not be asked for its rows.", e);
    }
  }

  private static boolean exists(Connection connection, TableName table) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement("select to_regclass(?)")) {
      statement.setString(1, quoted(table));
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getString(1) != null;
      }
    }
  }

  private static Optional<Long> count(Connection connection, TableName table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select count(*) from " + quoted(table))) {
      return result.next() ? Optional.of(result.getLong(1)) : Optional.empty();
    }
  }

  private static String quoted(TableName table) {
    String name = quoted(table.name());
    return table.schema().isEmpty() ? name : quoted(table.schema()) + "." + name;
  }

  private static String quoted(String identifier) {
    return "\"" + identifier.replace("\"", "\"\"") + "\"";
  }
}
