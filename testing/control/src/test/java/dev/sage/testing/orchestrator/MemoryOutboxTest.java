package dev.sage.testing.orchestrator;

/// The double keeps the promises that the real one keeps.
class MemoryOutboxTest extends OutboxContract {
  @Override
  protected ControlPath path() {
    return new MemoryControlPath();
  }
}
