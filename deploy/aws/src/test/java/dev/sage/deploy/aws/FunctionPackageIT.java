package dev.sage.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionPackageIT {
  @TempDir private Path folder;

  private FunctionPackage part(Path source, boolean isArm) {
    return FunctionPackage.part(source, folder.resolve("parted"), isArm, Optional.empty());
  }

  @Test
  void whatSageIsIsCodeAndTheRestIsALayer() throws IOException {
    FunctionPackage parted = part(StandIn.in(folder.resolve("function"), "amd64"), false);

    assertThat(parted.code().resolve("lib"))
        .isDirectoryContaining("glob:**sage-lambda-1.jar")
        .isDirectoryNotContaining("glob:**duckdb*");
    assertThat(parted.layer().resolve("sage/lib"))
        .isDirectoryContaining("glob:**duckdb_jdbc-2.jar")
        .isDirectoryContaining("glob:**libduckdb_java.so_linux_amd64")
        .isDirectoryNotContaining("glob:**sage-*");
    assertThat(Files.readString(parted.code().resolve("java.options")))
        .isEqualTo(
            "-XX:+UseSerialGC\n-cp /opt/sage/lib/duckdb_jdbc-2.jar:lib/sage-lambda-1.jar:lib/sage-spi-1.jar\n");
    assertThat(parted.code().resolve("bootstrap")).exists();
  }

  @Test
  void itIsMadeAnewEachTime() throws IOException {
    Path source = StandIn.in(folder.resolve("function"), "amd64");
    Path left = Files.createDirectories(folder.resolve("parted/code")).resolve("left");
    Files.writeString(left, "of before");

    part(source, false);
    part(source, false);

    assertThat(left).doesNotExist();
  }

  @Test
  void certificatesThatFunctionsTrustGoIntoTheLayer() throws IOException {
    Path pem = Files.writeString(folder.resolve("rds.pem"), "-----BEGIN CERTIFICATE-----");
    FunctionPackage parted =
        FunctionPackage.part(
            StandIn.in(folder.resolve("function"), "amd64"),
            folder.resolve("parted"),
            false,
            Optional.of(pem));

    assertThat(parted.layer().resolve("sage/authorities.pem")).hasSameTextualContentAs(pem);
  }

  @Test
  void aFunctionThatWasNotBuiltIsToldWithTheCommandThatBuildsIt() {
    refused(
        folder.resolve("nowhere"),
        false,
        "mvn -Dquick -Dmaven.test.skip=true -pl apps/lambda -am package");
    refused(folder.resolve("nowhere"), true, "-Dsage.arch=arm64");
  }

  @Test
  void aFunctionForOtherMachinesIsRefused() {
    Path source = StandIn.in(folder.resolve("function"), "amd64");
    refused(source, true, "another architecture than arm64");
    refused(StandIn.in(folder.resolve("arm"), "arm64"), false, "another architecture than amd64");
  }

  private void refused(Path source, boolean isArm, String said) {
    assertThatThrownBy(() -> part(source, isArm))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_MISSING))
        .hasMessageContaining(said);
  }
}
