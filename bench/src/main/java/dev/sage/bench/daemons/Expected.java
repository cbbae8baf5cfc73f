package dev.sage.bench.daemons;

/// What must become of a file.
///
/// @param landed rows in the destination
/// @param rejected rows that are not
record Expected(Kind kind, long landed, long rejected) {
  enum Kind {
    GOOD("completada"),
    REJECTING("parcial"),
    REFUSED("rechazada");

    private final String state;

    Kind(String state) {
      this.state = state;
    }

    /// As the metadata call it.
    String state() {
      return state;
    }
  }
}
