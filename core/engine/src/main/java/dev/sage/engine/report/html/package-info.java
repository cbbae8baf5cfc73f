/// `report.html`: what became of a delivery, for those who sent it.
///
/// One page that needs nothing but itself: no script, no font, no picture from elsewhere, and a
/// content security policy that allows none. All that comes from outside is written as text by
/// [Html]. It is bounded: what does not fit is counted, and the complete files are linked.
@NullMarked
package dev.sage.engine.report.html;

import org.jspecify.annotations.NullMarked;
