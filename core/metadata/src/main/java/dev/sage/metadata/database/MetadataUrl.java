package dev.sage.metadata.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the metadata are and as whom to connect:
/// `postgresql://user:password@host:5432/database?sslmode=verify-full`, or the same behind `jdbc:`.
///
/// The password is printed nowhere, and no piece of the URL stands in a message: a mistyped
/// password may be any of them.
record MetadataUrl(
    String user,
    @Nullable String password,
    List<String> hosts,
    List<Integer> ports,
    String database,
    Map<String, String> parameters) {
  private static final Pattern FORM =
      Pattern.compile(
          "(?:jdbc:)?postgres(?:ql)?://(?:([^@/?]*)@)?([^@/?]*)(?:/([^@/?]*))?(?:\\?(.*))?");
  private static final Pattern HOST =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::([0-9]+))?");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([A-Za-z_][A-Za-z0-9_]*)}");
  private static final List<String> PARAMETERS =
      List.of("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "application_name");
  private static final List<String> SSL_MODES =
      List.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  MetadataUrl {
    hosts = List.copyOf(hosts);
    ports = List.copyOf(ports);
    parameters = Map.copyOf(parameters);
  }

  static MetadataUrl parse(String url, Function<String, @Nullable String> environment) {
    Matcher form = FORM.matcher(url);
    require(form.matches(), "it has another form");
    return new Reader(environment)
        .read(group(form, 1), group(form, 2), group(form, 3), group(form, 4));
  }

  /// The same server and user, another database.
  MetadataUrl inDatabase(String name) {
    return new MetadataUrl(user, password, hosts, ports, name, parameters);
  }

  /// Host, port and database: enough to say in a message where something failed.
  String where() {
    return "%s:%d/%s".formatted(hosts.getFirst(), ports.getFirst(), database);
  }

  String parameter(String name, String standard) {
    return parameters.getOrDefault(name, standard);
  }

  @Override
  public String toString() {
    return "metadata at " + where();
  }

  private static String group(Matcher matcher, int group) {
    String found = matcher.group(group);
    return found == null ? "" : found;
  }

  private static void require(boolean good, String problem) {
    if (!good) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID,
          "The URL of the metadata cannot be used: %s. Form: postgresql://user:password@host:5432/database?sslmode=verify-full; '/', '?' and '@' in a user or password are written %%2F, %%3F and %%40"
              .formatted(problem));
    }
  }

  /// Reads the pieces; variables are filled in last, so that no value is taken for syntax.
  private record Reader(Function<String, @Nullable String> environment) {

    MetadataUrl read(String login, String places, String path, String query) {
      Map<String, String> parameters = parameters(query);
      String user = firstOf(value(before(login, ':')), parameters.remove("user"), "PGUSER");
      require(!user.isEmpty(), "it names no user");
      String password =
          firstOf(value(after(login, ':')), parameters.remove("password"), "PGPASSWORD");
      parameters.forEach(Reader::check);
      List<String> hosts = new ArrayList<>();
      List<Integer> ports = new ArrayList<>();
      for (String place : places.split(",")) {
        Matcher host = HOST.matcher(place);
        require(host.matches(), "a host or port in it cannot be read");
        hosts.add(group(host, 1).isEmpty() ? "localhost" : value(group(host, 1)));
        ports.add(port(group(host, 2)));
      }
      return new MetadataUrl(
          user,
          password.isEmpty() ? null : password,
          hosts,
          ports,
          path.isEmpty() ? user : value(path),
          parameters);
    }

    private static int port(String port) {
      int number = port.isEmpty() ? 5432 : port.length() > 5 ? 0 : Integer.parseInt(port);
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

    private static void check(String name, String value) {
      require(PARAMETERS.contains(name), "allowed parameters are " + String.join(", ", PARAMETERS));
      require(!value.isEmpty(), name + " needs a value");
      require(
          !name.equals("sslmode") || SSL_MODES.contains(value), "sslmode is one of " + SSL_MODES);
      require(
          !name.equals("connect_timeout") || value.matches("[0-9]{1,5}"),
          "connect_timeout is a number of seconds");
    }

    private String firstOf(String text, @Nullable String parameter, String variable) {
      if (!text.isEmpty()) {
        return text;
      }
      String other = parameter == null ? environment.apply(variable) : parameter;
      return other == null ? "" : other;
    }

    private String value(String piece) {
      try {
        return fill(URLDecoder.decode(piece.replace("+", "%2B"), UTF_8));
      } catch (IllegalArgumentException _) {
        require(false, "a '%' in it is not followed by two hexadecimal digits; write %25 for '%'");
        return "";
      }
    }

    private String fill(String text) {
      return VARIABLE
          .matcher(text)
          .replaceAll(variable -> {
            String value = environment.apply(variable.group(1));
            require(value != null, "the variable %s is not set".formatted(variable.group(1)));
            return Matcher.quoteReplacement(String.valueOf(value));
          });
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
}
