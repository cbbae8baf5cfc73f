package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.spi.burst.Launch;
import dev.sage.spi.burst.Launcher;
import dev.sage.worker.message.MessageJson;
import dev.sage.worker.message.Task;
import dev.sage.worker.message.WorkMessage;

/// Tells functions what to do.
record Messenger(Launcher launcher) {

  /// Hands a task of an execution over. Also of one that was launched before: twice does no harm.
  Launch send(Execution execution, Task task) {
    return launcher.launch(MessageJson.write(WorkMessage.of(execution.order(), task)));
  }
}
