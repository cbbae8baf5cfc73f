package dev.sage.bench.scale;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// How long the work on one delivery takes, when nobody is in its way.
sealed interface Times {
  /// By a worker of the server.
  Work here(int rows);

  /// By a function.
  ///
  /// @param first of its environment: the JVM still reads classes and compiles
  Work there(int rows, boolean first);

  /// The phases of an execution, in nanoseconds.
  ///
  /// @param before reading and checking until the destination is needed
  /// @param landing with a connection of the destination
  /// @param after storing report and result
  record Work(long before, long landing, long after) {
    long all() {
      return before + landing + after;
    }

    Work times(double factor) {
      return new Work((long) (before * factor), (long) (landing * factor), (long) (after * factor));
    }

    private static Work of(double before, double landing, double after) {
      return new Work(Timeline.nanos(before), Timeline.nanos(landing), Timeline.nanos(after));
    }
  }

  /// Made of processor time and of answers of services.
  ///
  /// @param file seconds of a processor for a delivery of no rows
  /// @param row more for each row
  /// @param first more for the first delivery of an environment
  /// @param processors of a function, by its memory
  /// @param get seconds until S3 has answered, and so on
  record Composed(
      double file,
      double row,
      double first,
      double processors,
      double get,
      double put,
      double lock,
      double statement)
      implements Times {
    /// Requests one after another, as the worker makes them: mark, result, contract, input; token,
    /// files (eight at a time), token, token, result; read and write of the lock; its check and
    /// release; statements of one load with its table.
    private static final int GETS = 4;

    private static final int PUTS = 5;
    private static final int LOCKS = 2;
    private static final int STATEMENTS = 12;

    @Override
    public Work here(int rows) {
      return work(file + row * rows);
    }

    @Override
    public Work there(int rows, boolean first) {
      return work((file + row * rows + (first ? this.first : 0)) / processors);
    }

    private Work work(double processor) {
      return Work.of(
          LOCKS * lock + GETS * get + 0.4 * processor,
          STATEMENTS * statement + 0.4 * processor,
          PUTS * put + LOCKS * lock + 0.2 * processor);
    }
  }

  /// As they were in a run, by rows; between two sizes, in proportion.
  ///
  /// @param here seconds by rows
  /// @param there seconds by rows
  record Measured(NavigableMap<Integer, Double> here, NavigableMap<Integer, Double> there)
      implements Times {
    Measured(Map<Integer, Double> here, Map<Integer, Double> there) {
      this(new TreeMap<>(here), new TreeMap<>(there));
    }

    @Override
    public Work here(int rows) {
      return shared(at(here, rows));
    }

    @Override
    public Work there(int rows, boolean first) {
      return shared(at(there, rows));
    }

    private static Work shared(double seconds) {
      return Work.of(0.2 * seconds, 0.6 * seconds, 0.2 * seconds);
    }

    private static double at(NavigableMap<Integer, Double> seconds, int rows) {
      Map.Entry<Integer, Double> low = seconds.floorEntry(rows);
      Map.Entry<Integer, Double> high = seconds.ceilingEntry(rows);
      if (low == null || high == null || low.getKey().equals(high.getKey())) {
        return (low == null ? seconds.firstEntry() : low).getValue();
      }
      double share = (double) (rows - low.getKey()) / (high.getKey() - low.getKey());
      return low.getValue() + share * (high.getValue() - low.getValue());
    }
  }
}
