package dev.sage.orchestrator.cost;

import dev.sage.spi.Message;
import dev.sage.worker.cost.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// What the measured executions say about how a function is set up.
///
/// @param measured how many it follows from
/// @param is what there is, in the unit of the setting: MiB or seconds
/// @param seen what was measured at most, in that unit
/// @param better what it could be; equal to `is`: leave it
/// @param text the same for people
public record Advice(Kind kind, int measured, long is, long seen, long better, Message text) {
  private static final long MIB = 1L << 20;
  private static final long STEP = 128;
  private static final long LEAST_MEMORY = 512;
  private static final long MOST_MEMORY = 10_240;

  /// Fewer say nothing.
  static final int ENOUGH = 20;

  /// What it is about.
  public enum Kind {
    /// There are not enough executions to say anything.
    TOO_FEW,
    MEMORY_TOO_LARGE,
    MEMORY_NEARLY_FULL,
    MEMORY_FITS,
    TIME_NEARLY_OVER,
    TIME_FITS
  }

  /// Pure: the same of the same.
  ///
  /// @param limit how long a function may run
  public static List<Advice> of(List<Measured> measured, Duration limit) {
    if (measured.size() < ENOUGH) {
      return List.of(tooFew(measured.size()));
    }
    long newest = measured.getLast().memory();
    List<Measured> same = measured.stream().filter(one -> one.memory() == newest).toList();
    List<Advice> advice = new ArrayList<>();
    advice.add(same.size() < ENOUGH ? tooFew(same.size()) : memory(same));
    advice.add(time(measured, limit));
    return advice;
  }

  private static Advice tooFew(int measured) {
    return new Advice(
        Kind.TOO_FEW,
        measured,
        0,
        0,
        0,
        new Message(
            "Solo hay %d ejecuciones medidas; con %d se puede decir algo."
                .formatted(measured, ENOUGH),
            "Only %d executions were measured; %d say something.".formatted(measured, ENOUGH)));
  }

  /// A quarter more than the most that was needed, in steps, and the engine's share grows with it.
  private static Advice memory(List<Measured> measured) {
    long is = measured.getLast().memory() / MIB;
    long seen =
        Math.ceilDiv(measured.stream().mapToLong(Measured::peakMemory).max().orElse(0), MIB);
    long better = rounded(seen * 5 / 4);
    if (seen * 10 >= is * 9) {
      return memory(Kind.MEMORY_NEARLY_FULL, measured.size(), is, seen, Math.max(better, is));
    }
    return better * 5 <= is * 4
        ? memory(Kind.MEMORY_TOO_LARGE, measured.size(), is, seen, better)
        : memory(Kind.MEMORY_FITS, measured.size(), is, seen, is);
  }

  private static Advice memory(Kind kind, int measured, long is, long seen, long better) {
    String es =
        kind == Kind.MEMORY_FITS
            ? "La memoria de la función, %d MB, le va bien: usó hasta %d."
            : "La memoria de la función es de %d MB y usó hasta %d: podría ser de %d.";
    String en =
        kind == Kind.MEMORY_FITS
            ? "The function's memory, %d MB, suits it: it used up to %d."
            : "The function's memory is %d MB and it used up to %d: it could be %d.";
    Object[] shown = {is, seen, better};
    return new Advice(
        kind, measured, is, seen, better, new Message(es.formatted(shown), en.formatted(shown)));
  }

  private static long rounded(long mib) {
    return Math.clamp(Math.ceilDiv(mib, STEP) * STEP, LEAST_MEMORY, MOST_MEMORY);
  }

  private static Advice time(List<Measured> measured, Duration limit) {
    Duration longest =
        measured.stream()
            .map(one -> one.start().plus(one.duration()))
            .max(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    long is = limit.toSeconds();
    long seen = Math.ceilDiv(longest.toMillis(), 1_000L);
    boolean isNear = seen * 5 >= is * 4;
    Object[] shown = {is, seen};
    return new Advice(
        isNear ? Kind.TIME_NEARLY_OVER : Kind.TIME_FITS,
        measured.size(),
        is,
        seen,
        isNear ? seen * 3 / 2 : is,
        isNear
            ? new Message(
                "La función puede trabajar %d s y llegó a %d: dele más tiempo, o más memoria, que trae más CPU."
                    .formatted(shown),
                "The function may work for %d s and came to %d: give it more time, or more memory, which brings more CPU."
                    .formatted(shown))
            : new Message(
                "La función puede trabajar %d s y llegó a %d: le alcanza.".formatted(shown),
                "The function may work for %d s and came to %d: that is enough.".formatted(shown)));
  }
}
