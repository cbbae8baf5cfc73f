package dev.sage.engine;

import dev.sage.contract.Field;
import dev.sage.engine.report.Rejects;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.StagedCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/// `output/<catalog>.parquet`: the accepted rows under the contract's names, in the order of the
/// file.
final class OutputFiles {
  private final Session session;
  private final ExecutionDirectory directory;

  OutputFiles(Session session, ExecutionDirectory directory) {
    this.session = session;
    this.directory = directory;
  }

  void write(StagedCatalog staged) {
    String name = ExecutionDirectory.fileName(staged.catalog().id()) + ".parquet";
    Path target = directory.directory("output").resolve(name);
    session.execute(
        "COPY (SELECT %s FROM %s AS s WHERE %s) TO %s (FORMAT parquet)"
            .formatted(
                columns(staged.catalog().fields()),
                staged.scan(),
                new Rejects(session, staged).acceptedCondition(),
                Sql.literal(target.toString())));
  }

  private static String columns(List<Field> fields) {
    StringJoiner list = new StringJoiner(", ");
    for (int i = 0; i < fields.size(); i++) {
      list.add("v" + i + " AS " + Sql.identifier(fields.get(i).name()));
    }
    return list.toString();
  }
}
