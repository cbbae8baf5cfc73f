package dev.sage.engine.infer;

import dev.sage.contract.ContractLoader;
import dev.sage.contract.DeliveryPackage.PackageFormat;
import dev.sage.contract.ExcelFormat;
import dev.sage.contract.Problem;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Delivery;
import dev.sage.engine.format.Names;
import dev.sage.engine.infer.Proposal.ProposedPackage;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Proposes a contract for a delivered file from the file itself.
public final class Inference {
  /// What makes a member of a ZIP no table, and not the ZIP a bad one.
  private static final Set<ErrorCode> NO_TABLE =
      EnumSet.of(ErrorCode.NOTHING_TO_INFER, ErrorCode.FILE_CORRUPT, ErrorCode.TOO_MANY_COLUMNS);

  private final Workbench bench;
  private final InferOptions options;
  private final Delivery delivery;
  private final Identifiers ids = new Identifiers();
  private final Set<String> filenames = new HashSet<>();
  private final List<Message> notes = new ArrayList<>();

  private Inference(Workbench bench, InferOptions options, Delivery delivery) {
    this.bench = bench;
    this.options = options;
    this.delivery = delivery;
  }

  /// The YAML of a contract that `sage lint` finds nothing wrong with and that accepts what was
  /// looked at, but for records that are none.
  ///
  /// @throws SageException NOTHING_TO_INFER for what is no table; what reading the file throws
  public static String contract(Path data, InferOptions options) {
    try (Delivery delivery = Delivery.open(data);
        Workbench bench = Workbench.open()) {
      Inference inference = new Inference(bench, options, delivery);
      return checked(ContractWriter.write(inference.proposal(), options.language()));
    }
  }

  private static String checked(String yaml) {
    List<Problem> problems =
        new ContractLoader().load(yaml.getBytes(StandardCharsets.UTF_8), true).problems();
    if (!problems.isEmpty()) {
      Problem first = problems.getFirst();
      throw new SageException(
          ErrorCode.INTERNAL,
          "The proposed contract is not valid (line %d, %s)."
              .formatted(first.line(), first.path()));
    }
    return yaml;
  }

  private Proposal proposal() {
    List<ProposedCatalog> catalogs = new ArrayList<>();
    Sampler sampler = new Sampler(bench, options);
    for (DataFile file : delivery.files()) {
      List<Sample> samples = samples(sampler, file);
      bench.clear();
      samples.forEach(sample -> catalogs.add(catalog(sample, samples.size() > 1)));
    }
    if (catalogs.isEmpty()) {
      throw FormatFinder.nothing(
          delivery.name(),
          new Message("ninguno de sus archivos es una tabla", "no file in it is a table"));
    }
    String name = options.name().orElseGet(() -> stem(delivery.name()));
    return new Proposal(
        name,
        FormatFinder.shown(delivery.name()),
        new ReferenceFinder(bench.session()).refer(catalogs),
        delivered(catalogs, name),
        notes);
  }

  /// Nothing for a member of a ZIP that no catalog can be made of; a note says why.
  private List<Sample> samples(Sampler sampler, DataFile file) {
    if (!delivery.isZip()) {
      return sampler.samples(file);
    }
    Optional<Message> unusable = unusable(file);
    if (unusable.isPresent()) {
      leaveOut(file, unusable.get());
      return List.of();
    }
    try {
      return sampler.samples(file);
    } catch (SageException e) {
      if (!NO_TABLE.contains(e.code())) {
        throw e;
      }
      leaveOut(file, new Message("no es una tabla con datos", "it is no table with data"));
      return List.of();
    }
  }

  private Optional<Message> unusable(DataFile file) {
    if (!isFilename(file.baseName())) {
      return Optional.of(
          new Message("su nombre tiene caracteres de control", "its name has control characters"));
    }
    return filenames.add(file.baseName().toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(
            new Message("otro archivo tiene el mismo nombre", "another file has the same name"));
  }

  private void leaveOut(DataFile file, Message why) {
    notes.add(Notes.leftOut(FormatFinder.shown(file.name()), why));
  }

  private static boolean isFilename(String name) {
    return !name.isBlank() && name.codePoints().noneMatch(Character::isISOControl);
  }

  private ProposedCatalog catalog(Sample sample, boolean sheets) {
    String file = sample.file().baseName();
    String name = sheets ? sheet(sample).orElse(stem(file)) : stem(file);
    String id = sheets || delivery.isZip() ? name : options.name().orElse(name);
    List<ProposedField> fields = new ColumnStudy(bench.session(), sample).fields();
    return new ProposedCatalog(
        ids.unused(id),
        name,
        verbatim(file.replaceAll("\\p{Cntrl}", "_")),
        sample,
        fields,
        new KeyFinder(bench.session(), sample).key(fields),
        List.of());
  }

  /// As no pattern of file names, though it has characters of one.
  private static String verbatim(String name) {
    return name.replaceAll("[*?\\[]", "[$0]");
  }

  private static Optional<String> sheet(Sample sample) {
    return sample.format() instanceof ExcelFormat excel ? excel.sheet() : Optional.empty();
  }

  private Optional<ProposedPackage> delivered(List<ProposedCatalog> catalogs, String name) {
    String id = Identifiers.of(name);
    if (delivery.isZip()) {
      return Optional.of(new ProposedPackage(id, PackageFormat.ZIP));
    }
    return catalogs.size() > 1
        ? Optional.of(new ProposedPackage(id, PackageFormat.EXCEL))
        : Optional.empty();
  }

  /// A file's name without its endings.
  private static String stem(String file) {
    String plain = Names.uncompressed(file);
    String base = plain.substring(plain.lastIndexOf('/') + 1);
    int dot = base.lastIndexOf('.');
    String stem = (dot > 0 ? base.substring(0, dot) : base).strip();
    return stem.isEmpty() ? "datos" : stem;
  }
}
