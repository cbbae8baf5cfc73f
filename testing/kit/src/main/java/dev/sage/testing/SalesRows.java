package dev.sage.testing;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/// The correct content of every row, from its number and the seed alone.
final class SalesRows {
  static final List<String> CLIENTS =
      List.of(
          "Almacenes Núñez",
          "Bodegas del Sur SA",
          "Comercial Peña",
          "Distribuidora Ávila",
          "Farmacias Unidas",
          "Granja La Española",
          "Hipermercado Norte",
          "Licores Quiñones",
          "Minimarket San José",
          "Panadería La Espiga",
          "Supermercado Colón",
          "Tienda Doña María");

  private static final byte[][] CLIENT_BYTES = bytes(CLIENTS);
  private static final byte[][] NOTES =
      bytes(
          List.of(
              "",
              "Entregar por la puerta de atrás, de 8 a 12 horas",
              "Llamar antes de entregar al encargado de almacén",
              "Cliente frecuente: aplicar el precio de la lista",
              "Pedido tomado por teléfono, sin firma del cliente",
              "Devolver los envases vacíos en la próxima visita",
              "Factura con copia para la oficina central de Lima",
              "Mercancía frágil: no apilar más de cuatro cajas"));
  private static final byte[][] DAYS =
      bytes(
          IntStream.range(0, 720)
              .mapToObj(day -> LocalDate.of(2024, 1, 1).plusDays(day).toString())
              .toList());
  private static final byte[] YES = {'s', 'i'};
  private static final byte[] NO = {'n', 'o'};
  private static final long FIRST_ID = 10_000_000;

  private final long seed;
  private final boolean quoted;
  private final boolean allBad;

  SalesRows(long seed, boolean quoted, boolean allBad) {
    this.seed = seed;
    this.quoted = quoted;
    this.allBad = allBad;
  }

  private static byte[][] bytes(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
  }

  static String id(int row) {
    return Long.toString(FIRST_ID + row);
  }

  /// The row without its line end.
  void put(int row, ByteSink sink) {
    long random = mixed(seed + row * 0x9E3779B97F4A7C15L);
    putNames(row, random, sink);
    putTimes(random, sink);
    putAmounts(random, sink);
    sink.put(SalesFile.DELIMITER);
    sink.put((random & 1) == 0 ? YES : NO);
    sink.put(SalesFile.DELIMITER);
    putText(NOTES[(int) (random >>> 1 & 7)], sink);
  }

  private void putNames(int row, long random, ByteSink sink) {
    sink.putNumber(FIRST_ID + row);
    sink.put(SalesFile.DELIMITER);
    putCode((random >>> 4) % 100_000_000, sink);
    sink.put(SalesFile.DELIMITER);
    putText(CLIENT_BYTES[(int) ((random >>> 8) % CLIENT_BYTES.length)], sink);
    sink.put(SalesFile.DELIMITER);
  }

  private void putCode(long number, ByteSink sink) {
    putQuote(sink);
    sink.put('C');
    sink.put('-');
    sink.putPadded(number, 8);
    putQuote(sink);
  }

  private static void putTimes(long random, ByteSink sink) {
    byte[] day = DAYS[(int) ((random >>> 12) % DAYS.length)];
    int second = (int) ((random >>> 20) % 86_400);
    sink.put(day);
    sink.put(SalesFile.DELIMITER);
    sink.put(day);
    sink.put(' ');
    sink.putPadded(second / 3600, 2);
    sink.put(':');
    sink.putPadded(second / 60 % 60, 2);
    sink.put(':');
    sink.putPadded(second % 60, 2);
    sink.put(SalesFile.DELIMITER);
  }

  private void putAmounts(long random, ByteSink sink) {
    long quantity = 1 + (random >>> 30) % 999;
    long price = 100 + (random >>> 36) % 99_900 + (allBad ? 10_000_000 : 0);
    sink.putNumber(quantity);
    sink.put(SalesFile.DELIMITER);
    sink.putCents(price);
    sink.put(SalesFile.DELIMITER);
    sink.putCents(quantity * price + (allBad ? 1 : 0));
  }

  private void putText(byte[] text, ByteSink sink) {
    if (text.length > 0) {
      putQuote(sink);
      sink.put(text);
      putQuote(sink);
    }
  }

  private void putQuote(ByteSink sink) {
    if (quoted) {
      sink.put('"');
    }
  }

  /// The mixing step of SplitMix64: neighbouring rows get unrelated values.
  private static long mixed(long value) {
    long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    return mixed ^ mixed >>> 31;
  }
}
