package dev.sage.cli;

import dev.sage.cli.Invocation.Demo;
import dev.sage.cli.Invocation.Doctor;
import dev.sage.cli.Invocation.Execute;
import dev.sage.cli.Invocation.Infer;
import dev.sage.cli.Invocation.Landing;
import dev.sage.cli.Invocation.Lint;
import dev.sage.cli.Invocation.NotBuiltYet;
import dev.sage.cli.Invocation.Output;
import dev.sage.cli.Invocation.Remote;
import dev.sage.cli.Invocation.Replay;
import dev.sage.cli.Invocation.Rollback;
import dev.sage.cli.Invocation.Show;
import dev.sage.cli.Invocation.Train;
import dev.sage.contract.ContractSchema;
import dev.sage.contract.Policy;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.infer.InferOptions;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/// Turns the words of a command line into an [Invocation], or says what is wrong with them.
final class Sentence {
  private static final long LEAST_MEMORY = 64L << 20;
  private static final int MOST_THREADS = 1024;

  private final Language language;
  private final ParseResult words;

  private Sentence(Language language, ParseResult words) {
    this.language = language;
    this.words = words;
  }

  /// @throws SageException [ErrorCode#USAGE] in the language that the arguments ask for
  static Invocation read(String... arguments) {
    Language language = language(arguments);
    Grammar grammar = new Grammar(language);
    ParseResult result;
    try {
      result = grammar.parse(arguments);
    } catch (CommandLine.ParameterException e) {
      throw usage(new WrongUsage(grammar).message(e).in(language));
    }
    if (result.isVersionHelpRequested()) {
      return new Show("sage " + Version.TEXT + System.lineSeparator());
    }
    if (result.isUsageHelpRequested()) {
      return new Show(grammar.usage());
    }
    if (!result.hasSubcommand()) {
      throw usage(grammar.usage().strip());
    }
    ParseResult command = result.subcommand();
    return new Sentence(language, command.hasSubcommand() ? command.subcommand() : command)
        .invocation();
  }

  /// What `--lang` says, found without understanding the rest: needed to complain about the rest.
  static Language language(String... arguments) {
    return "en".equalsIgnoreCase(raw("--lang", arguments)) ? Language.EN : Language.ES;
  }

  /// What `--format` says, found likewise.
  static Output output(String... arguments) {
    return "json".equalsIgnoreCase(raw("--format", arguments)) ? Output.JSON : Output.TEXT;
  }

