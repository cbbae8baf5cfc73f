package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.DeliveryPackage;
import dev.sage.contract.FieldReference;
import dev.sage.contract.Materialization;
import dev.sage.contract.Rule;
import dev.sage.engine.DeliveryPlan.Assignment;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.finish.FailedCheck;
import dev.sage.engine.finish.Finisher;
import dev.sage.engine.format.OpenFiles;
import dev.sage.engine.load.Landed;
import dev.sage.engine.load.Landing;
import dev.sage.engine.load.Loading;
import dev.sage.engine.report.CatalogResult;
import dev.sage.engine.report.ColumnCount;
import dev.sage.engine.report.Delivered;
import dev.sage.engine.report.Failures;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.report.FindingTables;
import dev.sage.engine.report.FindingsFile;
import dev.sage.engine.report.LoadResult;
import dev.sage.engine.report.Rejects;
import dev.sage.engine.report.Report;
import dev.sage.engine.report.ReportJson;
import dev.sage.engine.report.ResultJson;
import dev.sage.engine.report.RuleCount;
import dev.sage.engine.report.html.ReportPage;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.Stager;
import dev.sage.engine.transform.Pipeline;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.SageException;
import dev.sage.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One execution from its input to its report. Each step is a method; what they share is in the
/// fields.
final class Execution {
  private static final long MIN_WORKER_MEMORY = 128L << 20;

  /// What the page links besides the rejects.
  private static final List<String> FOR_SENDERS =
      List.of("findings.parquet", "finding_records.parquet", ExecutionDirectory.REPORT);

  private final ExecutionRequest request;
  private final ExecutionState state;
  private final ExecutionDirectory directory;
  private final Clock clock;
  private final Instant started;
  private final Progress progress;
  private final Cancellation cancellation;
  private final ExecutionLog log;
  private final RuleCompiler compiler;

  private final List<ReadCatalog> read = new ArrayList<>();
  private final List<FileFinding> fileFindings = new ArrayList<>();
  private final OpenFiles files = new OpenFiles();
  private volatile boolean landingNow;

  Execution(
      ExecutionRequest request,
      ExecutionState state,
      ExecutionDirectory directory,
      Clock clock,
      Progress progress,
      Cancellation cancellation,
      ExecutionLog log) {
    this.request = request;
    this.state = state;
    this.directory = directory;
    this.clock = clock;
    this.started = state.started();
    this.progress = progress;
    this.cancellation = cancellation;
    this.log = log;
    this.compiler = new RuleCompiler(LocalDateTime.ofInstant(started, ZoneOffset.UTC));
  }

  ExecutionOutcome run(Destinations destinations) {
    try (Delivery delivery = Delivery.open(request.data());
        files) {
      DeliveryPlan plan =
          DeliveryPlan.of(request.contract(), delivery, request.catalog(), request.delivery());
      requireLookedUp(plan);
      try (Landing landing = landing(plan, destinations)) {
        return process(delivery, plan, landing);
      }
    }
  }

  private static void requireLookedUp(DeliveryPlan plan) {
    List<String> there = plan.assignments().stream().map(a -> a.catalog().id()).toList();
    for (Assignment assignment : plan.assignments()) {
      for (String id : assignment.catalog().transform().otherCatalogs()) {
        if (!there.contains(id)) {
          throw new SageException(
              ErrorCode.USAGE,
              "The transformations of '%s' look into the catalog '%s', which does not come with this delivery. Deliver both in a package."
                  .formatted(assignment.catalog().id(), id));
        }
      }
    }
  }

  /// Destinations are asked before a byte is read: what they refuse costs nothing.
  private Landing landing(DeliveryPlan plan, Destinations destinations) {
    Map<String, Catalog> catalogs = new LinkedHashMap<>();
    plan.assignments().forEach(a -> catalogs.put(a.catalog().id(), a.catalog()));
    return Landing.prepare(
        request.load() ? materializations(plan) : List.of(), catalogs, destinations::connect);
  }

  private List<Materialization> materializations(DeliveryPlan plan) {
    if (!request.materializations().isEmpty()) {
      return request.materializations();
    }
    return request.contract().materializations().isEmpty()
        ? plan.assignments().stream().map(a -> Landing.byDefault(a.catalog())).toList()
        : request.contract().materializations();
  }

