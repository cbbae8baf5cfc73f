package dev.sage.connector.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.connector.aws.S3Settings.Addressing;
import dev.sage.connector.aws.S3Settings.Encryption;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.StorePlugin;
import java.net.URI;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What stands in `store.url`.
class S3UrlTest {
  @Test
  void a_bucket_and_a_region_are_enough() {
    assertThat(S3Url.parse("s3://sage-executions?region=eu-west-1"))
        .isEqualTo(new S3Url(S3Settings.of("sage-executions"), "eu-west-1", Optional.empty()));
  }

  @Test
  void everything_can_be_said() {
    assertThat(
            S3Url.parse(
                "s3://datos/sage/uno/?region=x&endpoint=http%3A%2F%2F127.0.0.1%3A9000&path_style=true"
                    + "&sse=aws%3Akms&kms_key=arn%3Aaws%3Akms%3Ax&part=64MiB"))
        .isEqualTo(
            new S3Url(
                new S3Settings(
                    "datos",
                    "sage/uno/",
                    Addressing.PATH,
                    Encryption.kms("arn:aws:kms:x"),
                    64 << 20),
                "x",
                Optional.of(URI.create("http://127.0.0.1:9000"))));
  }

  @Test
  void amazon_s_own_keys_and_its_network_can_be_asked_for() {
    S3Settings settings = S3Url.parse("s3://d?region=x&sse=AES256&accelerate=true").settings();

    assertThat(settings.encryption()).isEqualTo(Encryption.S3);
    assertThat(settings.addressing()).isEqualTo(Addressing.ACCELERATED);
  }

  @ParameterizedTest
  @CsvSource({
    "s3://datos, region",
    "s3:///x?region=y, bucket",
    "s3://d?region=x&key=secreto, key",
    "s3://d?region=x&path_style=yes, path_style",
    "s3://d?region=x&accelerate=true&path_style=true, accelerate",
    "s3://d?region=x&accelerate=true&endpoint=http://x, accelerate",
    "s3://d?region=x&sse=rot13, sse",
    "s3://d?region=x&kms_key=k, kms_key",
    "s3://d?region=x&sse=AES256&kms_key=k, kms_key",
    "s3://d?region=x&part=1MiB, 5 MiB",
    "s3://d?region=x&part=1TiB, part"
  })
  void what_is_missing_wrong_or_unknown_is_said(String url, String told) {
    assertThatThrownBy(() -> S3Url.parse(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(told)
        .hasMessageNotContaining("secreto");
  }

  @Test
  void the_plugin_is_found_and_names_the_setting_that_is_wrong() {
    StorePlugin plugin = ServiceLoader.load(StorePlugin.class).findFirst().orElseThrow();

    assertThat(plugin.accepts("s3://datos?region=x")).isTrue();
    assertThat(plugin.accepts("file:///tmp")).isFalse();
    assertThatThrownBy(() -> plugin.open("s3://datos"))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID));
  }
}
