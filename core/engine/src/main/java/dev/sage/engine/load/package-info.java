/// Lands accepted rows: which rows go where, when they may start, when they may be seen.
///
/// [Landing] knows the targets, checked before anything is read. [LoadTiming] says for each
/// destination whether its rows may be copied while later ones are still being checked. A
/// [PartFeed] for each catalog is filled by the reading of its file, part by part, and read by
/// [AcceptedRows], which wait for parts that are not there yet. [Loading] runs one thread for each
/// destination; they all wait at the [Gate], which the verdict opens or shuts: shut, everything is
/// rolled back.
@NullMarked
package dev.sage.engine.load;

import org.jspecify.annotations.NullMarked;
