package dev.sage.bench.crash;

/// What a process has said to the server so far, over all its connections.
///
/// @param statements bound or simple ones, commits included
/// @param statementsBeforeCopy of these before the first row was copied
/// @param statementsBeforeEnd of these before the last copy was ended
/// @param copied bytes of rows
record Traffic(
    int statements,
    int statementsBeforeCopy,
    int statementsBeforeEnd,
    long copied,
    int copies,
    int commits) {
  static final Traffic NONE = new Traffic(0, 0, 0, 0, 0, 0);

  Traffic statement(boolean commit) {
    return new Traffic(
        statements + 1,
        copied == 0 ? statements + 1 : statementsBeforeCopy,
        statementsBeforeEnd,
        copied,
        copies,
        commits + (commit ? 1 : 0));
  }

  Traffic rows(int bytes) {
    return new Traffic(
        statements, statementsBeforeCopy, statementsBeforeEnd, copied + bytes, copies, commits);
  }

  Traffic copyDone() {
    return new Traffic(statements, statementsBeforeCopy, statements, copied, copies + 1, commits);
  }

  long count(Trap.Kind kind) {
    return switch (kind) {
      case STATEMENT -> statements;
      case COPIED_BYTES -> copied;
      case COPY_DONE -> copies;
      case COMMIT -> commits;
    };
  }
}
