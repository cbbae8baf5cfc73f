package dev.sage.cli;

import dev.sage.spi.Message;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Says what is wrong with a command line, and what was probably meant. Never repeats the value of
/// an option: it may hold a password.
record WrongUsage(Grammar grammar) {

  Message message(ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    List<String> unmatched = e.getCommandLine().getUnmatchedArguments();
    return switch (e) {
      case UnmatchedArgumentException u when !u.getUnmatched().isEmpty() ->
          unknown(u.getUnmatched().getFirst(), spec);
      case MissingParameterException m when !unmatched.isEmpty() ->
          unknown(unmatched.getFirst(), spec);
      case MissingParameterException m -> missing(m, spec);
      case OverwrittenOptionException twice -> twice(twice.getOverwritten());
      default -> other(spec);
    };
  }

  private Message unknown(String argument, CommandSpec spec) {
    if (argument.startsWith("-")) {
      String name = argument.replaceFirst("=.*", "");
      return unknown(
          new Message("Opción desconocida: ", "Unknown option: "),
          name,
          Nearest.to(name, Grammar.options(spec)),
          spec);
    }
    if (!spec.subcommands().isEmpty()) {
      boolean first = spec.name().equals("sage");
      return unknown(
          new Message("Orden desconocida: ", "Unknown command: "),
          argument,
          Nearest.to(argument, first ? grammar.commands() : spec.subcommands().keySet()),
          spec);
    }
    return unknown(
        new Message("Sobra un argumento: ", "One argument too many: "),
        argument,
        Optional.empty(),
        spec);
  }

  private static Message unknown(
      Message what, String word, Optional<String> nearest, CommandSpec spec) {
    String shown = SafeText.of(word, 200) + ".";
    Message help = help(spec);
    return new Message(
        what.es() + shown + nearest.map(n -> " ¿Quiso decir " + n + "?").orElse(help.es()),
        what.en() + shown + nearest.map(n -> " Did you mean " + n + "?").orElse(help.en()));
  }

  private static Message missing(MissingParameterException e, CommandSpec spec) {
    String names =
        e.getMissing().stream().map(WrongUsage::label).collect(Collectors.joining(", ")) + ".";
    Message help = help(spec);
    return new Message("Falta: " + names + help.es(), "Missing: " + names + help.en());
  }

  private static Message twice(ArgSpec option) {
    String name = label(option);
    return new Message(name + " aparece más de una vez.", name + " is given more than once.");
  }

  private static Message other(CommandSpec spec) {
    Message help = help(spec);
    return new Message("La orden no se entiende." + help.es(), "Not understood." + help.en());
  }

  private static String label(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : argument.paramLabel();
  }

  private static Message help(CommandSpec spec) {
    String command = spec.qualifiedName() + " --help";
    return new Message(" Vea " + command, " See " + command);
  }
}
