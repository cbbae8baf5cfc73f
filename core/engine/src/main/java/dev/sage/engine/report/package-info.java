/// What an execution leaves behind: findings, rejects, report, result.
///
/// Findings never pass through Java: one statement joins the masks of the staged parts, the table
/// `hits` of the finish step and the table `faults` of the splitter into `findings.parquet`;
/// everything else (counts by rule, the first thousand, `rejects/*.errors.csv`) is read from that
/// file.
@NullMarked
package dev.sage.engine.report;

import org.jspecify.annotations.NullMarked;