  private ExecutionOutcome process(Delivery delivery, DeliveryPlan plan, Landing landing) {
    directory.requireSpace(delivery.files().stream().mapToLong(f -> f.size()).sum() + (64L << 20));
    Path work = directory.work();
    EngineOptions options = request.options();
    try (Database database =
            Database.open(
                directory.root(), work.resolve("spill"), options.memoryBytes(), options.threads());
        Session session = database.session()) {
      cancellation.onCancel(session::interrupt);
      Stager.register(session);
      FindingTables.create(session);
      try (Loading loading = loading(database, plan, landing)) {
        loading.begin();
        readAll(database, work, plan, landing, loading);
        return conclude(database, session, delivery, plan, landing, loading);
      }
    }
  }

  private Loading loading(Database database, DeliveryPlan plan, Landing landing) {
    Policies policies = new Policies(request, plan);
    Set<String> inPackageRules =
        packageRules(plan).stream()
            .flatMap(rule -> RuleCompiler.fields(rule.expression()).stream())
            .map(FieldReference::catalog)
            .collect(Collectors.toSet());
    return new Loading(
        landing,
        state.id(),
        state.attempt(),
        plan.assignments().stream().map(a -> a.catalog().id()).toList(),
        new Loading.Terms(policies::of, inPackageRules::contains, this::transformed),
        database::session,
        this::copied);
  }

  /// Only steps that look at no other catalog come here.
  private String transformed(Catalog catalog, String accepted) {
    return "("
        + Pipeline.over(accepted, true, catalog, compiler, Pipeline.Others.NONE).leaving()
        + ")";
  }

  /// Before the verdict the progress is that of the reading.
  private void copied(int rows) {
    cancellation.check();
    if (landingNow) {
      progress.advance(0, rows);
    }
  }

  private void readAll(
      Database database, Path work, DeliveryPlan plan, Landing landing, Loading loading) {
    int threads = request.options().threads();
    try (StagingPool pool = new StagingPool(threads, i -> stagingDatabase(work, i), cancellation);
        Session writing = database.session();
        FindingTables tables = FindingTables.open(writing)) {
      DeliveryReader reader =
          new DeliveryReader(
              files,
              work,
              request.options().partBytes(),
              workerMemory(),
              pool,
              tables,
              compiler,
              packageRules(plan),
              loading,
              progress);
      for (Assignment assignment : plan.assignments()) {
        read(reader, assignment, plan.isOneFile(), landing, loading);
      }
    }
    plan.unknown().forEach(member -> fileFindings.add(DeliveryReader.unknown(member)));
  }

  private long workerMemory() {
    EngineOptions options = request.options();
    return Math.max(options.memoryBytes() / (options.threads() + 1), MIN_WORKER_MEMORY);
  }

  /// A small engine for one worker: two of one thread each stage faster than one of two threads.
  private Database stagingDatabase(Path work, int worker) {
    return Database.open(directory.root(), work.resolve("spill-" + worker), workerMemory(), 1);
  }

  private void read(
      DeliveryReader reader,
      Assignment assignment,
      boolean alone,
      Landing landing,
      Loading loading) {
    Catalog catalog = assignment.catalog();
    if (assignment.files().isEmpty()) {
      loading.errorIn(catalog.id());
      loading.feed(catalog.id()).end(0);
      fileFindings.add(DeliveryReader.missing(catalog));
      return;
    }
    Map<String, List<ColumnLimit>> limits =
        catalog.transform().isEmpty() ? landing.limits(catalog) : Map.of();
    ReadCatalog one = reader.read(read.size(), assignment, alone, limits);
    fileFindings.addAll(one.findings());
    if (one.files().isEmpty()) {
      return; // as good as missing
    }
    read.add(one);
    log.info(
        "staged catalog=%s file=%s files=%d records=%d parts=%d"
            .formatted(
                catalog.id(),
                one.delivered().file(),
                one.files().size(),
                one.delivered().read(),
                one.delivered().staged().parts().size()));
  }

  private static List<Rule> packageRules(DeliveryPlan plan) {
    return plan.delivery().map(DeliveryPackage::rules).orElse(List.of());
  }

