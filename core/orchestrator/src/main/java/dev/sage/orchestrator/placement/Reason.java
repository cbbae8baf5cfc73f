package dev.sage.orchestrator.placement;

import dev.sage.spi.Message;

/// Why an execution is done where it is.
public enum Reason {
  ROOM_HERE("hay sitio aquí", "there is room here"),
  NO_ROOM_HERE("aquí no hay sitio", "there is no room here"),
  QUEUE_LONG("la cola es larga", "the queue is long"),
  CPU_HIGH("la CPU está ocupada", "the CPU is busy"),
  URGENT("tiene prioridad", "it has priority"),
  WAITED_LONG("ya esperó mucho", "it has waited for long"),
  QUEUE_SHORT(
      "la cola es corta: pronto hay sitio aquí", "the queue is short: soon there is room here"),
  LARGE(
      "una función no lo acaba a tiempo: va en partes",
      "one function does not finish it in time: it goes in parts"),
  TOO_LARGE("es demasiado grande para las funciones", "it is too large for functions"),
  TOO_MUCH_MEMORY(
      "necesita más memoria que la de una función", "it needs more memory than a function has"),
  TOO_SLOW_THERE("una función no lo acabó a tiempo", "a function did not finish it in time"),
  FUNCTIONS_FULL(
      "ya trabajan tantas funciones como se permite", "as many functions work as are allowed"),
  FUNCTIONS_AWAY("las funciones no responden ahora", "functions do not answer now"),
  BUDGET_SPENT(
      "el presupuesto no alcanza para funciones", "the budget does not suffice for functions");

  private final String es;
  private final String en;

  Reason(String es, String en) {
    this.es = es;
    this.en = en;
  }

  /// For people.
  public Message text() {
    return new Message(es, en);
  }
}
