package dev.sage.server.api;

import dev.sage.orchestrator.inbox.Receipt;
import java.util.Optional;
import java.util.UUID;

/// What became of a delivery when it arrived.
///
/// @param status `aceptada`, `duplicada`, `rechazada`
/// @param execution that processes it, or has processed the same content before
/// @param version 2 and more: it takes the place of an earlier one of its name
/// @param duplicateOf the delivery that came first
/// @param reason why it was refused
public record ReceiptView(
    UUID delivery,
    String status,
    Optional<UUID> execution,
    Optional<Integer> version,
    Optional<UUID> corrects,
    Optional<UUID> duplicateOf,
    Optional<String> reason) {

  static ReceiptView of(Receipt receipt) {
    return switch (receipt) {
      case Receipt.Accepted accepted ->
          new ReceiptView(
              accepted.delivery(),
              "aceptada",
              Optional.of(accepted.execution()),
              Optional.of(accepted.version()),
              accepted.corrects(),
              Optional.empty(),
              Optional.empty());
      case Receipt.Duplicate duplicate ->
          new ReceiptView(
              duplicate.delivery(),
              "duplicada",
              Optional.of(duplicate.execution()),
              Optional.empty(),
              Optional.empty(),
              Optional.of(duplicate.of()),
              Optional.empty());
      case Receipt.Refused refused ->
          new ReceiptView(
              refused.delivery(),
              "rechazada",
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(refused.reason()));
    };
  }

  int httpStatus() {
    return switch (status) {
      case "aceptada" -> 202;
      case "duplicada" -> 200;
      default -> 403;
    };
  }
}
