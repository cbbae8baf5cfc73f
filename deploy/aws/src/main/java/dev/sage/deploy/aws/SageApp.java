package dev.sage.deploy.aws;

import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/// Makes the templates. Started by `deploy/aws/synth`, and by Amazon's `cdk` through it.
public final class SageApp {
  /// A version of the function is new whenever its libraries are; policies say nothing twice.
  private static final Map<String, Object> FLAGS =
      Map.of(
          "@aws-cdk/aws-lambda:recognizeLayerVersion", true,
          "@aws-cdk/aws-lambda:recognizeVersionProps", true,
          "@aws-cdk/core:enablePartitionLiterals", true,
          "@aws-cdk/aws-iam:minimizePolicies", false,
          "aws:cdk:disable-asset-staging", false,
          "aws:cdk:version-reporting", false,
          "aws:cdk:enable-path-metadata", false);

  private SageApp() {}

  /// @param arguments the folder of the project, the file of settings, and where templates go
  public static void main(String[] arguments) {
    try {
      synthesize(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    } catch (SageException e) {
      System.err.println("sage: " + e.getMessage());
      System.exit(2);
    }
    System.exit(0);
  }

  private static void synthesize(Path root, Path file, Path out) {
    DeploySettings settings = SettingsReader.read(file);
    Optional<Path> authorities = settings.given(Setting.DATABASE_AUTHORITIES).map(root::resolve);
    FunctionPackage built =
        FunctionPackage.part(
            settings.functionPackage(root),
            root.resolve("deploy/aws/target/function"),
            settings.isArm(),
            authorities);
    App app = app(out);
    SageStack.all(app, settings, built);
    app.synth();
  }

  static App app(Path out) {
    return new App(
        AppProps.builder()
            .outdir(out.toString())
            .analyticsReporting(false)
            .treeMetadata(false)
            .context(FLAGS)
            .build());
  }
}