  /// Everything after the parts: finish, findings, verdict, load, report.
  private ExecutionOutcome conclude(
      Database database,
      Session session,
      Delivery delivery,
      DeliveryPlan plan,
      Landing landing,
      Loading loading) {
    progress.phase(Progress.Phase.FINISH, 0);
    Finisher finisher = finish(session, plan);
    Departure departure = new Departure(session, directory, compiler, staged());
    List<FailedCheck> failed = failed(session, finisher, departure, landing);
    Path findings = directory.file("findings.parquet");
    writeFindings(session, failed, findings);
    List<ColumnCount> byColumn = FindingsFile.counts(session, findings);
    List<RuleCount> byRule = RuleCount.over(byColumn);
    List<CatalogResult> catalogs = CatalogResults.of(session, read, byRule);
    Verdict verdict =
        new Judge(new Policies(request, plan), fileFindings, failed, catalogIds())
            .judge(catalogs, byRule);
    writeRejects(session, catalogs, findings);
    Map<String, Long> filtered = verdict.isRefused() ? Map.of() : departure.filtered();
    Landed landed = land(database, session, departure, loading, verdict, filtered);
    progress.phase(Progress.Phase.REPORT, 0);
    Report report =
        report(
            session,
            delivery,
            findings,
            byColumn,
            withFiltered(catalogs, filtered),
            finisher,
            verdict,
            landing,
            landed);
    directory.write(ExecutionDirectory.REPORT, ReportJson.of(report));
    writePage(report);
    if (!landed.failures().isEmpty()) {
      throw landed.failures().getFirst();
    }
    return finished(report, verdict);
  }

  private static List<CatalogResult> withFiltered(
      List<CatalogResult> catalogs, Map<String, Long> filtered) {
    return catalogs.stream()
        .map(one -> one.withFiltered(filtered.getOrDefault(one.catalog(), 0L)))
        .toList();
  }

  /// By id.
  private Map<String, StagedCatalog> staged() {
    Map<String, StagedCatalog> staged = new LinkedHashMap<>();
    read.forEach(r -> staged.put(r.delivered().catalog(), r.delivered().staged()));
    return staged;
  }

  /// The checks of the finish step that failed, and then those of transformations.
  private List<FailedCheck> failed(
      Session session, Finisher finisher, Departure departure, Landing landing) {
    List<StagedCatalog> catalogs = List.copyOf(staged().values());
    Map<String, Map<String, List<ColumnLimit>>> limits = new HashMap<>();
    catalogs.forEach(one -> limits.put(one.catalog().id(), landing.limits(one.catalog())));
    List<FailedCheck> failed = new ArrayList<>(finisher.failed());
    failed.addAll(new TransformChecks(session, departure, finisher).run(catalogs, limits));
    cancellation.check();
    return failed;
  }

  private Finisher finish(Session session, DeliveryPlan plan) {
    Finisher finisher = new Finisher(session, compiler, staged());
    finisher.run(packageRules(plan));
    cancellation.check();
    return finisher;
  }

  private void writeFindings(Session session, List<FailedCheck> failed, Path findings) {
    List<Delivered> delivered = read.stream().map(ReadCatalog::delivered).toList();
    new FindingsFile(session, state.id(), delivered, fileFindings, failed)
        .write(findings, directory.file("finding_records.parquet"));
    cancellation.check();
  }

  private List<String> catalogIds() {
    return read.stream().map(r -> r.delivered().catalog()).toList();
  }

  private ReadCatalog delivered(String catalog) {
    return read.stream()
        .filter(r -> r.delivered().catalog().equals(catalog))
        .findFirst()
        .orElseThrow();
  }

  private void writeRejects(Session session, List<CatalogResult> catalogs, Path findings) {
    directory.delete("rejects");
    for (CatalogResult catalog : catalogs) {
      if (catalog.rejected() > 0) {
        new RejectFiles(session, directory, request.language())
            .write(delivered(catalog.catalog()), findings);
      }
    }
    cancellation.check();
  }

