package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Check.statement;
import static dev.sage.connector.postgresql.Check.text;

import dev.sage.spi.Diagnosis;
import dev.sage.spi.Examination;
import dev.sage.spi.Message;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Looks at a database from outside to inside: the network, TLS, the login, then what the server
/// says of itself.
final class Examiner {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ConnectionUrl url;
  private final Clock clock;
  private final Map<Check, Diagnosis> found = new EnumMap<>(Check.class);

  /// @param clock this machine's, to be compared with the server's
  Examiner(ConnectionUrl url, Clock clock) {
    this.url = url;
    this.clock = clock;
  }

  Examination examine() {
    greet().filter(this::maySpeak).ifPresent(this::enter);
    return new Examination(
        url.redacted(),
        Arrays.stream(Check.values())
            .map(check -> found.getOrDefault(check, check.notTried()))
            .toList());
  }

  private void put(Check check, Diagnosis diagnosis) {
    found.put(check, diagnosis);
  }

  private Optional<Greeting> greet() {
    try {
      Greeting greeting = Greeting.from(url.host(), url.port(), patience());
      put(
          Check.REACH,
          Check.REACH.ok(
              text(
                  "{}:{} responde en {} ms",
                  "{}:{} answers in {} ms",
                  greeting.address().getHostAddress(),
                  url.port(),
                  greeting.took().toMillis())));
      return Optional.of(greeting);
    } catch (IOException e) {
      put(Check.REACH, unreached(e));
      return Optional.empty();
    }
  }

  private Duration patience() {
    int seconds = Integer.parseInt(url.parameters().getOrDefault("connect_timeout", "0"));
    return seconds == 0 ? PATIENCE : Duration.ofSeconds(seconds);
  }

  private Diagnosis unreached(IOException e) {
    return switch (e) {
      case UnknownHostException _ ->
          Check.REACH.failed(
              text("el nombre {} no existe", "the name {} does not exist", url.host()),
              text(
                  "Revise el nombre en la URL, y el DNS de esta máquina.",
                  "Check the name in the URL, and the DNS of this machine."));
      case SocketTimeoutException _ ->
          Check.REACH.failed(
              text(
                  "{}:{} no responde en {} s",
                  "{}:{} does not answer within {} s",
                  url.host(),
                  url.port(),
                  patience().toSeconds()),
              text(
                  "Suele ser un cortafuegos, o una máquina apagada.",
                  "Mostly a firewall, or a machine that is off."));
      case ConnectException _ ->
          Check.REACH.failed(
              text(
                  "en {} no hay nada que escuche en el puerto {}",
                  "nothing listens at {}, port {}",
                  url.host(),
                  url.port()),
              text(
                  "Arranque PostgreSQL, o revise el puerto y listen_addresses.",
                  "Start PostgreSQL, or check the port and listen_addresses."));
      case Greeting.NotPostgresql _ ->
          Check.REACH.failed(
              text(
                  "en {}:{} hay algo que no es PostgreSQL",
                  "something at {}:{} is not PostgreSQL",
                  url.host(),
                  url.port()),
              text("Revise el puerto en la URL.", "Check the port in the URL."));
      default ->
          Check.REACH.failed(
              text("no hay camino hasta {}", "there is no way to {}", url.host()),
              text(
                  "Revise la red de esta máquina (VPN, rutas).",
                  "Check the network of this machine (VPN, routes)."));
    };
  }

  /// Whether the server and the URL agree about TLS.
  private boolean maySpeak(Greeting greeting) {
    if (!greeting.offersTls() && Encryption.isRequiredBy(url)) {
      put(
          Check.TLS,
          Check.TLS.failed(
              text(
                  "la URL pide sslmode={} y el servidor no ofrece cifrado",
                  "the URL asks for sslmode={} and the server offers no encryption",
                  Encryption.mode(url)),
              text(
                  "Active en el servidor ssl = on, o quite sslmode si la red es de confianza.",
                  "Set ssl = on at the server, or drop sslmode if the network is trusted.")));
      return false;
    }
    return true;
  }

  private void enter(Greeting greeting) {
    try (Connections connections = new Connections(url)) {
      Connection connection = connections.open();
      try (connection) {
        put(
            Check.LOGIN,
            Check.LOGIN.ok(
                text(
                    "usuario {}, base de datos {}",
                    "role {}, database {}",
                    url.user(),
                    url.database())));
        lookInside(new TextQuery(connection), greeting);
      }
    } catch (SQLException e) {
      if (Encryption.isToBlame(e, url)) {
        put(Check.TLS, Encryption.refused(url));
      } else if (!found.containsKey(Check.LOGIN)) {
        put(Check.TLS, Encryption.offered(url, greeting));
        put(Check.LOGIN, rejected(e));
      }
    }
  }

