package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.spi.burst.Launch;
import dev.sage.spi.burst.Launcher;
import dev.sage.worker.message.MessageJson;
import dev.sage.worker.message.Task;
import dev.sage.worker.message.WorkMessage;
import java.time.Duration;
import java.util.Optional;

/// Tells functions what to do.
record Messenger(Launcher launcher) {

  /// Hands a task of an execution over. Also of one that was launched before: twice does no harm.
  ///
  /// @param limit of its time; empty: the function's own
  Launch send(Execution execution, Task task, Optional<Duration> limit) {
    byte[] message = MessageJson.write(WorkMessage.of(execution.order(), task, limit));
    return launcher.launch(message, execution.priority());
  }
}
