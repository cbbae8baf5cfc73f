package dev.sage.cli;

import dev.sage.spi.Language;
import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/// The commands and their options. Written with picocli's model and not with its annotations:
/// nothing has to be scanned when the command starts.
final class Grammar {
  private static final Message CONTRACT =
      new Message("El contrato, un fichero YAML.", "The contract, a YAML file.");
  private static final Message DATA =
      new Message(
          "Lo recibido: un fichero de datos o un ZIP.", "The delivery: a data file or ZIP.");

  private final Language language;
  private final CommandLine commandLine;

  Grammar(Language language) {
    this.language = language;
    CommandSpec root =
        command("sage", texts("Recibe, comprueba y carga.", "Receive, check, land."));
    root.addOption(
        flag("-V", texts("Muestra la versión.", "Print the version."), "--version")
            .versionHelp(true)
            .build());
    root.version("sage " + Version.TEXT);
    root.addSubcommand("lint", lint());
    root.addSubcommand(
        "schema",
        language(
            command(
                "schema",
                texts(
                    "El JSON Schema de los contratos, para editores.",
                    "The JSON Schema of contracts, for editors."))));
    root.addSubcommand("infer", infer());
    root.addSubcommand("check", check());
    root.addSubcommand("run", run());
    root.addSubcommand("rejects", rejects());
    root.addSubcommand("rollback", rollback());
    root.addSubcommand("up", up());
    new RemoteGrammar(this).addTo(root);
    root.addSubcommand("doctor", doctor());
    root.addSubcommand("demo", demo());
    root.addSubcommand("test", test());
    root.addSubcommand("train", train());
    commandLine = new CommandLine(root);
    commandLine.setUsageHelpLongOptionsMaxWidth(30);
  }

  /// @throws CommandLine.ParameterException for what is no sentence of this grammar
  ParseResult parse(String... arguments) {
    return commandLine.parseArgs(arguments);
  }

  Collection<String> commands() {
    return commandLine.getSubcommands().keySet().stream().filter(n -> !n.equals("train")).toList();
  }

  String usage() {
    return commandLine.getUsageMessage(Ansi.OFF);
  }

  /// The names of the options that a command takes, hidden ones left out.
  static Collection<String> options(CommandSpec spec) {
    List<String> names = new ArrayList<>();
    spec.options().stream().filter(o -> !o.hidden()).forEach(o -> names.addAll(List.of(o.names())));
    return names;
  }

  private CommandSpec lint() {
    CommandSpec spec =
        command("lint", texts("Problemas de un contrato.", "The problems of a contract."));
    spec.addPositional(file("CONTRACT", 0, CONTRACT));
    spec.addOption(
        flag("--strict", texts("Las claves desconocidas son errores.", "Unknown keys are errors."))
            .build());
    return common(spec);
  }

  private CommandSpec infer() {
    CommandSpec spec =
        command(
            "infer",
            texts("Propone un contrato a partir de datos.", "Propose a contract from data."));
    spec.addPositional(file("DATA", 0, DATA));
    spec.addOption(
        value(
            "--name",
            "ID",
            texts("Nombre del contrato (el del fichero).", "The contract's name (the file's).")));
    spec.addOption(
        value(
            "--header",
            "true|false",
            texts(
                "Si la primera fila trae los nombres (se deduce).",
                "Whether the first row has the names (inferred).")));
    spec.addOption(
        value(
            "--delimiter",
            "D",
            texts("Lo que separa las celdas (se deduce).", "What separates cells (inferred).")));
    spec.addOption(
        value(
            "--sample-rows",
            "N",
            texts("Filas que se miran (1000000).", "Rows that are looked at (1000000).")));
    return language(spec);
  }

  private CommandSpec check() {
    return execution(
        command("check", texts("Comprueba; no carga nada.", "Validate; land nothing.")));
  }

