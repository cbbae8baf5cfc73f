package dev.sage.metadata.calendar;

import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.metadata.notify.Announcements;
import dev.sage.orchestrator.calendar.DeliveryCalendar;
import dev.sage.orchestrator.calendar.DeliveryDay;
import dev.sage.spi.notify.Notification;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The calendar over `emisores`, `expectativas` and `entregas`. The server says what time it is;
/// what that means in a sender's zone is said by Java alone, so that days and hours never differ.
public final class PostgresqlDeliveryCalendar implements DeliveryCalendar {
  /// Somewhere it is that date already, or still.
  private static final Duration ZONES = Duration.ofHours(18);

  private final MetadataDatabase database;

  public PostgresqlDeliveryCalendar(MetadataDatabase database) {
    this.database = database;
  }

  @Override
  public List<DeliveryDay> day(LocalDate date, Optional<UUID> inbox) {
    return database.inTransaction(session -> {
      List<SenderPlan> plans = plans(session, inbox);
      Map<SenderPlan.Key, List<DatedArrival>> arrivals =
          DatedArrival.bySender(arrivals(session, date, inbox));
      Instant now = now(session);
      return plans.stream()
          .flatMap(
              plan -> plan.day(date, arrivals.getOrDefault(plan.key(), List.of()), now).stream())
          .toList();
    });
  }

  @Override
  public int announceLate() {
    return database.inTransaction(session -> {
      Instant now = now(session);
      return plans(session, Optional.empty()).stream()
          .flatMap(plan -> plan.overdue(now).stream())
          .mapToInt(late -> announce(session, late) ? 1 : 0)
          .sum();
    });
  }

  /// Whether it was announced now: nothing has arrived, and nobody announced it before.
  private static boolean announce(Session session, SenderPlan.Overdue late) {
    boolean first =
        session
                .sql(
                    """
                    INSERT INTO avisos_atraso (emisor_id, fecha, vencia_en)
                    SELECT :sender, :date, :due WHERE NOT EXISTS (
                      SELECT FROM entregas
                      WHERE emisor_id = :sender AND estado = 'aceptada'
                        AND recibida_en >= :begin AND recibida_en < :end)
                    ON CONFLICT DO NOTHING
                    """)
                .with("sender", late.sender())
                .with("date", late.date())
                .with("due", late.due())
                .with("begin", late.begin())
                .with("end", late.end())
                .update()
            == 1;
    if (first) {
      Announcements.add(session, Notification.Kind.DELIVERY_LATE, late.facts());
    }
    return first;
  }

  private static Instant now(Session session) {
    return session.sql("SELECT now() AS now").one(row -> row.time("now"));
  }

  /// Senders that may send, and those without a name for what anybody sent.
  private static List<SenderPlan> plans(Session session, Optional<UUID> inbox) {
    return session
        .sql(
            """
            SELECT c.id AS casilla, c.nombre AS casilla_nombre, s.id AS emisor,
              s.nombre AS emisor_nombre, x.dias, x.hora, x.desde, coalesce(x.zona, c.zona) AS zona
            FROM casillas_datos c
            JOIN emisores s ON s.casilla_id = c.id
            LEFT JOIN expectativas x ON x.emisor_id = s.id AND s.activo
            WHERE c.activa AND c.id = coalesce(cast(:inbox AS uuid), c.id)
            UNION ALL
            SELECT c.id, c.nombre, NULL, '', NULL, NULL, NULL, c.zona
            FROM casillas_datos c
            WHERE c.activa AND c.id = coalesce(cast(:inbox AS uuid), c.id)
            ORDER BY casilla_nombre, emisor_nombre
            """)
        .with("inbox", inbox)
        .list(SenderPlan::read);
  }

  private static List<DatedArrival> arrivals(
      Session session, LocalDate date, Optional<UUID> inbox) {
    Instant begin = date.atStartOfDay(ZoneOffset.UTC).toInstant();
    return session
        .sql(
            """
            SELECT e.id, e.casilla_id, e.emisor_id, e.archivo, e.recibida_en, e.estado, e.motivo,
              g.archivo AS gemela, c.idioma, x.id AS ejecucion, x.estado AS ejecucion_estado,
              x.leidas, x.rechazadas, x.errores, x.error_mensaje
            FROM entregas e
            JOIN casillas_datos c ON c.id = e.casilla_id
            LEFT JOIN entregas g ON g.id = e.duplicado_de
            LEFT JOIN LATERAL (
              SELECT * FROM ejecuciones_yaml y
              WHERE y.entrega_id = e.id ORDER BY y.numero DESC LIMIT 1) x ON true
            WHERE e.recibida_en >= :begin AND e.recibida_en < :end
              AND e.casilla_id = coalesce(cast(:inbox AS uuid), e.casilla_id)
            ORDER BY e.recibida_en, e.numero
            """)
        .with("begin", begin.minus(ZONES))
        .with("end", begin.plus(Duration.ofDays(1)).plus(ZONES))
        .with("inbox", inbox)
        .list(PostgresqlDeliveryCalendar::arrival);
  }

  private static DatedArrival arrival(Row row) throws SQLException {
    boolean accepted = row.text("estado").equals("aceptada");
    return new DatedArrival(
        new SenderPlan.Key(row.id("casilla_id"), row.maybeId("emisor_id")),
        accepted,
        new DeliveryDay.Arrival(
            row.id("id"),
            row.maybeId("ejecucion"),
            row.text("archivo"),
            row.time("recibida_en"),
            ArrivalTrouble.state(row),
            row.number("leidas"),
            row.number("rechazadas"),
            ArrivalTrouble.of(row)));
  }
}