  private static String raw(String option, String... arguments) {
    String found = "";
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(option + "=")) {
        found = arguments[i].substring(option.length() + 1);
      } else if (arguments[i].equals(option) && i + 1 < arguments.length) {
        found = arguments[i + 1];
      }
    }
    return found;
  }

  private Invocation invocation() {
    if (words.isUsageHelpRequested()) {
      return new Show(words.commandSpec().commandLine().getUsageMessage(Ansi.OFF));
    }
    choice("--lang", Language.class);
    String command = words.commandSpec().name();
    if (RemoteGrammar.isRemote(words.commandSpec())) {
      return remote();
    }
    return switch (command) {
      case "lint" -> new Lint(path(0), words.hasMatchedOption("--strict"), output(), language);
      case "infer" -> infer();
      case "check", "run" -> execute(command.equals("run"));
      case "schema" -> new Show(ContractSchema.json());
      case "doctor" ->
          new Doctor(
              words.<String>matchedPositionalValue(0, Connections.WAREHOUSE), output(), language);
      case "rollback" -> rollback();
      case "replay" -> replay();
      case "rejects", "inbox", "executions", "token" ->
          throw usage(words.commandSpec().commandLine().getUsageMessage(Ansi.OFF).strip());
      case "demo" -> new Demo(language);
      case "train" -> new Train(path(0));
      case "up" ->
          throw usage(
              new Message(
                      "El servidor lo arranca el lanzador: ./sage up",
                      "The launcher starts the server: ./sage up")
                  .in(language));
      case "test" ->
          throw usage(
              new Message(
                      "Las pruebas las ejecuta el lanzador: ./sage test",
                      "The launcher runs the tests: ./sage test")
                  .in(language));
      default -> new NotBuiltYet(command, language);
    };
  }

  private Remote remote() {
    Map<String, List<String>> options = new HashMap<>();
    for (OptionSpec option : words.matchedOptions()) {
      options.put(
          option.longestName().substring(2),
          option.arity().max() == 0 ? List.of() : List.copyOf(option.stringValues()));
    }
    return new Remote(
        RemoteGrammar.words(words.commandSpec()),
        words.matchedPositionals().stream().flatMap(p -> p.stringValues().stream()).toList(),
        options,
        output(),
        language);
  }

  private Infer infer() {
    Optional<String> rows = text("--sample-rows");
    if (rows.filter(text -> !text.matches("[1-9][0-9]{0,17}")).isPresent()) {
      throw invalid("--sample-rows", "1, 1000, 1000000…");
    }
    return new Infer(
        path(0),
        new InferOptions(
            text("--name"),
            choice("--header", Truth.class).map(truth -> truth == Truth.TRUE),
            delimiter(),
            rows.map(Long::parseLong).orElse(InferOptions.DEFAULT_ROWS),
            language));
  }

  /// As a contract has it: `\t` is a tab.
  private Optional<String> delimiter() {
    Optional<String> text = Optional.ofNullable(words.matchedOptionValue("--delimiter", null));
    if (text.filter(String::isEmpty).isPresent()) {
      throw invalid("--delimiter", "; | , \\t");
    }
    return text.map(written -> written.replace("\\t", "\t"));
  }

  /// What `--header` says.
  private enum Truth {
    TRUE,
    FALSE
  }

  private Execute execute(boolean load) {
    return new Execute(
        path(0),
        path(1),
        load,
        text("--catalog"),
        text("--package"),
        text("--out").map(this::path),
        output(),
        language,
        options(),
        choice("--on-error", Policy.OnError.class),
        load ? landing() : Optional.empty());
  }

  private Replay replay() {
    return new Replay(
        words.matchedPositionalValue(0, ""),
        path(1),
        text("--catalog"),
        text("--out").map(this::path),
        output(),
        language,
        options());
  }

  private Rollback rollback() {
    Optional<String> version = text("--version");
    if (version.filter(text -> !text.matches("[1-9][0-9]{0,17}")).isPresent()) {
      throw invalid("--version", "1, 2, 3…");
    }
    String table = words.matchedPositionalValue(0, "");
    if (table.isBlank() || table.startsWith(".") || table.endsWith(".")) {
      throw invalid("TABLE", "[schema.]table");
    }
    return new Rollback(
        table,
        text("--to").orElse(Connections.WAREHOUSE),
        version.stream().mapToLong(Long::parseLong).findFirst(),
        words.hasMatchedOption("--list"),
        output(),
        language);
  }

  private Output output() {
    return choice("--format", Output.class).orElse(Output.TEXT);
  }

  private EngineOptions options() {
    EngineOptions defaults = EngineOptions.defaults();
    return new EngineOptions(
        size("--memory", LEAST_MEMORY).orElse(defaults.memoryBytes()),
        threads().orElse(defaults.threads()),
        size("--part-size", 1).orElse(defaults.partBytes()),
        words.hasMatchedOption("--keep-parts"));
  }

  private Optional<Landing> landing() {
    boolean any =
        List.of("--to", "--table", "--strategy", "--key", "--partition-by", "--schema-mode")
            .stream()
            .anyMatch(words::hasMatchedOption);
    return any
        ? Optional.of(
            new Landing(
                text("--to"),
                text("--table"),
                choice("--strategy", Strategy.class),
                names("--key"),
                names("--partition-by"),
                choice("--schema-mode", SchemaMode.class)))
        : Optional.empty();
  }

  private List<String> names(String option) {
    return text(option).stream()
        .flatMap(names -> Arrays.stream(names.split(",", -1)))
        .map(String::strip)
        .peek(name -> {
          if (name.isEmpty()) {
            throw invalid(option, "a,b");
          }
        })
        .toList();
  }

  private Optional<Long> size(String option, long least) {
    return text(option)
        .map(text ->
            Size.parse(text).stream()
                .filter(bytes -> bytes >= least)
                .boxed()
                .findFirst()
                .orElseThrow(() -> invalid(option, "64MiB, 1GiB, 512MB…")));
  }

  private Optional<Integer> threads() {
    return text("--threads")
        .map(text -> {
          if (!text.matches("\\d{1,4}")
              || Integer.parseInt(text) < 1
              || Integer.parseInt(text) > MOST_THREADS) {
            throw invalid("--threads", "1–" + MOST_THREADS);
          }
          return Integer.parseInt(text);
        });
  }

  private <E extends Enum<E>> Optional<E> choice(String option, Class<E> type) {
    Function<E, String> spelling =
        constant ->
            type == Strategy.class ? constant.name() : constant.name().toLowerCase(Locale.ROOT);
    return text(option)
        .map(text ->
            Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                    invalid(
                        option,
                        String.join(
                            ", ", Arrays.stream(type.getEnumConstants()).map(spelling).toList()))));
  }

  private Optional<String> text(String option) {
    if (words.commandSpec().findOption(option) == null) {
      return Optional.empty();
    }
    Optional<String> text = Optional.ofNullable(words.matchedOptionValue(option, null));
    if (text.filter(String::isBlank).isPresent()) {
      throw invalid(option, "…");
    }
    return text;
  }

  private Path path(int index) {
    return path(words.<String>matchedPositionalValue(index, ""));
  }

  private Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw usage(
          new Message(
                  "«" + SafeText.of(text) + "» no es una ruta válida.",
                  "'" + SafeText.of(text) + "' is not a path.")
              .in(language));
    }
  }

  private SageException invalid(String option, String accepted) {
    return usage(
        new Message(
                "El valor de " + option + " no vale. Se acepta: " + accepted,
                "The value of " + option + " is not valid. Accepted: " + accepted)
            .in(language));
  }

  private static SageException usage(String message) {
    return new SageException(ErrorCode.USAGE, message);
  }
}
