package dev.sage.deploy.aws;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What can be said about a deployment. `docs/reference/aws-settings.md` holds exactly these.
enum Setting {
  NAME(
      "name",
      "sage",
      "[a-z][a-z0-9-]{1,19}",
      "2–20 of a–z 0–9 -",
      "Begins the name of everything that is made."),
  REGION("region", "", "[a-z]{2}(-[a-z]+)+-[0-9]", "eu-west-1", "Where. Required."),
  SECOND_REGION(
      "second_region",
      "",
      "[a-z]{2}(-[a-z]+)+-[0-9]",
      "eu-central-1",
      "Where everything stands a second time, for the day when the first is away; nothing: nowhere."),
  ARCHITECTURE(
      "architecture",
      "x86_64",
      "x86_64|arm64",
      "x86_64, arm64",
      "Of the functions, and of the package that was built."),
  PACKAGE(
      "function.package",
      "",
      ".+",
      "a path",
      "The function as it was built; nothing: where the build leaves it."),
  MEMORY(
      "function.memory_mb",
      "2048",
      Forms.NUMBER,
      "512–10240",
      "Memory, and with it CPU.",
      512,
      10_240),
  MINUTES(
      "function.minutes", "15", Forms.NUMBER, "1–15", "How long an invocation may take.", 1, 15),
  DISK(
      "function.disk_mb",
      "10240",
      Forms.NUMBER,
      "512–10240",
      "`/tmp`: about three times the largest delivery.",
      512,
      10_240),
  RESERVED(
      "function.reserved",
      "50",
      Forms.NUMBER,
      "1–10000",
      "Functions at a time, kept free for them.",
      1,
      10_000),
  PROVISIONED(
      "function.provisioned",
      "0",
      Forms.NUMBER,
      "0–10000",
      "That many stand ready always: the first so many start at once. Not with SnapStart.",
      0,
      10_000),
  SNAP_START(
      "function.snap_start",
      "false",
      Forms.TRUTH,
      "true, false",
      "Functions begin from a snapshot of a start. Amazon gives these 512 MB of disk and no provisioned ones."),
  CRITICAL_RESERVED(
      "critical.reserved",
      "10",
      Forms.NUMBER,
      "0–10000",
      "Of the second function, for critical executions; 0: there is none.",
      0,
      10_000),
  LEASE(
      "function.lease_seconds",
      "60",
      Forms.NUMBER,
      "1–3600",
      "How long a silent function counts as working.",
      1,
      3_600),
  PRICE(
      "function.price_gb_second",
      "",
      "0\\.[0-9]{1,12}",
      "0.0000166667",
      "For the metric `cost`; nothing: the list price of the region."),
  BUCKET_DAYS(
      "bucket.days",
      "30",
      Forms.NUMBER,
      "1–3650",
      "After that the files of executions are deleted; `retention.executions` of the server must not be longer.",
      1,
      3_650),
  BUCKET_PREFIX("bucket.prefix", "executions/", "[A-Za-z0-9._-]+/", "text/", "Of all keys."),
  BUCKET_KEY(
      "bucket.kms_key",
      "",
      "arn:aws[a-z-]*:kms:.+",
      "an ARN",
      "A key of yours that encrypts the bucket; nothing: S3's own. Not with a second region."),
  NETWORK(
      "network",
      "none",
      "none|new|given",
      "none, new, given",
      "Whether functions live inside a VPC: a new one, or yours. A database needs one."),
  NETWORK_CIDR("network.cidr", "10.40.0.0/16", Forms.CIDR, "10.40.0.0/16", "Of the new one."),
  NETWORK_VPC("network.vpc", "", "vpc-[0-9a-f]+", "vpc-…", "Yours."),
  NETWORK_ZONES(
      "network.zones", "", Forms.LIST, "eu-west-1a,eu-west-1b", "The zone of each subnet."),
  NETWORK_SUBNETS(
      "network.subnets",
      "",
      Forms.LIST,
      "subnet-…,subnet-…",
      "Where functions live; in other zones each."),
  NETWORK_ROUTES(
      "network.route_tables", "", Forms.LIST, "rtb-…,rtb-…", "The route table of each subnet."),
  NETWORK_ENDPOINTS(
      "network.endpoints",
      "true",
      Forms.TRUTH,
      "true, false",
      "Whether S3, DynamoDB and Secrets Manager get endpoints there; false: they have them."),
  NETWORK_DESTINATIONS(
      "network.destinations",
      "",
      "([0-9.]+/[0-9]+:[0-9]+)(,[0-9.]+/[0-9]+:[0-9]+)*",
      "10.0.0.0/8:5432,…",
      "What else functions may reach: the databases where contracts land."),
  DATABASE(
      "database",
      "none",
      "none|aurora|rds|given",
      "none, aurora, rds, given",
      "The PostgreSQL of the metadata that functions tell of results; none: the server finds them in the bucket."),
  DATABASE_PROXY(
      "database.proxy", "true", Forms.TRUTH, "true, false", "RDS Proxy before a new database."),
  DATABASE_MAX_UNITS(
      "database.max_units", "4", Forms.NUMBER, "1–128", "Aurora's largest capacity.", 1, 128),
  DATABASE_HOST(
      "database.host",
      "",
      "[A-Za-z0-9.-]+",
      "a host",
      "Of the given one, or of a proxy before it."),
  DATABASE_SECRET(
      "database.secret",
      "",
      "arn:aws[a-z-]*:secretsmanager:.+",
      "an ARN",
      "Of the given one: JSON with `username` and `password`."),
  DATABASE_GROUP(
      "database.security_group",
      "",
      "sg-[0-9a-f]+",
      "sg-…",
      "Of the given one; functions are let in."),
  DATABASE_AUTHORITIES(
      "database.authorities",
      "",
      ".+",
      "a PEM file",
      "Who signs the database's certificate: Amazon's bundle for RDS. Not needed before RDS Proxy."),
  DESTINATIONS(
      "destinations",
      "",
      "[a-z][a-z0-9_]*(,[a-z][a-z0-9_]*)*",
      "dwh,lake",
      "Names that contracts use; their URLs are in the secret `<name>-destinations`."),
  SECRETS_VERSION(
      "secrets.version",
      "1",
      Forms.NUMBER,
      "1–1000000",
      "Another number: functions start anew and read their secrets again.",
      1,
      1_000_000),
  LOG_DAYS(
      "logs.days",
      "30",
      "1|3|5|7|14|30|60|90|120|150|180|365|400|545|731",
      "1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731",
      "How long logs of functions stay."),
  TRAIL(
      "trail",
      "true",
      Forms.TRUTH,
      "true, false",
      "CloudTrail's data events of the bucket, the table and the functions."),
  TRAIL_DAYS("trail.days", "365", Forms.NUMBER, "1–3650", "How long they stay.", 1, 3_650),
  ALARM_EMAIL(
      "alarms.email",
      "",
      "[^@ ]+@[^@ ]+",
      "an address",
      "Who hears of alarms; they confirm it once."),
  ALARM_ERRORS(
      "alarms.errors",
      "5",
      Forms.NUMBER,
      "0–1000",
      "More errors than that in five minutes.",
      0,
      1_000),
  ALARM_MINUTES(
      "alarms.minutes", "10", Forms.NUMBER, "1–15", "An invocation longer than that.", 1, 15),
  ALARM_PERCENT(
      "alarms.concurrency_percent",
      "90",
      Forms.NUMBER,
      "1–100",
      "More than that of the reserved.",
      1,
      100),
  BUDGET_MONTH(
      "budget.month_usd", "100", Forms.NUMBER, "1–1000000", "What a month may cost.", 1, 1_000_000),
  BUDGET_DAY(
      "budget.day_usd",
      "10",
      Forms.NUMBER,
      "1–100000",
      "What the invocations of a day may cost, by the metric `cost`.",
      1,
      100_000),
  DAEMONS(
      "daemons",
      "ec2.amazonaws.com",
      Forms.LIST,
      "ec2.amazonaws.com, ARNs",
      "Who may take the role of the server: services, or ARNs of roles and users."),
  KEEP_DATA(
      "keep_data",
      "true",
      Forms.TRUTH,
      "true, false",
      "Whether the bucket, the trail and the database outlive the stack.");

