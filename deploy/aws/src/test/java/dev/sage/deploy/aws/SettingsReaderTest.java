package dev.sage.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  @Test
  void a_region_is_enough() {
    DeploySettings settings = SettingsReader.parse("region = eu-west-1");

    assertThat(settings.names().function()).isEqualTo("sage-file-processor");
    assertThat(settings.names().locks()).isEqualTo("sage_execution_locks");
    assertThat(settings.number(Setting.MEMORY)).isEqualTo(2_048);
    assertThat(settings.number(Setting.MINUTES)).isEqualTo(15);
    assertThat(settings.number(Setting.RESERVED)).isEqualTo(50);
    assertThat(settings.disk()).isEqualTo(10_240);
    assertThat(settings.functionPackage(Path.of("/sage")))
        .hasToString("/sage/apps/lambda/target/function");
  }

  @Test
  void what_is_usual_is_accepted() {
    for (Setting setting : Setting.values()) {
      assertThat(setting.usual().isEmpty() || setting.accepts(setting.usual()))
          .as(setting.key())
          .isTrue();
    }
  }

  @Test
  void what_follows_from_the_architecture_can_be_said_otherwise() {
    DeploySettings settings = SettingsReader.parse("region = eu-west-1\narchitecture = arm64");
    assertThat(settings.functionPackage(Path.of("/sage")))
        .hasToString("/sage/apps/lambda/target/function-arm64");

    DeploySettings other =
        SettingsReader.parse(
            "region = eu-west-1\nfunction.price_gb_second = 0.00002\nfunction.package = /built/here");
    assertThat(other.given(Setting.PRICE)).contains("0.00002");
    assertThat(other.functionPackage(Path.of("/sage"))).hasToString("/built/here");
  }

  @Test
  void everything_that_is_wrong_is_said_at_once() {
    assertThatThrownBy(() ->
            SettingsReader.parse(
                "nombre = x\nfunction.memmory_mb = 1\nfunction.memory_mb = 64\nlogs.days = 31\nregion = Madrid"))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID))
        .message()
        .contains(
            "There is no setting nombre.",
            "There is no setting function.memmory_mb. Did you mean function.memory_mb?",
            "function.memory_mb: its value is not valid. Accepted: 512–10240",
            "logs.days:",
            "region: its value is not valid. Accepted: eu-west-1")
        .doesNotContain("region is missing");
  }

  @Test
  void without_a_region_nothing_stands_anywhere() {
    refused("", "region is missing. For example: eu-west-1");
  }

  @Test
  void a_file_that_is_not_there_is_told() {
    assertThatThrownBy(() -> SettingsReader.read(Path.of("nowhere.properties")))
        .hasMessageContaining("nowhere.properties")
        .hasMessageContaining("Copy deploy/aws/sage.properties");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "function.snap_start = true; function.provisioned = 5 | exclude each other",
        "function.snap_start = true; function.disk_mb = 1024 | no more than 512 MB",
        "function.reserved = 5; function.provisioned = 6 | more than function.reserved",
        "second_region = eu-west-1 | is the first one",
        "second_region = eu-west-2; bucket.kms_key = arn:aws:kms:eu-west-1:1:key/x | not replicated",
        "network = given | network.vpc is missing",
        "network = given; network.vpc = vpc-1; network.zones = a,b; network.subnets = x; network.route_tables = y | as many of each",
        "database = aurora | needs a network",
        "network = new; database = given | database.host is missing",
        "network = new; database = rds; database.proxy = false | database.authorities is missing"
      })
  void settings_that_contradict_each_other_are_refused(String lines, String said) {
    refused("region = eu-west-1\n" + lines.replace("; ", "\n"), said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "function.snap_start = true",
        "function.provisioned = 50",
        "network = new\ndatabase = rds",
        "network = given\nnetwork.vpc = vpc-1\nnetwork.zones = a, b\nnetwork.subnets = x, y\nnetwork.route_tables = r, r",
        "name = acme\nalarms.email = on-call@example.org"
      })
  void settings_that_go_together_are_accepted(String lines) {
    assertThat(SettingsReader.parse("region = eu-west-1\n" + lines)).isNotNull();
  }

  private static void refused(String text, String said) {
    assertThatThrownBy(() -> SettingsReader.parse(text))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTINGS_INVALID))
        .hasMessageContaining(said);
  }
}