  private CommandSpec run() {
    CommandSpec spec =
        execution(command("run", texts("Comprueba y carga.", "Validate and materialize.")));
    spec.addOption(
        value("--to", "URL", texts("Destino (postgresql://…).", "Destination (postgresql://…).")));
    spec.addOption(
        value("--table", "NAME", texts("Tabla: [esquema.]tabla.", "Table: [schema.]table.")));
    spec.addOption(
        value(
            "--strategy",
            "S",
            texts(
                "APPEND, UPSERT, DELETE_INSERT, TRUNCATE_INSERT o FULL.",
                "APPEND, UPSERT, DELETE_INSERT, TRUNCATE_INSERT or FULL.")));
    spec.addOption(value("--key", "a,b", texts("Campos de la clave.", "The fields of the key.")));
    spec.addOption(
        value(
            "--partition-by",
            "a,b",
            texts(
                "DELETE_INSERT: reemplaza las filas con estos valores.",
                "DELETE_INSERT: replace rows with these values.")));
    spec.addOption(
        value(
            "--schema-mode",
            "M",
            texts(
                "Si a la tabla le falta una columna: freeze (rechaza) o evolve (la añade).",
                "If the table lacks a column: freeze (refuse) or evolve (add it).")));
    return spec;
  }

  /// The launcher starts it; here it only has a help.
  private CommandSpec up() {
    CommandSpec spec =
        command(
            "up", texts("Arranca el servidor y su daemon.", "Start the server and its daemon."));
    return spec.addOption(
        value(
            "--config",
            "FILE",
            texts("Sus ajustes (.sage/sage.yaml).", "Its settings (.sage/sage.yaml).")));
  }

  private CommandSpec doctor() {
    CommandSpec spec =
        command("doctor", texts("Examina un destino.", "Look at a destination closely."));
    spec.addPositional(
        positional(
                "DESTINATION",
                0,
                texts(
                    "«warehouse» (lo normal) o postgresql://…",
                    "`warehouse` (the default) or postgresql://…"))
            .required(false)
            .arity("0..1")
            .build());
    return common(spec);
  }

  private CommandSpec rollback() {
    CommandSpec spec =
        command(
            "rollback",
            texts(
                "Devuelve una tabla a una versión anterior (FULL).",
                "Return a table to an earlier version (FULL)."));
    spec.addPositional(
        file("TABLE", 0, texts("Tabla: [esquema.]tabla.", "Table: [schema.]table.")));
    spec.addOption(
        value(
            "--to",
            "URL",
            texts(
                "Dónde está (warehouse, postgresql://…).",
                "Where it is (warehouse, postgresql://…).")));
    spec.addOption(
        value(
            "--version",
            "N",
            texts(
                "A qué versión (la que se veía antes).",
                "To which version (the one seen before).")));
    spec.addOption(
        flag(
                "--list",
                texts(
                    "Enumera las versiones; no cambia nada.", "List the versions; change nothing."))
            .build());
    return common(spec);
  }

  private CommandSpec rejects() {
    CommandSpec spec =
        command(
            "rejects",
            texts("Los registros rechazados de una ejecución.", "The rejects of an execution."));
    spec.addSubcommand("replay", replay());
    return spec;
  }

  private CommandSpec replay() {
    CommandSpec spec =
        command(
            "replay",
            texts(
                "Carga los registros rechazados, ya corregidos.",
                "Land rejected records that were corrected."));
    spec.addPositional(
        file(
            "EXECUTION",
            0,
            texts(
                "La ejecución que los rechazó: su carpeta o su UUID.",
                "The execution that rejected them: its directory or UUID.")));
    spec.addPositional(
        file(
            "CORRECTED",
            1,
            texts("Su fichero de rejects/, corregido.", "Its file of rejects/, corrected.")));
    spec.addOption(
        value("--catalog", "ID", texts("De qué catálogo son.", "Of which catalog they are.")));
    return machine(spec);
  }

  private CommandSpec demo() {
    return language(
        command("demo", texts("Todo, con datos de ejemplo.", "The whole story on example data.")));
  }

