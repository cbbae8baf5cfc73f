package dev.sage.testing.orchestrator;

final class MemoryBurstQueueTest extends BurstQueueContract {
  @Override
  protected ControlPath path() {
    return new MemoryControlPath();
  }
}
