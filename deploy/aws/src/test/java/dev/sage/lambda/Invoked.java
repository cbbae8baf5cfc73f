package dev.sage.lambda;

import dev.sage.engine.hash.Sha256;
import dev.sage.spi.Language;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.testing.FreshIds;
import dev.sage.testing.SmallContract;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOrder.Input;
import dev.sage.worker.WorkOrder.Origin;
import dev.sage.worker.message.MessageJson;
import dev.sage.worker.message.Task;
import dev.sage.worker.message.WorkMessage;
import dev.sage.worker.steps.Steps;
import dev.sage.worker.steps.Steps.Due;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The function in this JVM, where its calls can be heard: all that it can be told to do.
public final class Invoked {
  private static final String CONTRACT = SmallContract.landing("warehouse", "recorded");

  private final Processor processor;
  private final ExecutionStore store;
  private final Path folder;

  private Invoked(Map<String, String> environment, Path folder) {
    FunctionSettings settings =
        new SettingsReader(SecretVariables.resolve(environment, Plugins::secret)).read();
    PrintStream silent =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    this.processor = Processor.of(settings, new Lines(silent, Clock.systemUTC()));
    this.store = Plugins.store(settings.store());
    this.folder = folder;
  }

  /// Starts, and does one execution whole, one of many rows in steps, and one again.
  ///
  /// @param environment of the function
  /// @return the answers
  public static List<String> everything(Map<String, String> environment, Path folder) {
    Invoked function = new Invoked(environment, folder);
    List<String> answers = new ArrayList<>();
    WorkOrder whole = function.order(rows(3));
    answers.add(function.invoke(whole, new Task.Whole()));
    answers.add(function.invoke(whole, new Task.Whole()));
    WorkOrder large = function.order(rows(300_000));
    answers.add(function.invoke(large, new Task.Split(4 << 20)));
    if (Steps.due(function.store, large.execution()) instanceof Due.Stage stage) {
      stage.parts().forEach(part -> answers.add(function.invoke(large, new Task.Stage(part))));
    }
    answers.add(function.invoke(large, new Task.Finish()));
    function.store.close();
    return answers;
  }

  private static String rows(int count) {
    StringBuilder rows = new StringBuilder("codigo;nombre\n");
    for (int i = 0; i < count; i++) {
      rows.append(i % 100 == 2 ? "x" : i).append(";nombre ").append(i).append('\n');
    }
    return rows.toString();
  }

  private WorkOrder order(String rows) {
    UUID execution = FreshIds.next();
    put(execution, "contract.yaml", CONTRACT);
    put(execution, "input/datos.csv", rows);
    return new WorkOrder(
        execution,
        1,
        "contrato.yaml",
        Sha256.of(CONTRACT.getBytes(StandardCharsets.UTF_8)),
        new Input(execution, "datos.csv"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Language.ES,
        Optional.empty(),
        Origin.NONE);
  }

  private void put(UUID execution, String name, String content) {
    try {
      store.put(
          execution,
          0,
          name,
          Files.writeString(Files.createTempFile(folder, "given", ""), content));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private String invoke(WorkOrder order, Task task) {
    byte[] answer =
        processor.process(
            MessageJson.write(WorkMessage.of(order, task)),
            new Call("pedido", Duration.ofMinutes(10), ""));
    return new String(answer, StandardCharsets.UTF_8);
  }
}
