package dev.sage.bench.parts;

import dev.sage.bench.Command;
import dev.sage.bench.Measured;
import dev.sage.worker.steps.Steps;
import dev.sage.worker.steps.Steps.Due;
import dev.sage.worker.storage.LocalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Executions of one delivery, whole and in parts.
public final class PartsRun {
  /// The execution that has the input.
  static final UUID SOURCE = new UUID(0, 1);

  private final PartsOptions options;
  private final Path folder;
  private final LocalStore store;

  /// What the processes of one kind took.
  ///
  /// @param slowest seconds of the one that took longest
  public record Step(String name, int processes, double seconds, double slowest, double peakMib) {}

  /// One execution.
  ///
  /// @param parts 0: in one piece
  public record Ran(UUID execution, int parts, List<Step> steps) {
    public Ran {
      steps = List.copyOf(steps);
    }

    public double peakMib() {
      return steps.stream().mapToDouble(Step::peakMib).max().orElse(0);
    }
  }

  private PartsRun(PartsOptions options, LocalStore store) {
    this.options = options;
    this.folder = options.work();
    this.store = store;
  }

  /// Makes the delivery, in a folder that is empty or not there.
  public static PartsRun start(PartsOptions options) throws IOException {
    Path folder = Files.createDirectories(options.work());
    LocalStore store = LocalStore.open(folder.resolve("store"));
    Path data = PartsData.write(folder.resolve(PartsData.FILE), options.rows());
    store.put(SOURCE, 0, "input/" + PartsData.FILE, data);
    Files.delete(data);
    return new PartsRun(options, store);
  }

  public long bytes() {
    return store.list(SOURCE, Optional.empty(), 1).getFirst().size();
  }

  public Ran whole() throws IOException, InterruptedException {
    UUID execution = order(0);
    return new Ran(execution, 0, List.of(step("whole", List.of(run(execution, "whole")))));
  }

  public Ran inParts(int parts) throws IOException, InterruptedException {
    UUID execution = order(parts);
    long partBytes = Math.ceilDiv(bytes(), parts);
    List<Step> steps = new ArrayList<>();
    steps.add(step("split", List.of(run(execution, "split", Long.toString(partBytes)))));
    List<Measured> staged = new ArrayList<>();
    if (Steps.due(store, execution) instanceof Due.Stage(List<Integer> due, int _)) {
      for (int part : due) {
        staged.add(run(execution, "stage", Integer.toString(part)));
      }
    }
    steps.add(step("stage", staged));
    steps.add(step("finish", List.of(run(execution, "finish"))));
    return new Ran(execution, staged.size(), steps);
  }

  /// The files that it left.
  public Left left(Ran ran) {
    return new Left(folder.resolve("store").resolve(ran.execution().toString()));
  }

  public void forget(Ran ran) {
    store.deleteAll(ran.execution());
  }

  private UUID order(int parts) throws IOException {
    UUID execution = new UUID(1, parts);
    Path contract = Files.writeString(folder.resolve("contract.yaml"), PartsData.CONTRACT);
    store.put(execution, 0, "contract.yaml", contract);
    Files.delete(contract);
    return execution;
  }

  private static Step step(String name, List<Measured> processes) {
    return new Step(
        name,
        processes.size(),
        processes.stream().mapToDouble(Measured::wallSeconds).sum(),
        processes.stream().mapToDouble(Measured::wallSeconds).max().orElse(0),
        processes.stream().mapToDouble(Measured::peakMib).max().orElse(0));
  }

  private Measured run(UUID execution, String... step) throws IOException, InterruptedException {
    List<String> words =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-XX:+UseSerialGC",
                "-Xmx" + options.heapMib() + "m",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                StepProcess.class.getName(),
                folder.toString(),
                execution.toString(),
                Integer.toString(options.memoryMib()),
                Integer.toString(options.threads())));
    words.addAll(List.of(step));
    return new Command(String.join(" ", step), words, Set.of(0)).run(folder.resolve("last.log"));
  }
}
