package dev.sage.connector.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where a PostgreSQL is and as whom to connect, read from `postgresql://user@host:port/database`.
///
/// The password is printed nowhere: not by [#toString()], not by [#redacted()], not in a message.
record ConnectionUrl(
    String user,
    @Nullable String password,
    String host,
    int port,
    String database,
    Map<String, String> parameters) {
  static final int DEFAULT_PORT = 5432;
  static final List<String> PARAMETERS =
      List.of("sslmode", "sslrootcert", "connect_timeout", "application_name");
  private static final List<String> SSL_MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  ConnectionUrl {
    parameters = Map.copyOf(parameters);
    parameters.forEach(ConnectionUrl::check);
  }

  static boolean accepts(String url) {
    return url.startsWith("postgresql://") || url.startsWith("postgres://");
  }

  /// Reads a URL; what it leaves out comes from the environment, as with `psql`.
  static ConnectionUrl parse(String url, Environment environment) {
    require(accepts(url), "it begins with postgresql:// or postgres://");
    return new Parser(Placeholders.in(url, environment), environment).parse();
  }

  String redacted() {
    return "postgresql://%s%s@%s:%d/%s%s"
        .formatted(
            encode(user), password == null ? "" : ":***", host, port, encode(database), query());
  }

  /// Host, port and database: enough to say in a message where something failed.
  String where() {
    return "%s:%d/%s".formatted(host, port, database);
  }

  private String query() {
    return parameters.isEmpty()
        ? ""
        : parameters.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&", "?", ""));
  }

  @Override
  public String toString() {
    return redacted();
  }

  static String encode(String text) {
    return URLEncoder.encode(text, UTF_8).replace("+", "%20");
  }

  private static void check(String name, String value) {
    switch (name) {
      case "sslmode" -> require(SSL_MODES.contains(value), "sslmode is one of " + SSL_MODES);
      case "connect_timeout" ->
          require(value.matches("[0-9]{1,5}"), "connect_timeout is a number of seconds");
      case "sslrootcert", "application_name" -> require(!value.isEmpty(), name + " needs a value");
      default ->
          throw refusal(
              "the parameter '%s' is not allowed; allowed are %s"
                  .formatted(name, String.join(", ", PARAMETERS)));
    }
  }

  private static void require(boolean good, String rule) {
    if (!good) {
      throw refusal(rule);
    }
  }

  private static SageException refusal(String rule) {
    return new SageException(
        ErrorCode.DESTINATION_INVALID,
        "The URL of the destination cannot be used: %s. Form: postgresql://user:password@host:5432/database?sslmode=require"
            .formatted(rule));
  }

  /// The pieces of a URL whose `${env:X}` are replaced last, so that no value can be taken for
  /// syntax. No piece ever stands in a message, for a mistyped password may be any of them.
  private record Parser(Placeholders text, Environment environment) {

    ConnectionUrl parse() {
      String rest = text.marked().substring(text.marked().indexOf("://") + 3);
      String query = after(rest, '?');
      String address = before(rest, '?');
      String authority = before(address, '/');
      String path = after(address, '/');
      require(
          path.indexOf('@') < 0,
          "a '/', '?' or '@' in a user or password is written %2F, %3F or %40");
      int at = authority.lastIndexOf('@');
      return build(
          at < 0 ? "" : authority.substring(0, at), authority.substring(at + 1), path, query);
    }

    private ConnectionUrl build(String login, String place, String path, String query) {
      String user = or(value(before(login, ':')), "PGUSER", "it names no user");
      String host = host(place);
      int port = port(place);
      String database = path.isEmpty() ? user : value(path);
      String password = login.indexOf(':') < 0 ? null : value(after(login, ':'));
      return new ConnectionUrl(
          user,
          password != null && !password.isEmpty()
              ? password
              : Passwords.find(environment, host, port, database, user),
          host,
          port,
          database,
          parameters(query));
    }

    private String host(String place) {
      require(place.indexOf(',') < 0, "it names more than one host");
      String host =
          place.startsWith("[")
              ? place.substring(0, place.indexOf(']') + 1)
              : value(before(place, ':'));
      require(!host.contains("/"), "sockets are not supported: name a host");
      return host.isEmpty() ? "localhost" : host;
    }

    private int port(String place) {
      String port = value(after(place.substring(place.indexOf(']') + 1), ':'));
      if (port.isEmpty()) {
        return DEFAULT_PORT;
      }
      require(port.matches("[0-9]{1,5}"), "the port is a number");
      int number = Integer.parseInt(port);
      require(number > 0 && number < 65536, "the port is a number from 1 to 65535");
      return number;
    }

    private Map<String, String> parameters(String query) {
      Map<String, String> parameters = new LinkedHashMap<>();
      for (String parameter : query.isEmpty() ? new String[0] : query.split("&")) {
        String name = value(before(parameter, '='));
        require(
            parameters.put(name, value(after(parameter, '='))) == null,
            "it has two parameters of one name");
      }
      return parameters;
    }

    private String or(String text, String variable, String problem) {
      String found = text.isEmpty() ? environment.get(variable) : text;
      if (found == null) {
        throw refusal(problem);
      }
      return found;
    }

    private String value(String piece) {
      try {
        return text.fill(URLDecoder.decode(piece.replace("+", "%2B"), UTF_8));
      } catch (IllegalArgumentException _) {
        throw refusal("a '%' in it is not followed by two hexadecimal digits; write %25 for '%'");
      }
    }

    private static String before(String text, char mark) {
      int at = text.indexOf(mark);
      return at < 0 ? text : text.substring(0, at);
    }

    private static String after(String text, char mark) {
      int at = text.indexOf(mark);
      return at < 0 ? "" : text.substring(at + 1);
    }
  }

  /// `${env:NAME}` replaced by marks that no URL contains.
  private record Placeholders(String marked, Environment environment) {
    private static final String OPEN = "${env:";
    private static final char MARK = '\uE000';

    static Placeholders in(String url, Environment environment) {
      return new Placeholders(mark(url), environment);
    }

    private static String mark(String url) {
      require(
          url.indexOf(MARK) < 0 && url.chars().noneMatch(Character::isISOControl),
          "it has a control character");
      return url.replaceAll("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}", MARK + "$1" + MARK);
    }

    String fill(String piece) {
      require(!piece.contains(OPEN), "${env:NAME} needs the name of a variable");
      String[] parts = piece.split(String.valueOf(MARK), -1);
      for (int i = 1; i < parts.length; i += 2) {
        String value = environment.get(parts[i]);
        if (value == null) {
          throw refusal("the environment variable " + parts[i] + " is not set");
        }
        parts[i] = value;
      }
      return String.join("", parts);
    }
  }
}
