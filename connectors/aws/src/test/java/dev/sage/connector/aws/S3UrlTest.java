package dev.sage.connector.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.StorePlugin;
import java.net.URI;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/// What stands in `store.url`.
class S3UrlTest {
  @Test
  void a_bucket_and_a_region_are_enough() {
    assertThat(S3Url.parse("s3://sage-executions?region=eu-west-1"))
        .isEqualTo(
            new S3Url("sage-executions", "executions/", "eu-west-1", Optional.empty(), false));
  }

  @Test
  void everything_can_be_said() {
    assertThat(
            S3Url.parse(
                "s3://datos/sage/uno/?region=x&endpoint=http%3A%2F%2F127.0.0.1%3A9000&path_style=true"))
        .isEqualTo(
            new S3Url(
                "datos", "sage/uno/", "x", Optional.of(URI.create("http://127.0.0.1:9000")), true));
  }

  @Test
  void what_is_missing_or_unknown_is_said() {
    assertThatThrownBy(() -> S3Url.parse("s3://datos")).hasMessageContaining("region");
    assertThatThrownBy(() -> S3Url.parse("s3:///x?region=y")).hasMessageContaining("bucket");
    assertThatThrownBy(() -> S3Url.parse("s3://datos?region=x&key=secreto"))
        .hasMessageContaining("key")
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
