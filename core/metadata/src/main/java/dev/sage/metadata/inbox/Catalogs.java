package dev.sage.metadata.inbox;

import dev.sage.metadata.database.Session;
import java.util.UUID;

/// Keeps `catalogos` and `materializaciones` of inboxes as the current version of their contract
/// says.
final class Catalogs {
  private Catalogs() {}

  static void refreshOfContract(Session session, UUID contract) {
    refresh(session, "c.contrato_id = :id", contract);
  }

  static void refreshOfInbox(Session session, UUID inbox) {
    refresh(session, "c.id = :id", inbox);
  }

  private static void refresh(Session session, String which, UUID id) {
    session
        .sql(
            "DELETE FROM catalogos WHERE casilla_id IN (SELECT c.id FROM casillas_datos c WHERE "
                + which
                + ")")
        .with("id", id)
        .update();
    session
        .sql(
            """
            WITH descritos AS MATERIALIZED (
              SELECT gen_random_uuid() AS id, c.id AS casilla, j.forma, j.orden
              FROM casillas_datos c
              JOIN contratos k ON k.id = c.contrato_id
              JOIN versiones_contrato v ON v.id = k.version_actual_id
              CROSS JOIN LATERAL jsonb_array_elements(v.catalogos)
                WITH ORDINALITY AS j (forma, orden)
              WHERE %s),
            nuevos AS (
              INSERT INTO catalogos
                (id, casilla_id, clave, nombre, descripcion, archivo, formato, orden)
              SELECT id, casilla, forma ->> 'id', forma ->> 'name', forma ->> 'description',
                forma ->> 'filename', forma ->> 'format', orden
              FROM descritos RETURNING id)
            INSERT INTO materializaciones (id, catalogo_id, clave, destino, tabla, estrategia, llave,
              columnas, particion, modo_esquema, orden)
            SELECT gen_random_uuid(), d.id, m.forma ->> 'id', m.forma ->> 'destination',
              m.forma ->> 'table', m.forma ->> 'strategy',
              ARRAY(SELECT jsonb_array_elements_text(m.forma -> 'key')),
              m.forma -> 'columns',
              ARRAY(SELECT jsonb_array_elements_text(m.forma -> 'partitionBy')),
              m.forma ->> 'schemaMode', m.orden
            FROM descritos d JOIN nuevos n ON n.id = d.id
            CROSS JOIN LATERAL jsonb_array_elements(d.forma -> 'materializations')
              WITH ORDINALITY AS m (forma, orden)
            """
                .formatted(which))
        .with("id", id)
        .update();
  }
}
