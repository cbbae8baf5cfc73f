/// Regular expressions of Python's `re`, with the answers of Python.
///
/// A pattern that means the same to RE2 for every text is translated and left to RE2, which needs
/// time in proportion to the text. What RE2 cannot say (looking around, back references, possessive
/// and large repetitions) is matched by a machine of our own that tries one way after the other and
/// counts its steps: at the limit the answer is that it took too long, and it is the same for the
/// same text, always. [PythonPattern] is the way in; it never throws.
@NullMarked
package dev.sage.contract.pattern;

import org.jspecify.annotations.NullMarked;