  private final String key;
  private final String usual;
  private final String form;
  private final String accepted;
  private final String meaning;
  private final int least;
  private final int most;

  Setting(String key, String usual, String form, String accepted, String meaning) {
    this(key, usual, form, accepted, meaning, 0, 0);
  }

  Setting(
      String key, String usual, String form, String accepted, String meaning, int least, int most) {
    this.key = key;
    this.usual = usual;
    this.form = form;
    this.accepted = accepted;
    this.meaning = meaning;
    this.least = least;
    this.most = most;
  }

  /// Kept apart: constants of an enum cannot use its own.
  private static final class Forms {
    static final String NUMBER = "[0-9]{1,9}";
    static final String TRUTH = "true|false";
    static final String LIST = "[^, ]+(, ?[^, ]+)*";
    static final String CIDR = "[0-9]{1,3}(\\.[0-9]{1,3}){3}/[0-9]{1,2}";
  }

  String key() {
    return key;
  }

  String usual() {
    return usual;
  }

  String accepted() {
    return accepted;
  }

  String meaning() {
    return meaning;
  }

  boolean accepts(String value) {
    return value.matches(form) && (most == 0 || isWithin(Integer.parseInt(value)));
  }

  private boolean isWithin(int number) {
    return least <= number && number <= most;
  }

  static Optional<Setting> of(String key) {
    return Arrays.stream(values()).filter(setting -> setting.key.equals(key)).findFirst();
  }

  static List<String> keys() {
    return Arrays.stream(values()).map(Setting::key).toList();
  }
}
