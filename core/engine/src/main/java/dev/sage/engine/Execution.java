package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.FieldReference;
import dev.sage.engine.DeliveryPlan.Assignment;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.format.OpenFiles;
import dev.sage.engine.load.Landing;
import dev.sage.engine.load.Loading;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.report.FindingTables;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.Stager;
import dev.sage.engine.transform.Pipeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One execution from its input to its report: the way of the records to staged parts, and then the
/// [Conclusion].
final class Execution {
  private static final long MIN_WORKER_MEMORY = 128L << 20;

  private final ExecutionContext context;
  private final ExecutionRequest request;
  private final ExecutionDirectory directory;
  private final Progress progress;
  private final Cancellation cancellation;
  private final RuleCompiler compiler;
  private final Conclusion conclusion;

  private final List<ReadCatalog> read = new ArrayList<>();
  private final List<FileFinding> fileFindings = new ArrayList<>();
  private final OpenFiles files = new OpenFiles();

  Execution(ExecutionContext context) {
    this.context = context;
    this.request = context.request();
    this.directory = context.directory();
    this.progress = context.progress();
    this.cancellation = context.cancellation();
    this.compiler = context.compiler();
    this.conclusion = new Conclusion(context, read, fileFindings);
  }

  ExecutionOutcome run(Destinations destinations) {
    try (Groundwork ground = Groundwork.of(request, destinations);
        files) {
      return process(ground);
    }
  }

  private ExecutionOutcome process(Groundwork ground) {
    Delivery delivery = ground.delivery();
    DeliveryPlan plan = ground.plan();
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
      try (Loading loading = loading(database, plan, ground.landing())) {
        loading.begin();
        readAll(database, work, ground, loading);
        return conclusion.of(database, session, delivery, plan, ground.landing(), loading);
      }
    }
  }

  private Loading loading(Database database, DeliveryPlan plan, Landing landing) {
    Policies policies = new Policies(request, plan);
    Set<String> inPackageRules =
        plan.packageRules().stream()
            .flatMap(rule -> RuleCompiler.fields(rule.expression()).stream())
            .map(FieldReference::catalog)
            .collect(Collectors.toSet());
    return new Loading(
        landing,
        context.state().id(),
        context.token(),
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
    if (conclusion.isLanding()) {
      progress.advance(0, rows);
    }
  }

  private void readAll(Database database, Path work, Groundwork ground, Loading loading) {
    DeliveryPlan plan = ground.plan();
    int threads = request.options().threads();
    Optional<Database> first =
        isSmall(ground.delivery()) ? Optional.of(database) : Optional.empty();
    try (StagingPool pool =
            new StagingPool(threads, i -> stagingDatabase(work, i), first, cancellation);
        Session writing = database.session();
        FindingTables tables = FindingTables.open(writing)) {
      DeliveryReader reader =
          new DeliveryReader(
              files,
              work,
              context.partSizes(),
              workerMemory(),
              pool,
              tables,
              compiler,
              plan.packageRules(),
              loading,
              progress);
      for (Assignment assignment : plan.assignments()) {
        read(reader, assignment, ground, loading);
      }
    }
    plan.unknown().forEach(member -> fileFindings.add(DeliveryReader.unknown(member)));
  }

  /// One part: nothing is staged beside it.
  private boolean isSmall(Delivery delivery) {
    return delivery.files().size() == 1
        && delivery.files().getFirst().size() <= request.options().partBytes();
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
      DeliveryReader reader, Assignment assignment, Groundwork ground, Loading loading) {
    Catalog catalog = assignment.catalog();
    if (assignment.files().isEmpty()) {
      loading.errorIn(catalog.id());
      loading.feed(catalog.id()).end(0);
      fileFindings.add(DeliveryReader.missing(catalog));
      return;
    }
    ReadCatalog one =
        reader.read(read.size(), assignment, ground.plan().isOneFile(), ground.limits(catalog));
    fileFindings.addAll(one.findings());
    if (one.files().isEmpty()) {
      return; // as good as missing
    }
    read.add(one);
    context
        .log()
        .info(
            "staged catalog=%s file=%s files=%d records=%d parts=%d"
                .formatted(
                    catalog.id(),
                    one.delivered().file(),
                    one.files().size(),
                    one.delivered().read(),
                    one.delivered().staged().parts().size()));
  }
}
