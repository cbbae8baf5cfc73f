package dev.sage.testing.orchestrator;

/// The double keeps the promises that the real one keeps.
class MemoryLedgerTest extends LedgerContract {
  @Override
  protected ControlPath path() {
    return new MemoryControlPath();
  }
}