  private CommandSpec test() {
    return command(
        "test", texts("Compila y ejecuta todas las pruebas.", "Build and run all tests."));
  }

  private CommandSpec train() {
    CommandSpec spec = command("train", texts("(interno)", "(internal)"));
    spec.usageMessage().hidden(true);
    spec.addPositional(file("DIR", 0, texts("(interno)", "(internal)")));
    return spec;
  }

  private CommandSpec execution(CommandSpec spec) {
    spec.addPositional(file("CONTRACT", 0, CONTRACT));
    spec.addPositional(file("DATA", 1, DATA));
    spec.addOption(
        value("--catalog", "ID", texts("Léelo como este catálogo.", "Read it as this catalog.")));
    spec.addOption(
        value("--package", "ID", texts("Léelo como este paquete.", "Read it as this package.")));
    spec.addOption(
        value(
            "--on-error",
            "POLICY",
            texts(
                "reject_file (nada se carga si hay un error) o reject_rows.",
                "reject_file (one error and nothing is landed) or reject_rows.")));
    return machine(spec);
  }

  /// What every execution may be told of its directory and of the machine.
  private CommandSpec machine(CommandSpec spec) {
    spec.addOption(
        value(
            "--out",
            "DIR",
            texts(
                "Carpeta de la ejecución (.sage/executions/<uuid>).",
                "The execution's directory (.sage/executions/<uuid>).")));
    spec.addOption(
        value("--memory", "SIZE", texts("Memoria del motor (1GiB).", "Engine memory (1GiB).")));
    spec.addOption(
        value("--threads", "N", texts("Hilos (uno por CPU).", "Threads (one for each CPU).")));
    spec.addOption(
        flag("--keep-parts", texts("Conserva las partes.", "Keep the staged parts.")).build());
    spec.addOption(
        option("--part-size", texts("Tamaño de parte.", "Size of a part."))
            .paramLabel("SIZE")
            .type(String.class)
            .hidden(true)
            .build());
    return common(spec);
  }

  CommandSpec common(CommandSpec spec) {
    spec.addOption(
        value(
            "--format",
            "text|json",
            texts(
                "Qué sale por la salida estándar (text).", "What standard output holds (text).")));
    return language(spec);
  }

  private CommandSpec language(CommandSpec spec) {
    return spec.addOption(
        value("--lang", "es|en", texts("Idioma (es).", "Language of what you read (es).")));
  }

  CommandSpec command(String name, Message description) {
    CommandSpec spec = CommandSpec.create().name(name);
    UsageMessageSpec usage = spec.usageMessage();
    usage.description(description.in(language));
    usage.synopsisHeading(texts("Uso: ", "Usage: ").in(language));
    usage.commandListHeading(texts("%nÓrdenes:%n", "%nCommands:%n").in(language));
    usage.optionListHeading(texts("%nOpciones:%n", "%nOptions:%n").in(language));
    usage.parameterListHeading("%n");
    usage.sortOptions(false);
    spec.addOption(
        flag("-h", texts("Muestra esta ayuda.", "Print this help."), "--help")
            .usageHelp(true)
            .build());
    return spec;
  }

  PositionalParamSpec file(String label, int index, Message description) {
    return positional(label, index, description).required(true).arity("1").build();
  }

  private PositionalParamSpec.Builder positional(String label, int index, Message description) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .paramLabel(label)
        .type(String.class)
        .description(description.in(language));
  }

  OptionSpec value(String name, String label, Message description) {
    return option(name, description).paramLabel(label).type(String.class).build();
  }

  OptionSpec.Builder option(String name, Message description) {
    return OptionSpec.builder(name).arity("1").description(description.in(language));
  }

  OptionSpec.Builder flag(String name, Message description, String... more) {
    List<String> names = new ArrayList<>(List.of(name));
    names.addAll(List.of(more));
    return OptionSpec.builder(names.toArray(new String[0]))
        .type(boolean.class)
        .arity("0")
        .description(description.in(language));
  }

  static Message texts(String es, String en) {
    return new Message(es, en);
  }
}
