package dev.sage.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What others say about the templates: Amazon's schema of CloudFormation, and the rules of cdk-nag
/// (AWS Solutions), which run over every stack when it is made.
final class LintIT {
  private static final Path ROOT = Path.of(System.getProperty("sage.root", "../.."));
  private static final int CANNOT_BE_HAD = 4;

  /// Rules that say something, and why it stays as it is.
  private static final Map<String, String> ACCEPTED =
      Map.of(
          "AwsSolutions-S1",
          "Who reads which file is in CloudTrail's data events, which are more exact than access logs.",
          "AwsSolutions-IAM4",
          "Of functions in a network: Amazon allows some actions on network interfaces for all resources only.",
          "AwsSolutions-IAM5",
          "Files below a prefix and streams of one log group end with *: their names are made later.",
          "AwsSolutions-RDS6",
          "The connector logs in with a password, which is in Secrets Manager.",
          "AwsSolutions-RDS11",
          "Security groups and TLS keep others out, not the number of a port.",
          "AwsSolutions-SMG4",
          "A rotation that nobody tells functions of would stop them: the how-to has the steps.");

  @TempDir private Path folder;

  private record Said(int exit, String text) {}

  private static Said lint(Path templates) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(ROOT.resolve("deploy/aws/lint").toString(), templates.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    Assumptions.assumeTrue(exit != CANNOT_BE_HAD, said);
    return new Said(exit, said);
  }

  @Test
  void amazonsSchemaFindsNothing() throws Exception {
    Said said = lint(Templates.folder());

    assertThat(said.exit()).as(said.text()).isZero();
    assertThat(said.text()).contains("5 templates", "0 problems");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"MemorySize\": 2048 | \"MemorySiz\": 2048 | there is no such property",
        "\"MemorySize\": 2048 | \"MemorySize\": \"much\" | must be a number",
        "\"BillingMode\": \"PAY_PER_REQUEST\" | \"BillingMode\": [1] | must be a text",
        "\"AttributeName\": \"execution_id\" | \"AttributeType\": \"S\" | is required",
        "\"Type\": \"AWS::SQS::Queue\" | \"Type\": \"AWS::SQS::Row\" | there is no type",
        "\"Ref\": \"Alarms | \"Ref\": \"Nobody | which is not there"
      })
  void itWouldFindFaults(String good, String bad, String said) throws Exception {
    String template = Files.readString(Templates.folder().resolve("usual-eu-west-1.template.json"));
    assertThat(template).contains(good);
    Files.writeString(folder.resolve("bad.template.json"), template.replace(good, bad));

    Said found = lint(folder);
    assertThat(found.exit()).isEqualTo(1);
    assertThat(found.text()).contains(said);
  }

  @Test
  void whatTheRulesOfCdkNagFindIsAcceptedForAReason() {
    Map<String, Set<String>> found = new TreeMap<>();
    Templates.texts(Templates.folder())
        .forEach((name, text) -> {
          if (name.endsWith("NagReport.csv")) {
            text.lines()
                .map(line -> line.split("\",\""))
                .filter(cells -> cells.length > 2 && !cells[2].equals("Compliant"))
                .filter(cells -> !cells[0].startsWith("Rule ID"))
                .forEach(cells ->
                    found
                        .computeIfAbsent(cells[0].replace("\"", ""), _ -> new TreeSet<>())
                        .add(Arrays.toString(cells)));
          }
        });
    assertThat(found.keySet()).as(found.toString()).isEqualTo(ACCEPTED.keySet());
  }
}
