package dev.sage.metadata.database;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/// SQL within one transaction. Used by the thread that began it.
public final class Session {
  private final Handle handle;

  Session(Handle handle) {
    this.handle = handle;
  }

  /// A statement with `:names` for its values.
  public Sql sql(String text) {
    return new Sql(handle, text, new LinkedHashMap<>());
  }

  /// A statement to which values are still to be given.
  public static final class Sql {
    private final Handle handle;
    private final String text;
    private final Map<String, Value> values;

    private Sql(Handle handle, String text, Map<String, Value> values) {
      this.handle = handle;
      this.text = text;
      this.values = values;
    }

    /// Gives a value: null and an empty optional are NULL, a duration is its milliseconds, a
    /// collection an array of texts.
    public Sql with(String name, @Nullable Object value) {
      values.put(name, Value.of(value));
      return this;
    }

    /// Changes rows and says how many.
    public int update() {
      try (Update update = bound(handle.createUpdate(text))) {
        return update.execute();
      }
    }

    /// All rows; also those that a change returns.
    public <T> List<T> list(Row.Reader<T> reader) {
      try (Query query = bound(handle.createQuery(text))) {
        return query.map((result, _) -> reader.read(new Row(result))).list();
      }
    }

    public <T> Optional<T> first(Row.Reader<T> reader) {
      return list(reader).stream().findFirst();
    }

    /// The only row.
    public <T> T one(Row.Reader<T> reader) {
      return list(reader).getFirst();
    }

    private <S extends SqlStatement<S>> S bound(S statement) {
      values.forEach(statement::bind);
      return statement;
    }
  }
}
