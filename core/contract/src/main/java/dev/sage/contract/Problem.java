package dev.sage.contract;

import dev.sage.spi.Message;

/// One thing wrong with a contract.
///
/// @param line 1-based line of the YAML file
/// @param column 1-based column, in characters
/// @param path where in the document, for people: `catalogs.ventas.fields[2].type`
/// @param fatal an error; otherwise a warning
public record Problem(int line, int column, String path, boolean fatal, Message message) {}
