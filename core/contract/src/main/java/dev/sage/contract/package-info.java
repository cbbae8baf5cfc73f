/// A contract: what a delivery must look like, from YAML to checked, typed records.
@NullMarked
package dev.sage.contract;

import org.jspecify.annotations.NullMarked;
