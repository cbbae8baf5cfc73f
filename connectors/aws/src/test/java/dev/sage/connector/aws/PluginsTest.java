package dev.sage.connector.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.burst.Launcher;
import dev.sage.spi.burst.LauncherPlugin;
import dev.sage.spi.lease.LeasesPlugin;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What stands in the settings for locks and functions.
class PluginsTest {
  private static final LauncherPlugin LAUNCHERS =
      ServiceLoader.load(LauncherPlugin.class).findFirst().orElseThrow();
  private static final LeasesPlugin LEASES =
      ServiceLoader.load(LeasesPlugin.class).findFirst().orElseThrow();

  @Test
  void each_serves_its_own_scheme() {
    assertThat(LAUNCHERS.accepts("lambda://f?region=x")).isTrue();
    assertThat(LAUNCHERS.accepts("dynamodb://t?region=x")).isFalse();
    assertThat(LEASES.accepts("dynamodb://t?region=x")).isTrue();
    assertThat(LEASES.accepts("lambda://f?region=x")).isFalse();
  }

  @Test
  void a_function_is_named_by_its_name_an_alias_or_its_arn() {
    for (String name :
        new String[] {
          "sage-file-processor",
          "sage-file-processor:live",
          "arn:aws:lambda:eu-west-1:123456789012:function:sage-file-processor"
        }) {
      try (Launcher launcher = LAUNCHERS.open("lambda://" + name + "?region=eu-west-1")) {
        assertThat(launcher.display()).isEqualTo("The function " + name);
        assertThat(launcher.largestMessage()).isEqualTo(262_144);
      }
    }
  }

  @Test
  void locks_are_in_a_table() {
    assertThat(LEASES.open("dynamodb://sage_execution_locks?region=eu-west-1"))
        .isInstanceOf(DynamoDbLeases.class);
    assertThat(LEASES.open("dynamodb://sage_execution_locks?region=eu-west-1&watch=true"))
        .isInstanceOf(WatchedLeases.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lambda://f",
        "lambda://?region=x",
        "lambda://f?region=x&queue=y",
        "lambda://f?region=x&sqs_endpoint=http://y"
      })
  void a_function_that_cannot_be_meant_is_refused(String url) {
    refused(() -> LAUNCHERS.open(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dynamodb://t", "dynamodb://t?region=x&ttl=1", "dynamodb://t?region=x&watch=1"})
  void a_table_that_cannot_be_meant_is_refused(String url) {
    refused(() -> LEASES.open(url));
  }

  private static void refused(Runnable opening) {
    assertThatThrownBy(opening::run)
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID));
  }
}