  private void lookInside(TextQuery query, Greeting greeting) {
    ServerChecks server = new ServerChecks(query, url, clock);
    RoleChecks role = new RoleChecks(query);
    boolean alive =
        look(Check.TLS, () -> Encryption.used(url, greeting, query))
            && look(Check.VERSION, server::version)
            && look(Check.WRITING, server::writing)
            && look(Check.RIGHTS, role::rights)
            && look(Check.LEDGERS, role::ledgers)
            && look(Check.DISK, () -> new DiskCheck(query, greeting, url.port()).look())
            && look(Check.CLOCK, server::clock)
            && look(Check.DURABILITY, server::durability)
            && look(Check.CONNECTIONS, server::connections)
            && look(Check.TIMEOUTS, server::timeouts)
            && look(Check.LEFTOVERS, server::leftovers);
    if (!alive) {
      put(
          Check.REACH,
          Check.REACH.failed(
              text("la conexión se perdió", "the connection was lost"),
              text("Pruebe otra vez.", "Try again.")));
    }
  }

  /// One look at the server.
  @FunctionalInterface
  private interface Look {
    Diagnosis take() throws SQLException;
  }

  /// False when the connection is gone.
  private boolean look(Check check, Look look) {
    try {
      put(check, look.take());
      return true;
    } catch (SQLException e) {
      if (Failure.of(e) == Failure.LOST) {
        return false;
      }
      put(
          check,
          check.warning(
              text(
                  "el servidor no deja mirarlo (SQLSTATE {})",
                  "the server does not let one look (SQLSTATE {})",
                  Failure.state(e)),
              text("Pregunte a quien lo administra.", "Ask who runs it.")));
      return true;
    }
  }

  private Diagnosis rejected(SQLException e) {
    String user = Sql.name(url.user());
    String database = Sql.name(url.database());
    return switch (Failure.state(e)) {
      case "28P01" -> Check.LOGIN.failed(wrongPassword(), passwordAdvice());
      case "08004" -> Check.LOGIN.failed(noPassword(), passwordAdvice());
      case "28000" ->
          Check.LOGIN.failed(
              text(
                  "el servidor no admite a {} desde esta máquina",
                  "the server does not admit {} from this machine",
                  url.user()),
              text(
                  "Añada a pg_hba.conf: host {} {} <esta máquina> scram-sha-256",
                  "Add to pg_hba.conf: host {} {} <this machine> scram-sha-256",
                  database,
                  user));
      case "3D000" ->
          Check.LOGIN.failed(
              text(
                  "la base de datos {} no existe",
                  "the database {} does not exist",
                  url.database()),
              statement("CREATE DATABASE {};", database));
      case "42501" ->
          Check.LOGIN.failed(
              text(
                  "{} no puede entrar en la base de datos {}",
                  "{} may not enter the database {}",
                  url.user(),
                  url.database()),
              statement("GRANT CONNECT ON DATABASE {} TO {};", database, user));
      case "53300" ->
          Check.LOGIN.failed(
              text("no quedan conexiones libres", "there are no free connections left"),
              text(
                  "Cierre otras, o suba max_connections (o el CONNECTION LIMIT de {}).",
                  "Close others, or raise max_connections (or the CONNECTION LIMIT of {}).",
                  user));
      case "57P03" ->
          Check.LOGIN.failed(
              text(
                  "el servidor está arrancando o parando",
                  "the server is starting or shutting down"),
              text("Espere un momento y pruebe otra vez.", "Wait a moment and try again."));
      default ->
          Check.LOGIN.failed(
              text(
                  "el servidor rechaza la conexión (SQLSTATE {})",
                  "the server refuses the connection (SQLSTATE {})",
                  Failure.state(e)),
              text("El registro del servidor dice por qué.", "The server's log says why."));
    };
  }

  private Message wrongPassword() {
    return text(
        "la contraseña o el usuario {} no vale",
        "the password or the role {} is wrong",
        url.user());
  }

  private static Message noPassword() {
    return text("el servidor pide una contraseña", "the server wants a password");
  }

  private Message passwordAdvice() {
    return url.password() == null
        ? text(
            "No se encontró ninguna: póngala en PGPASSWORD, en PGPASSFILE o en la URL.",
            "None was found: give it in PGPASSWORD, in PGPASSFILE or in the URL.")
        : text(
            "Revise la URL, PGPASSWORD y PGPASSFILE, en este orden.",
            "Check the URL, PGPASSWORD and PGPASSFILE, in this order.");
  }
}
