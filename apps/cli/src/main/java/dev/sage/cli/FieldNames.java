package dev.sage.cli;

import dev.sage.spi.Message;
import java.util.Map;
import java.util.stream.Collectors;

/// What people call the fields of what a server answers.
final class FieldNames {
  private static final Map<String, Message> NAMES =
      """
      name | nombre | name
      contract | contrato | contract
      folder | carpeta | folder
      active | activa | active
      number | número | number
      state | estado | state
      inbox | casilla | inbox
      sender | emisor | sender
      senders | emisores | senders
      filename | fichero | file
      counts | recuento | counts
      counts.rejected | rechazadas | rejected
      rejected | rechazadas | rejected
      counts.read | leídas | read
      read | leídas | read
      accepted | aceptadas | accepted
      created_at | creada | created
      started_at | iniciada | started
      ended_at | terminada | ended
      punctuality | puntualidad | punctuality
      due | vence | due
      role | rol | role
      token | ficha | token
      expires_at | vence | expires
      revoked_at | anulada | revoked
      execution | ejecución | execution
      delivery | entrega | delivery
      description | descripción | description
      language | idioma | language
      zone | zona | zone
      priority | prioridad | priority
      deadline | límite | deadline
      settle | reposo | settle
      revision | revisión | revision
      updated_at | cambiada | updated
      inbox_id | id de la casilla | inbox id
      contract_version | versión del contrato | contract version
      attempt | intento | attempt
      arrived_at | llegada | arrived
      stop_requested | se pidió parar | stop requested
      filtered | filtradas | filtered
      errors | errores | errors
      warnings | avisos | warnings
      messages | mensajes | messages
      status | resultado | status
      landed | cargado | landed
      materialization | materialización | materialization
      rows | filas | rows
      outcome | desenlace | outcome
      pattern | patrón | pattern
      email | correo | email
      expectation | se espera | expected
      days | días | days
      until | hasta | until
      created_by | creada por | created by
      used_at | usada | used
      replays | repite a | replays
      error | error | error
      message | mensaje | message
      code | código | code
      version | versión | version
      duplicate_of | duplicado de | duplicate of
      reason | motivo | reason
      corrects | corrige | corrects
      catalog | catálogo | catalog
      package | paquete | package
      on_error | ante errores | on error
      progress | avance | progress
      phase | fase | phase
      currency | moneda | currency
      prices | precios | prices
      budget | presupuesto | budget
      spent_today | gastado hoy | spent today
      spent_this_month | gastado este mes | spent this month
      left | queda | left
      stopped | detenido | stopped
      explanation | explicación | explanation
      cost | costo | cost
      estimated | estimado | estimated
      reserved | reservado | reserved
      functions | funciones | functions
      here | aquí | here
      date | día | date
      """
          .lines()
          .map(line -> line.strip().split(" \\| "))
          .collect(Collectors.toMap(words -> words[0], words -> new Message(words[1], words[2])));

  private FieldNames() {}

  /// Its own name, where people have no other.
  static Message of(String field) {
    return NAMES.getOrDefault(field, new Message(field, field));
  }
}
