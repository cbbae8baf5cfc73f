package dev.sage.bench;

import dev.sage.bench.SalesTable.Before;

/// One way to load the file.
///
/// @param before what its table holds before each run
record Contender(Command command, Before before) {
  String name() {
    return command.name();
  }
}
