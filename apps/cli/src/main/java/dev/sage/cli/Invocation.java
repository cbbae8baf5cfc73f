package dev.sage.cli;

import dev.sage.contract.Policy;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.infer.InferOptions;
import dev.sage.spi.Language;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What the user asked for, understood. Made by [Grammar].
sealed interface Invocation {

  /// Print a text: help, version.
  record Show(String text) implements Invocation {}

  /// `lint`.
  record Lint(Path contract, boolean strict, Output output, Language language)
      implements Invocation {}

  /// `infer`.
  record Infer(Path data, InferOptions options) implements Invocation {}

  /// `check` and `run`.
  ///
  /// @param load `run`
  /// @param delivery the package to read the data as
  /// @param out the execution's directory; empty: a new one
  /// @param landing empty: what the contract says
  record Execute(
      Path contract,
      Path data,
      boolean load,
      Optional<String> catalog,
      Optional<String> delivery,
      Optional<Path> out,
      Output output,
      Language language,
      EngineOptions options,
      Optional<Policy.OnError> onError,
      Optional<Landing> landing)
      implements Invocation {}

  /// `doctor`.
  ///
  /// @param destination `warehouse` or a URL
  record Doctor(String destination, Output output, Language language) implements Invocation {}

  /// `rollback`.
  ///
  /// @param table `[schema.]table`
  /// @param to a destination's name or URL
  /// @param version empty: the one before
  /// @param list say which versions there are, and change nothing
  record Rollback(
      String table, String to, OptionalLong version, boolean list, Output output, Language language)
      implements Invocation {}

  /// `rejects replay`.
  ///
  /// @param execution a directory, or a UUID
  /// @param corrected the rejects file, corrected
  /// @param catalog empty: found out
  /// @param out the new execution's directory; empty: a new one
  record Replay(
      String execution,
      Path corrected,
      Optional<String> catalog,
      Optional<Path> out,
      Output output,
      Language language,
      EngineOptions options)
      implements Invocation {}

  /// What a server is asked for: `inbox add`, `executions list`, `deliveries`, `token rotate`.
  ///
  /// @param words the command: `inbox add`
  /// @param options by name, without dashes; a flag has no values
  record Remote(
      String words,
      List<String> arguments,
      Map<String, List<String>> options,
      Output output,
      Language language)
      implements Invocation {
    public Remote {
      arguments = List.copyOf(arguments);
      options = Map.copyOf(options);
    }

    Optional<String> option(String name) {
      return options.getOrDefault(name, List.of()).stream().findFirst();
    }

    String argument(int index) {
      return arguments.get(index);
    }
  }

  /// `demo`.
  record Demo(Language language) implements Invocation {}

  /// The launcher's training run for the JVM's cache: what is done is not looked at.
  record Train(Path directory) implements Invocation {}

  /// A command that is specified and not there.
  record NotBuiltYet(String command, Language language) implements Invocation {}

  /// Where the command line says that rows go.
  ///
  /// @param key empty: the catalog's
  record Landing(
      Optional<String> to,
      Optional<String> table,
      Optional<Strategy> strategy,
      List<String> key,
      List<String> partitionBy,
      Optional<SchemaMode> schemaMode) {
    public Landing {
      key = List.copyOf(key);
      partitionBy = List.copyOf(partitionBy);
    }
  }

  /// What stands on standard output.
  enum Output {
    TEXT,
    JSON
  }
}
