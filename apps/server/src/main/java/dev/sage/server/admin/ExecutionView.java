package dev.sage.server.admin;

import dev.sage.server.work.LiveProgress;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// An execution as the API shows it.
///
/// @param state `pendiente`, `procesando`, `completada`, `parcial`, `rechazada`, `fallida`,
///   `cancelada`
/// @param replays the execution of the same delivery that it does again
/// @param bytes of the delivery; in the view of one
/// @param placement where there was a choice
/// @param cost in functions; in the view of one, and only where it was there
/// @param filesDeletedAt since when its files are no longer kept
/// @param status of the report: `Éxito`, `Parcial`, `Fallido`
/// @param progress how far it is, if it runs in the process that answers
public record ExecutionView(
    UUID id,
    long number,
    String state,
    UUID inboxId,
    String inbox,
    Optional<String> sender,
    UUID delivery,
    String filename,
    Optional<Long> bytes,
    String contract,
    int contractVersion,
    int priority,
    long attempt,
    Optional<UUID> replays,
    Optional<String> daemon,
    Optional<PlacementView> placement,
    Optional<CostView> cost,
    Instant arrivedAt,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    boolean stopRequested,
    Optional<Counts> counts,
    Optional<String> status,
    List<LandedView> landed,
    Optional<ErrorView> error,
    Optional<Instant> filesDeletedAt,
    Optional<LiveProgress.Snapshot> progress) {
  public ExecutionView {
    landed = List.copyOf(landed);
  }

  /// Records and findings over all catalogs.
  public record Counts(
      long read,
      long accepted,
      long rejected,
      long filtered,
      long errors,
      long warnings,
      long messages) {}

  public record LandedView(String materialization, long rows, String outcome) {}

  /// Where it is done, `local`, `funcion` or `funcion_en_partes`, and why.
  ///
  /// @param reasons their names, the decisive ones first
  /// @param explanation the same for people
  public record PlacementView(String place, List<String> reasons, String explanation) {
    public PlacementView {
      reasons = List.copyOf(reasons);
    }
  }

  /// What its attempts in functions cost together, in US dollars.
  ///
  /// @param estimated before they began
  /// @param reserved before they began: the most that it could be
  /// @param total what it was, or what is reserved while it is not settled
  public record CostView(
      BigDecimal estimated,
      BigDecimal reserved,
      BigDecimal total,
      boolean settled,
      long invocations,
      BigDecimal gbSeconds) {}

  /// Why the last attempt failed.
  public record ErrorView(String code, int number, String message) {}

  public boolean hasEnded() {
    return !state.equals("pendiente") && !state.equals("procesando");
  }

  public ExecutionView with(Optional<LiveProgress.Snapshot> now) {
    return new ExecutionView(
        id,
        number,
        state,
        inboxId,
        inbox,
        sender,
        delivery,
        filename,
        bytes,
        contract,
        contractVersion,
        priority,
        attempt,
        replays,
        daemon,
        placement,
        cost,
        arrivedAt,
        createdAt,
        startedAt,
        endedAt,
        stopRequested,
        counts,
        status,
        landed,
        error,
        filesDeletedAt,
        now);
  }
}
