package dev.sage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class RestartIT {
  private static final char[] PASSWORD = "geheim".toCharArray();

  @TempDir private Path home;

  @Test
  void a_server_that_is_started_again_has_what_it_had_and_talks_tls_when_told() throws Exception {
    String token;
    try (RunningServer server = Servers.start(home, Map.of("SAGE_DAEMON_ENABLED", "false"))) {
      Client admin = Servers.admin(server, home);
      token = admin.token().orElseThrow();
      assertThat(
              admin
                  .send("POST", "/api/v1/tokens", "{\"name\": \"queda\", \"role\": \"lector\"}")
                  .status())
          .isEqualTo(201);
    }
    assertThat(Files.readString(home.resolve("logs/sage.log"))).doesNotContain(token);
    KeyStore store = keys();

    try (RunningServer server =
            Servers.start(
                home,
                Map.of(
                    "SAGE_DAEMON_ENABLED",
                    "false",
                    "SAGE_HTTP_TLS_CERTIFICATE",
                    home.resolve("cert.pem").toString(),
                    "SAGE_HTTP_TLS_KEY",
                    home.resolve("key.pem").toString(),
                    "SAGE_HTTP_TLS_MIN_VERSION",
                    "TLSv1.3"));
        HttpClient modern = client(store, "TLSv1.3");
        HttpClient old = client(store, "TLSv1.2")) {
      assertThat(server.url()).startsWith("https://");
      Servers.await(() -> get(modern, server.url() + "/api/health", token).statusCode() == 200);

      assertThat(get(modern, server.url() + "/api/v1/tokens", token).body()).contains("queda");
      assertThatThrownBy(() -> get(old, server.url() + "/api/health", token))
          .hasRootCauseInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void a_port_that_is_taken_is_named() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = Integer.toString(taken.getLocalPort());

      assertThatThrownBy(() ->
              Servers.start(home, Map.of("SAGE_HTTP_PORT", port, "SAGE_HTTP_BIND", "0.0.0.0")))
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID))
          .hasMessageContaining(port);
    }
  }

  private KeyStore keys() throws Exception {
    Path file = home.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "sage",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD);
    pem("cert.pem", "CERTIFICATE", store.getCertificate("sage").getEncoded());
    pem("key.pem", "PRIVATE KEY", store.getKey("sage", PASSWORD).getEncoded());
    return store;
  }

  private void pem(String name, String kind, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        home.resolve(name),
        "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }

  private static HttpClient client(KeyStore trusted, String protocol) throws Exception {
    KeyStore certificates = KeyStore.getInstance("PKCS12");
    certificates.load(null, PASSWORD);
    certificates.setCertificateEntry("sage", trusted.getCertificate("sage"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(certificates);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder()
        .sslContext(tls)
        .sslParameters(new SSLParameters(null, new String[] {protocol}))
        .build();
  }

  private static HttpResponse<String> get(HttpClient client, String url, String token) {
    try {
      return client.send(
          HttpRequest.newBuilder(URI.create(url))
              .header("Authorization", "Bearer " + token)
              .build(),
          BodyHandlers.ofString());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
