package dev.sage.engine.transform;

import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import java.util.List;

/// Values that a step has nothing to make of.
///
/// @param column the field that a finding names
/// @param origins indexes of the contract's fields whose texts it quotes
/// @param records SQL of the rows where it happens: `p` and `r`, or nulls where rows have no names
/// @param named whether `p` and `r` say which record it is
public record Fault(
    FindingCode code,
    String rule,
    String column,
    List<Integer> origins,
    Message message,
    String records,
    boolean named) {
  public Fault {
    origins = List.copyOf(origins);
  }
}
