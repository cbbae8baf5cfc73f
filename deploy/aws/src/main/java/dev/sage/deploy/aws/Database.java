package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.DATABASE;
import static dev.sage.deploy.aws.Setting.DATABASE_AUTHORITIES;
import static dev.sage.deploy.aws.Setting.DATABASE_GROUP;
import static dev.sage.deploy.aws.Setting.DATABASE_HOST;
import static dev.sage.deploy.aws.Setting.DATABASE_MAX_UNITS;
import static dev.sage.deploy.aws.Setting.DATABASE_PROXY;
import static dev.sage.deploy.aws.Setting.DATABASE_SECRET;
import static dev.sage.deploy.aws.Setting.KEEP_DATA;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.InstanceType;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.CredentialsBaseOptions;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.DatabaseInstance;
import software.amazon.awscdk.services.rds.DatabaseInstanceEngine;
import software.amazon.awscdk.services.rds.DatabaseProxy;
import software.amazon.awscdk.services.rds.PostgresEngineVersion;
import software.amazon.awscdk.services.rds.PostgresInstanceEngineProps;
import software.amazon.awscdk.services.rds.ProxyTarget;
import software.amazon.awscdk.services.secretsmanager.ISecret;
import software.constructs.Construct;

/// The PostgreSQL of the metadata: made here, or given. TLS is required and the server's
/// certificate is checked; the password stands in Secrets Manager alone.
///
/// @param host that functions connect to
/// @param secretArn of JSON with `username` and `password`
/// @param authorities the file of certificates that functions trust
record Database(String host, String secretArn, String authorities) {
  static final String NAME = "sage";

  /// What Amazon's runtime trusts; RDS Proxy has a certificate of these.
  private static final String AMAZONS = "/etc/pki/tls/certs/ca-bundle.crt";

  private static final String USER = "sage";
  private static final int PORT = 5432;
  private static final int BACKUP_DAYS = 7;
  private static final int DISK_GB = 50;
  private static final double LEAST_UNITS = 0.5;
  private static final Map<String, String> PARAMETERS = Map.of("rds.force_ssl", "1");

  /// What cannot stand in a URL as it is.
  private static final String EXCLUDED = " %+~`#$&*()|[]{}:;<>?!'/@\"\\,=^";

  /// Empty: functions tell no database.
  static Optional<Database> of(
      Construct scope, DeploySettings settings, Optional<Network> network) {
    return switch (settings.text(DATABASE)) {
      case "aurora" -> network.map(net -> new Maker(scope, settings, net).aurora());
      case "rds" -> network.map(net -> new Maker(scope, settings, net).instance());
      case "given" -> network.map(net -> given(scope, settings, net));
      default -> Optional.empty();
    };
  }

  /// For a function: with the secret `database` in place of who it is.
  String url() {
    return "postgresql://${secret:database.username}:${secret:database.password}@%s:%d/%s?sslmode=verify-full&sslrootcert=%s"
        .formatted(host, PORT, NAME, authorities);
  }

  private static Database given(Construct scope, DeploySettings settings, Network network) {
    settings
        .given(DATABASE_GROUP)
        .ifPresent(
            id -> admit(SecurityGroup.fromSecurityGroupId(scope, "DatabaseGroup", id), network));
    return new Database(
        settings.text(DATABASE_HOST), settings.text(DATABASE_SECRET), authorities(settings));
  }

  private static String authorities(DeploySettings settings) {
    return settings.given(DATABASE_AUTHORITIES).isPresent()
        ? FunctionPackage.LIBRARIES + FunctionPackage.AUTHORITIES
        : AMAZONS;
  }

  private static void admit(ISecurityGroup database, Network network) {
    database.addIngressRule(network.functions(), Port.tcp(PORT), "SAGE functions");
    network.functions().addEgressRule(database, Port.tcp(PORT), "The metadata");
  }

