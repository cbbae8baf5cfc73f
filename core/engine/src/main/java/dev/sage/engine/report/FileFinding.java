package dev.sage.engine.report;

import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;

/// A finding about a whole file: a missing column, an unknown member.
///
/// @param catalog the catalog's id; empty for a file that belongs to none
/// @param column empty where it is about no column
/// @param value what was found; empty where there is nothing to quote
public record FileFinding(
    String catalog,
    String file,
    FindingCode code,
    Severity severity,
    String column,
    String value,
    Message message) {}
