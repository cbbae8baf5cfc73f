/// The data path of one execution: split, stage, finish, report.
@NullMarked
package dev.sage.engine;

import org.jspecify.annotations.NullMarked;
