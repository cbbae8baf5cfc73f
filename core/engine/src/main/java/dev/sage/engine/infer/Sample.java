package dev.sage.engine.infer;

import dev.sage.contract.FileFormat;
import dev.sage.spi.Message;
import java.util.List;

/// One data set as far as it was looked at: a table of text in the engine, `c0..`, nulls where
/// cells are empty.
///
/// @param file its file, whose name the contract needs
/// @param format what the contract will say of it
/// @param names of its fields, one for each column of the table
/// @param partial there is more of it that was not looked at
/// @param extraColumns it has columns that no field can be named after
/// @param notes what there is to say about it as a whole
record Sample(
    SampledFile file,
    FileFormat format,
    List<String> names,
    TextTable table,
    boolean partial,
    boolean extraColumns,
    List<Message> notes) {
  Sample {
    names = List.copyOf(names);
    notes = List.copyOf(notes);
  }
}
