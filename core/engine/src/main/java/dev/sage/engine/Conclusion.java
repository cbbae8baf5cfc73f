package dev.sage.engine;

import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.finish.FailedCheck;
import dev.sage.engine.finish.Finisher;
import dev.sage.engine.load.Landed;
import dev.sage.engine.load.Landing;
import dev.sage.engine.load.Loading;
import dev.sage.engine.report.CatalogResult;
import dev.sage.engine.report.ColumnCount;
import dev.sage.engine.report.Delivered;
import dev.sage.engine.report.Failures;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.report.FindingsFile;
import dev.sage.engine.report.LoadResult;
import dev.sage.engine.report.Rejects;
import dev.sage.engine.report.Report;
import dev.sage.engine.report.ReportJson;
import dev.sage.engine.report.ResultJson;
import dev.sage.engine.report.RuleCount;
import dev.sage.engine.report.html.ReportPage;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.SageException;
import dev.sage.spi.Severity;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What comes after the staged parts of an execution: finish, findings, verdict, load, report.
final class Conclusion {
  /// What the page links besides the rejects.
  private static final List<String> FOR_SENDERS =
      List.of("findings.parquet", "finding_records.parquet", ExecutionDirectory.REPORT);

  private final ExecutionContext context;
  private final ExecutionRequest request;
  private final ExecutionDirectory directory;
  private final List<ReadCatalog> read;
  private final List<FileFinding> fileFindings;
  private volatile boolean landsNow;

  /// @param read the catalogs, filled before [#of] is called
  /// @param fileFindings about files, likewise
  Conclusion(ExecutionContext context, List<ReadCatalog> read, List<FileFinding> fileFindings) {
    this.context = context;
    this.request = context.request();
    this.directory = context.directory();
    this.read = read;
    this.fileFindings = fileFindings;
  }

  /// Whether rows are landed after the verdict; asked by other threads.
  boolean isLanding() {
    return landsNow;
  }

  ExecutionOutcome of(
      Database database,
      Session session,
      Delivery delivery,
      DeliveryPlan plan,
      Landing landing,
      Loading loading) {
    context.progress().phase(Progress.Phase.FINISH, 0);
    Finisher finisher = finish(session, plan);
    Departure departure = new Departure(session, directory, context.compiler(), staged());
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
    context.progress().phase(Progress.Phase.REPORT, 0);
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
    context.cancellation().check();
    return failed;
  }

  private Finisher finish(Session session, DeliveryPlan plan) {
    Finisher finisher = new Finisher(session, context.compiler(), staged());
    finisher.run(plan.packageRules());
    context.cancellation().check();
    return finisher;
  }

  private void writeFindings(Session session, List<FailedCheck> failed, Path findings) {
    List<Delivered> delivered = read.stream().map(ReadCatalog::delivered).toList();
    new FindingsFile(session, context.state().id(), delivered, fileFindings, failed)
        .write(findings, directory.file("finding_records.parquet"));
    context.cancellation().check();
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
    context.cancellation().check();
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
    context.progress().phase(Progress.Phase.LOAD, 0);
    Map<String, StagedCatalog> leaving =
        departure.leave(database, request.options().threads(), context.cancellation(), filtered);
    OutputFiles output = new OutputFiles(session, directory, context.cancellation());
    leaving.values().forEach(output::write);
    context.cancellation().check();
    landsNow = true;
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
    context
        .log()
        .info(
            "materialization id=%s outcome=%s rows=%d"
                .formatted(result.id(), result.outcome(), result.rows()));
  }

  /// The input is not copied, so it must still be what was checked.
  private void requireSameInput() {
    if (!ExecutionState.of(request, context.started()).isSameInput(context.state())) {
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
        context.state().id(),
        context.started(),
        context.clock().instant(),
        request.load() ? "run" : "check",
        request.contractName(),
        context.state().contractSha256(),
        delivery.name(),
        delivery.sha256(),
        request.corrects(),
        context.origin(),
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
        context.log().events(),
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
    context.log().info("finished status=%s exit=%d".formatted(report.status(), report.exit()));
    directory.write("log.txt", context.log().text().getBytes(StandardCharsets.UTF_8));
    ResultJson result =
        new ResultJson(
            context.state().id(),
            context.attempt(),
            context.token(),
            request.corrects(),
            verdict.isRefused() ? "refused" : "done",
            report.exit(),
            report.status(),
            report.count(Severity.ERROR),
            report.count(Severity.WARNING),
            report.count(Severity.MESSAGE),
            context.state().contractSha256(),
            report.fileSha256(),
            report.catalogs(),
            report.materializations(),
            directory.files(),
            context.clock().instant());
    directory.putIfAbsent(ExecutionDirectory.RESULT, result.json());
    return new ExecutionOutcome(
        report.exit(), directory.root(), directory.file(ExecutionDirectory.REPORT));
  }
}
