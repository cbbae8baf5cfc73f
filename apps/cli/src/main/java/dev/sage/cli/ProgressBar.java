package dev.sage.cli;

import dev.sage.engine.Progress;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// One line on a terminal that says how far an execution is: rows, MB/s, time left.
///
/// Drawn by whichever thread reports, at most ten times a second, and only by one at a time: the
/// others go on with their work.
final class ProgressBar implements Progress, AutoCloseable {
  private static final long BETWEEN_DRAWINGS = 100_000_000L;
  private static final int WIDTH = 24;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintStream err;
  private final Language language;
  private final LongSupplier nanos;
  private final ReentrantLock drawing = new ReentrantLock();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder rows = new LongAdder();
  private final AtomicLong drawnAt = new AtomicLong();
  private volatile Phase phase = Phase.SCAN;
  private volatile long totalBytes;
  private volatile long began;

  /// @param nanos a monotonic clock
  ProgressBar(PrintStream err, Language language, LongSupplier nanos) {
    this.err = err;
    this.language = language;
    this.nanos = nanos;
    began = nanos.getAsLong();
  }

  @Override
  public void phase(Phase next, long total) {
    phase = next;
    totalBytes = total;
    began = nanos.getAsLong();
    bytes.reset();
    rows.reset();
    draw(began);
  }

  @Override
  public void advance(long moreBytes, long moreRows) {
    bytes.add(moreBytes);
    rows.add(moreRows);
    long now = nanos.getAsLong();
    if (now - drawnAt.get() >= BETWEEN_DRAWINGS) {
      draw(now);
    }
  }

  /// Takes the line away, so that what is printed next stands alone.
  @Override
  public void close() {
    drawing.lock();
    try {
      err.print(CLEAR);
      err.flush();
    } finally {
      drawing.unlock();
    }
  }

  private void draw(long now) {
    if (drawing.tryLock()) {
      try {
        drawnAt.set(now);
        err.print(CLEAR + line((now - began) / 1e9));
        err.flush();
      } finally {
        drawing.unlock();
      }
    }
  }

  /// The line after so many seconds of the phase.
  String line(double seconds) {
    StringBuilder line = new StringBuilder("  ").append(word(phase).in(language)).append("  ");
    long done = bytes.sum();
    if (totalBytes > 0) {
      line.append(bar(Math.min(1, (double) done / totalBytes)));
    }
    if (rows.sum() > 0) {
      line.append("  ").append(Numbers.rough(rows.sum(), language));
      line.append(language == Language.ES ? " filas" : " rows");
    }
    if (done > 0 && seconds > 0.2) {
      line.append("  ").append(Math.round(done / seconds / 1e6)).append(" MB/s");
      line.append(left(done, seconds));
    }
    return line.toString();
  }

  private String left(long done, double seconds) {
    if (totalBytes <= done || seconds < 1) {
      return "";
    }
    long left = Math.round(seconds * (totalBytes - done) / done);
    String clock = left / 60 + ":" + (left % 60 < 10 ? "0" : "") + left % 60;
    return language == Language.ES ? "  quedan " + clock : "  " + clock + " left";
  }

  private static String bar(double part) {
    int full = (int) (part * WIDTH);
    return "█".repeat(full) + "░".repeat(WIDTH - full) + " " + (int) (part * 100) + "%";
  }

  private static Message word(Phase phase) {
    return switch (phase) {
      case WAIT -> new Message("esperando a otro proceso", "waiting for another process");
      case SCAN -> new Message("leyendo", "scanning");
      case STAGE -> new Message("comprobando", "checking");
      case FINISH -> new Message("cruzando datos", "cross-checking");
      case LOAD -> new Message("cargando", "loading");
      case REPORT -> new Message("escribiendo el informe", "writing the report");
    };
  }
}