  /// Makes a database inside a network.
  private record Maker(Construct scope, DeploySettings settings, Network network) {
    Database aurora() {
      SecurityGroup group = group("DatabaseGroup", "SAGE metadata");
      DatabaseCluster cluster =
          DatabaseCluster.Builder.create(scope, "Database")
              .engine(
                  DatabaseClusterEngine.auroraPostgres(
                      AuroraPostgresClusterEngineProps.builder()
                          .version(AuroraPostgresEngineVersion.of("17.7", "17"))
                          .build()))
              .writer(ClusterInstance.serverlessV2("Writer"))
              .serverlessV2MinCapacity(LEAST_UNITS)
              .serverlessV2MaxCapacity(settings.number(DATABASE_MAX_UNITS))
              .vpc(network.vpc())
              .vpcSubnets(network.subnets())
              .securityGroups(List.of(group))
              .credentials(credentials())
              .defaultDatabaseName(NAME)
              .storageEncrypted(true)
              .parameters(PARAMETERS)
              .backup(BackupProps.builder().retention(Duration.days(BACKUP_DAYS)).build())
              .copyTagsToSnapshot(true)
              .deletionProtection(settings.is(KEEP_DATA))
              .removalPolicy(left())
              .build();
      return reached(
          group,
          cluster.getClusterEndpoint().getHostname(),
          cluster.getSecret(),
          ProxyTarget.fromCluster(cluster));
    }

    Database instance() {
      SecurityGroup group = group("DatabaseGroup", "SAGE metadata");
      DatabaseInstance instance =
          DatabaseInstance.Builder.create(scope, "Database")
              .engine(
                  DatabaseInstanceEngine.postgres(
                      PostgresInstanceEngineProps.builder()
                          .version(PostgresEngineVersion.of("17.7", "17"))
                          .build()))
              .instanceType(new InstanceType("t4g.medium"))
              .allocatedStorage(DISK_GB)
              .multiAz(true)
              .vpc(network.vpc())
              .vpcSubnets(network.subnets())
              .securityGroups(List.of(group))
              .credentials(credentials())
              .databaseName(NAME)
              .storageEncrypted(true)
              .parameters(PARAMETERS)
              .backupRetention(Duration.days(BACKUP_DAYS))
              .copyTagsToSnapshot(true)
              .autoMinorVersionUpgrade(true)
              .publiclyAccessible(false)
              .deletionProtection(settings.is(KEEP_DATA))
              .removalPolicy(left())
              .build();
      return reached(
          group,
          instance.getDbInstanceEndpointAddress(),
          instance.getSecret(),
          ProxyTarget.fromInstance(instance));
    }

    private RemovalPolicy left() {
      return settings.is(KEEP_DATA) ? RemovalPolicy.SNAPSHOT : RemovalPolicy.DESTROY;
    }

    private Credentials credentials() {
      return Credentials.fromGeneratedSecret(
          USER,
          CredentialsBaseOptions.builder()
              .secretName(settings.names().database())
              .excludeCharacters(EXCLUDED)
              .build());
    }

    private SecurityGroup group(String id, String what) {
      return SecurityGroup.Builder.create(scope, id)
          .vpc(network.vpc())
          .description(what)
          .allowAllOutbound(false)
          .build();
    }

    private Database reached(
        SecurityGroup database,
        String host,
        @org.jspecify.annotations.Nullable ISecret secret,
        ProxyTarget target) {
      if (secret == null) {
        throw new IllegalStateException("A database without a secret.");
      }
      if (!settings.is(DATABASE_PROXY)) {
        admit(database, network);
        return new Database(host, secret.getSecretArn(), authorities(settings));
      }
      SecurityGroup group = group("ProxyGroup", "RDS Proxy before the SAGE metadata");
      admit(group, network);
      group.addEgressRule(database, Port.tcp(PORT), "The metadata");
      database.addIngressRule(group, Port.tcp(PORT), "RDS Proxy");
      return new Database(proxy(secret, target, group), secret.getSecretArn(), AMAZONS);
    }

    private String proxy(ISecret secret, ProxyTarget target, SecurityGroup group) {
      return DatabaseProxy.Builder.create(scope, "Proxy")
          .proxyTarget(target)
          .secrets(List.of(secret))
          .dbProxyName(settings.names().database())
          .vpc(network.vpc())
          .vpcSubnets(network.subnets())
          .securityGroups(List.of(group))
          .requireTls(true)
          .debugLogging(false)
          .build()
          .getEndpoint();
    }
  }
}
