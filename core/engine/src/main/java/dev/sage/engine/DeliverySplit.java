package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.engine.DeliveryPlan.Assignment;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.format.OpenFiles;
import dev.sage.engine.format.RecordFile;
import dev.sage.engine.format.Workplace;
import dev.sage.engine.plan.PartPlan;
import dev.sage.engine.plan.PlannedFile;
import dev.sage.engine.plan.PlannedPart;
import dev.sage.engine.plan.TextParts;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.split.Fault;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.stage.CatalogChecks;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Goes through a delivery as [CatalogReading] does, and keeps of each part what there is to know.
/// What is wrong with the delivery is said when it is finished. Used once.
final class DeliverySplit implements AutoCloseable {
  private final ExecutionRequest request;
  private final Instant started;
  private final Groundwork ground;
  private final Path work;
  private final TextParts texts;
  private final Cancellation cancellation;
  private final long partBytes;
  private final RuleCompiler compiler;
  private final OpenFiles open = new OpenFiles();

  private final List<PlannedFile> files = new ArrayList<>();
  private int parts;

  DeliverySplit(
      ExecutionRequest request,
      Instant started,
      Groundwork ground,
      Path work,
      TextParts texts,
      Cancellation cancellation) {
    this.request = request;
    this.started = started;
    this.ground = ground;
    this.work = work;
    this.texts = texts;
    this.cancellation = cancellation;
    this.partBytes = request.options().partBytes();
    this.compiler = new RuleCompiler(LocalDateTime.ofInstant(started, ZoneOffset.UTC));
  }

  /// A catalog of which no file can be read takes no place among those that are.
  PartPlan run() {
    int place = 0;
    for (Assignment assignment : ground.plan().assignments()) {
      place += new OneCatalog(place, assignment).split() ? 1 : 0;
    }
    return new PartPlan(started, partBytes, ground.plan().delivery().map(d -> d.id()), files);
  }

  private Path directory(String folder) {
    try {
      return Files.createDirectories(work.resolve(folder));
    } catch (IOException e) {
      throw DiskFailure.of("The directory for parts cannot be made in " + work, e);
    }
  }

  @Override
  public void close() {
    open.close();
  }

  /// The files of one catalog.
  private final class OneCatalog {
    private final int place;
    private final Assignment assignment;
    private final Catalog catalog;
    private final Map<String, List<ColumnLimit>> limits;
    private final CatalogChecks checks;
    private final PassedOver passedOver;
    private int numbered;
    private boolean any;

    OneCatalog(int place, Assignment assignment) {
      this.place = place;
      this.assignment = assignment;
      this.catalog = assignment.catalog();
      this.limits = ground.limits(catalog);
      this.checks = CatalogChecks.of(catalog, limits, compiler);
      this.passedOver = new PassedOver(assignment, ground.plan().isOneFile());
    }

    /// Whether any file could be read.
    boolean split() {
      for (int i = 0; i < assignment.files().size(); i++) {
        DataFile file = assignment.files().get(i);
        String folder = CatalogFile.folder(place, i, assignment.hasSeveralFiles());
        passingOver(() -> new OneFile(folder, opened(file, directory(folder))).split());
      }
      return any;
    }

    private void passingOver(Runnable step) {
      try {
        step.run();
      } catch (SageException e) {
        if (!passedOver.holds(e)) {
          throw e;
        }
      }
    }

    private CatalogFile opened(DataFile file, Path directory) {
      Workplace at = new Workplace(directory, request.options().memoryBytes(), _ -> partBytes);
      RecordFile records =
          open.open(catalog, file, assignment.sheets(), at, _ -> cancellation.check());
      String name = file.baseName();
      return CatalogFile.of(
          catalog, checks, ground.plan().packageRules(), name, records, directory);
    }

    /// Of a file that breaks on the way, the parts before count.
    private final class OneFile implements PartListener {
      private final String folder;
      private final CatalogFile file;
      private final boolean cut;
      private final List<PlannedPart> found = new ArrayList<>();

      OneFile(String folder, CatalogFile file) {
        this.folder = folder;
        this.file = file;
        this.cut = file.records().pieces().isPresent();
      }

      void split() {
        passingOver(() -> file.records().split(file.columns(), this));
        any = true;
        files.add(
            new PlannedFile(
                catalog.id(),
                folder,
                file.records().sha256(),
                file.columns(),
                limits,
                file.records().pieces(),
                found));
      }

      /// What can be cut out of the delivered file is written nowhere.
      @Override
      public boolean isStaged(int number, long sourceOffset, long firstRecord, long firstLine) {
        return cut;
      }

      @Override
      public void part(Part part) {
        cancellation.check();
        found.add(PlannedPart.of(part.numbered(numbered++)));
        int number = parts++;
        if (!cut) {
          texts.take(number, part.file());
        }
      }

      @Override
      public void fault(Fault fault) {}
    }
  }
}
