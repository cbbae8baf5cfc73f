package dev.sage.testing.orchestrator;

/// The double keeps the promises that the real one keeps.
class MemoryQueueTest extends ExecutionQueueContract {
  @Override
  protected ControlPath path() {
    return new MemoryControlPath();
  }
}
