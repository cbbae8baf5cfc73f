package dev.sage.connector.aws;

import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.FreshIds;
import dev.sage.testing.JavaServer;
import dev.sage.testing.storage.ExecutionStoreContract;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;

/// Many at the same time, on a server that looks and writes in one step as S3 does, and checks
/// signatures: S3Proxy over memory.
final class S3RacesIT extends ExecutionStoreContract {
  @TempDir private static Path folder;
  private static JavaServer server;
  private static ExecutionStore store;
  private static ExecutionStore another;

  @BeforeAll
  static void open() {
    server =
        JavaServer.start(port ->
            List.of(
                "-jar",
                JavaServer.programs().resolve("s3proxy.jar").toString(),
                "--properties",
                settings(port).toString()));
    URI endpoint = URI.create("http://127.0.0.1:" + server.port());
    AwsAccess access =
        new AwsAccess(
            "us-east-1",
            Optional.of(endpoint),
            Optional.of(new AwsAccess.Keys("llave", "secreto")));
    S3Url url =
        S3Url.parse(
            "s3://carreras/un/prefijo?region=us-east-1&path_style=true&endpoint=" + endpoint);
    try (S3Client s3 = access.on(S3Client.builder()).forcePathStyle(true).build()) {
      s3.createBucket(r -> r.bucket("carreras"));
    }
    store = S3Store.open(access, url.settings(), FreshIds::next);
    another = S3Store.open(access, url.settings(), FreshIds::next);
  }

  private static Path settings(int port) throws IOException {
    return Files.writeString(
        folder.resolve("s3proxy.conf"),
        """
        s3proxy.endpoint=http://127.0.0.1:%d
        s3proxy.authorization=aws-v4
        s3proxy.identity=llave
        s3proxy.credential=secreto
        jclouds.provider=transient-nio2
        jclouds.identity=x
        jclouds.credential=x
        """
            .formatted(port));
  }

  @AfterAll
  static void close() {
    store.close();
    another.close();
    server.close();
  }

  @Override
  protected ExecutionStore store() {
    return store;
  }

  @Override
  protected ExecutionStore another() {
    return another;
  }
}