  private Landed land(
      Database database,
      Session session,
      Departure departure,
      Loading loading,
      Verdict verdict,
      Map<String, Long> filtered) {
    directory.delete("output");
    if (!request.load() || verdict.isRefused()) {
      return Landed.NOTHING;
    }
    requireSameInput();
    progress.phase(Progress.Phase.LOAD, 0);
    Map<String, StagedCatalog> leaving =
        departure.leave(database, request.options().threads(), cancellation, filtered);
    OutputFiles output = new OutputFiles(session, directory, cancellation);
    leaving.values().forEach(output::write);
    cancellation.check();
    landingNow = true;
    Map<String, String> accepted = new HashMap<>();
    leaving.forEach((id, one) -> {
      accepted.put(id, new Rejects(session, one).acceptedCondition());
      loading.replace(one);
    });
    Landed landed = loading.land(one -> accepted.getOrDefault(one.catalog().id(), "false"));
    landed.results().forEach(this::logLoad);
    return landed;
  }

  private void logLoad(LoadResult result) {
    log.info(
        "materialization id=%s outcome=%s rows=%d"
            .formatted(result.id(), result.outcome(), result.rows()));
  }

  /// The input is not copied, so it must still be what was checked.
  private void requireSameInput() {
    if (!ExecutionState.of(request, started).isSameInput(state)) {
      throw new SageException(
          ErrorCode.INPUT_CHANGED,
          request.data()
              + " was changed while it was being checked. Nothing was loaded; run it again.");
    }
  }

  private Report report(
      Session session,
      Delivery delivery,
      Path findings,
      List<ColumnCount> byColumn,
      List<CatalogResult> catalogs,
      Finisher finisher,
      Verdict verdict,
      Landing landing,
      Landed landed) {
    return new Report(
        state.id(),
        started,
        clock.instant(),
        request.load() ? "run" : "check",
        request.contractName(),
        state.contractSha256(),
        delivery.name(),
        delivery.sha256(),
        request.corrects(),
        catalogs,
        missingFiles(),
        formatErrors(),
        Failures.first(
            session,
            findings,
            read.stream().map(ReadCatalog::delivered).toList(),
            request.language()),
        byColumn,
        skippedRules(finisher),
        verdict.isRefused() ? landing.refused() : landed.results(),
        log.events(),
        landed.any(),
        verdict.refusal().map(why -> why.in(request.language())));
  }

  private void writePage(Report report) {
    List<String> files =
        directory.names().stream()
            .filter(name -> name.startsWith("rejects/") || FOR_SENDERS.contains(name))
            .toList();
    directory.write(
        ExecutionDirectory.PAGE,
        ReportPage.of(report, request.contract(), files, request.language()));
  }

  private List<String> missingFiles() {
    return fileFindings.stream()
        .filter(f -> f.code() == FindingCode.MEMBER_MISSING)
        .map(FileFinding::file)
        .toList();
  }

  private List<String> formatErrors() {
    return fileFindings.stream()
        .filter(f -> f.severity() == Severity.ERROR && f.code() != FindingCode.MEMBER_MISSING)
        .map(f -> f.file() + ": " + f.message().in(request.language()))
        .toList();
  }

  private List<String> skippedRules(Finisher finisher) {
    return Stream.concat(
            read.stream().flatMap(r -> r.delivered().skippedRules().stream()),
            finisher.skipped().stream())
        .distinct()
        .toList();
  }

  private ExecutionOutcome finished(Report report, Verdict verdict) {
    if (!request.options().keepParts()) {
      directory.deleteWork();
    }
    log.info("finished status=%s exit=%d".formatted(report.status(), report.exit()));
    directory.write("log.txt", log.text().getBytes(StandardCharsets.UTF_8));
    ResultJson result =
        new ResultJson(
            state.id(),
            state.attempt(),
            state.attempt(),
            request.corrects(),
            verdict.isRefused() ? "refused" : "done",
            report.exit(),
            state.contractSha256(),
            report.fileSha256(),
            report.catalogs(),
            report.materializations(),
            directory.files(),
            clock.instant());
    directory.putIfAbsent(ExecutionDirectory.RESULT, result.json());
    return new ExecutionOutcome(
        report.exit(), directory.root(), directory.file(ExecutionDirectory.REPORT));
  }
}
