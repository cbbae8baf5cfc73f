package dev.sage.deploy.aws;

import static dev.sage.deploy.aws.Setting.BUCKET_KEY;
import static dev.sage.deploy.aws.Setting.DATABASE;
import static dev.sage.deploy.aws.Setting.DATABASE_AUTHORITIES;
import static dev.sage.deploy.aws.Setting.DATABASE_HOST;
import static dev.sage.deploy.aws.Setting.DATABASE_PROXY;
import static dev.sage.deploy.aws.Setting.DATABASE_SECRET;
import static dev.sage.deploy.aws.Setting.DISK;
import static dev.sage.deploy.aws.Setting.NETWORK;
import static dev.sage.deploy.aws.Setting.NETWORK_ROUTES;
import static dev.sage.deploy.aws.Setting.NETWORK_SUBNETS;
import static dev.sage.deploy.aws.Setting.NETWORK_VPC;
import static dev.sage.deploy.aws.Setting.NETWORK_ZONES;
import static dev.sage.deploy.aws.Setting.PROVISIONED;
import static dev.sage.deploy.aws.Setting.REGION;
import static dev.sage.deploy.aws.Setting.RESERVED;
import static dev.sage.deploy.aws.Setting.SECOND_REGION;
import static dev.sage.deploy.aws.Setting.SNAP_START;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Settings that are valid each, and not together.
final class Conflicts {
  /// In MB. Amazon's limit for functions that begin from a snapshot.
  static final int SNAP_START_DISK = 512;

  private final DeploySettings settings;
  private final Map<Setting, String> said;
  private final List<String> problems = new ArrayList<>();

  private Conflicts(Map<Setting, String> said) {
    this.said = said;
    this.settings = new DeploySettings(said);
  }

  static List<String> of(Map<Setting, String> said) {
    Conflicts conflicts = new Conflicts(said);
    conflicts.starts();
    conflicts.regions();
    conflicts.network();
    conflicts.database();
    return conflicts.problems;
  }

  private void starts() {
    when(
        settings.is(SNAP_START) && settings.number(PROVISIONED) > 0,
        "function.snap_start and function.provisioned exclude each other at Amazon: set one of them.");
    when(
        settings.is(SNAP_START)
            && said.containsKey(DISK)
            && settings.number(DISK) > SNAP_START_DISK,
        "function.snap_start: Amazon gives such functions no more than 512 MB of disk. Leave function.disk_mb out, or SnapStart.");
    when(
        settings.number(PROVISIONED) > settings.number(RESERVED),
        "function.provisioned is more than function.reserved: no more than these can run.");
  }

  private void regions() {
    Optional<String> second = settings.given(SECOND_REGION);
    when(
        second.equals(settings.given(REGION)),
        "second_region is the first one: give another, or none.");
    when(
        second.isPresent() && said.containsKey(BUCKET_KEY),
        "bucket.kms_key: a key of yours is not replicated. Leave it or second_region out.");
  }

  private void network() {
    if (!settings.text(NETWORK).equals("given")) {
      return;
    }
    List.of(NETWORK_VPC, NETWORK_ZONES, NETWORK_SUBNETS, NETWORK_ROUTES)
        .forEach(setting -> need(setting, "network = given"));
    int subnets = settings.list(NETWORK_SUBNETS).size();
    when(
        settings.list(NETWORK_ZONES).size() != subnets
            || settings.list(NETWORK_ROUTES).size() != subnets,
        "network.zones, network.subnets and network.route_tables: as many of each, in the same order.");
  }

  private void database() {
    String kind = settings.text(DATABASE);
    when(
        !kind.equals("none") && settings.text(NETWORK).equals("none"),
        "database = %s needs a network: new or given.".formatted(kind));
    if (kind.equals("given")) {
      need(DATABASE_HOST, "database = given");
      need(DATABASE_SECRET, "database = given");
    }
    boolean direct = kind.matches("aurora|rds") && !settings.is(DATABASE_PROXY);
    when(
        direct && settings.given(DATABASE_AUTHORITIES).isEmpty(),
        "database.authorities is missing: without RDS Proxy functions check the certificate of RDS itself, by Amazon's bundle.");
  }

  private void need(Setting setting, String with) {
    when(
        settings.given(setting).isEmpty(),
        "%s is missing: it goes with %s.".formatted(setting.key(), with));
  }

  private void when(boolean isWrong, String problem) {
    if (isWrong) {
      problems.add(problem);
    }
  }
}
