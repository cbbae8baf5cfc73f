package dev.sage.engine.infer;

import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.ValueSql;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Whether the first record of a table names its columns: whether it is unlike what stands below
/// it, column by column.
final class HeaderEvidence {
  private static final int BODY = 1_000;
  private static final int MOST_VOTES = 60;
  private static final int LONGEST_NAME = 100;
  private static final Pattern WORDS =
      Pattern.compile("[\\p{L}_#%$¿(][\\p{L}\\p{M}\\p{N}_ .,:;/\\\\()\\[\\]%#$°ºª¿?&+*'-]*");

  /// What columns are called, in either language.
  private static final Set<String> USUAL =
      Set.of(
          "id",
          "codigo",
          "cod",
          "code",
          "clave",
          "key",
          "nombre",
          "name",
          "nombres",
          "apellido",
          "apellidos",
          "fecha",
          "date",
          "hora",
          "time",
          "cliente",
          "customer",
          "client",
          "proveedor",
          "vendedor",
          "producto",
          "product",
          "descripcion",
          "description",
          "detalle",
          "tipo",
          "type",
          "categoria",
          "category",
          "estado",
          "status",
          "state",
          "ciudad",
          "city",
          "pais",
          "country",
          "region",
          "zona",
          "direccion",
          "address",
          "telefono",
          "phone",
          "correo",
          "email",
          "cantidad",
          "quantity",
          "qty",
          "precio",
          "price",
          "total",
          "monto",
          "importe",
          "amount",
          "moneda",
          "currency",
          "nota",
          "notas",
          "note",
          "notes",
          "observaciones",
          "comentario",
          "comments",
          "marca",
          "brand",
          "unidad",
          "unit",
          "canal",
          "ruta",
          "documento",
          "numero",
          "number",
          "text",
          "texto",
          "valor",
          "value");

  private final Session session;
  private final TextTable table;
  private final List<String> names;

  HeaderEvidence(Session session, TextTable table, List<String> names) {
    this.session = session;
    this.table = table;
    this.names = names;
  }

  /// Whether these names are the table's first record.
  boolean standsFirst() {
    if (table.rows() == 0 || table.width() < names.size()) {
      return false;
    }
    return session
        .query(
            "SELECT %s FROM %s WHERE rowid = 0"
                .formatted(TextTable.columns(table.width(), "c%d"), table.name()),
            row -> {
              List<String> cells = new ArrayList<>();
              for (int i = 1; i <= names.size(); i++) {
                String cell = row.getString(i);
                cells.add(cell == null ? "" : cell.strip());
              }
              return cells;
            })
        .equals(List.of(names));
  }

  boolean isHeader() {
    int votes = FieldNames.areDistinct(names.stream().filter(n -> !n.isBlank()).toList()) ? 0 : -1;
    String body = "header_body";
    session.execute(
        "CREATE OR REPLACE TEMP TABLE %s AS SELECT * FROM %s WHERE rowid BETWEEN 1 AND %d"
            .formatted(body, table.name(), BODY));
    for (int i = 0; i < Math.min(MOST_VOTES, names.size()); i++) {
      votes += names.get(i).isBlank() ? 0 : vote(body, i);
    }
    return votes > 0 || (votes == 0 && isWordy());
  }

  /// 1: unlike what stands below; -1: like it; 0: nothing to tell by.
  private int vote(String body, int column) {
    DistinctTexts texts = DistinctTexts.of(session, body, TextTable.column(column));
    String name = names.get(column);
    if (texts.count() == 0) {
      return fitsAny(name) ? -1 : 0;
    }
    Typed typed = new TypeFinder(texts, "", Optional.empty()).find();
    if (!(typed.type() instanceof ValueType.Text)) {
      return fits(name, typed) ? -1 : 1;
    }
    if (fitsAny(name) || texts.holds(name)) {
      return -1;
    }
    Optional<TextShape> shape = TextShape.of(texts);
    return shape.map(found -> found.matches(name) ? -1 : 1).orElse(0);
  }

  /// Numbers and dates name no columns.
  private boolean fitsAny(String name) {
    return fits(name, Typed.of(ValueType.DECIMAL)) || fits(name, Typed.of(ValueType.DATE_TIME));
  }

  private boolean fits(String name, Typed typed) {
    return session.number(
            "SELECT count(%s) FROM (SELECT %s AS s)"
                .formatted(ValueSql.value(typed.type(), "s", typed.reading()), Sql.literal(name)))
        > 0;
  }

  private boolean isWordy() {
    boolean words =
        names.stream().allMatch(n -> n.length() <= LONGEST_NAME && WORDS.matcher(n).matches());
    boolean usual = names.stream().anyMatch(HeaderEvidence::isUsual);
    boolean lower = names.stream().allMatch(n -> n.equals(FieldNames.folded(n)));
    return words && FieldNames.areDistinct(names) && (usual || lower);
  }

  private static boolean isUsual(String name) {
    return name.indexOf('_') >= 0 || Identifiers.words(name).stream().anyMatch(USUAL::contains);
  }
}
