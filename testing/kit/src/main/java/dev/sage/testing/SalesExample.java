package dev.sage.testing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;

/// Example 1: one CSV file of a shop's sales.
final class SalesExample {
  private static final int ROWS = 300;
  private static final List<String> PEOPLE =
      List.of(
          "María Núñez",
          "José Peña",
          "Lucía Gómez",
          "Ángel Ibáñez",
          "Begoña Muñoz",
          "Raúl Íñiguez");
  private static final List<String> CITIES =
      List.of("Bogotá", "Medellín", "Cali", "Ibagué", "Cúcuta", "Popayán");

  /// What is sold and for how much.
  private record Product(String name, String price) {}

  private static final List<Product> PRODUCTS =
      List.of(
          new Product("Café molido 500 g", "18.90"),
          new Product("Panela orgánica 1 kg", "7.25"),
          new Product("Arequipe 250 g", "5.40"),
          new Product("Jabón de coco, 3 unidades", "9.99"),
          new Product("Piña en almíbar", "6.10"));

  private SalesExample() {}

  static Examples.Example create() {
    var example = Examples.Example.in("01-ventas-csv");
    Table clean = clean();
    example.file("ventas.csv", clean.bytes(), ExampleOutcome.usual().table(clean));
    Table faulty = faulty();
    example.file("ventas-con-errores.csv", faulty.bytes(), ExampleOutcome.usual().table(faulty));
    return example;
  }

  private static Table clean() {
    var random = new SplittableRandom(1);
    var table =
        new Table(
            "ventas",
            ",",
            true,
            "numero fecha cliente ciudad producto cantidad precio total pagado observaciones");
    for (int row = 0; row < ROWS; row++) {
      add(table, row, random);
    }
    return table;
  }

  private static void add(Table table, int row, SplittableRandom random) {
    Product product = PRODUCTS.get(random.nextInt(PRODUCTS.size()));
    int quantity = 1 + random.nextInt(24);
    table.add(
        "V-%05d".formatted(row + 1),
        LocalDate.of(2025, 6, 1).plusDays(row / 10),
        PEOPLE.get(random.nextInt(PEOPLE.size())),
        CITIES.get(random.nextInt(CITIES.size())),
        product.name(),
        quantity,
        product.price(),
        new BigDecimal(product.price()).multiply(BigDecimal.valueOf(quantity)),
        random.nextInt(4) > 0 ? "sí" : "no",
        random.nextInt(6) > 0 ? "" : "Entregar en portería, después de las 2");
  }

  private static Table faulty() {
    Table table = clean();
    table.set(9, "observaciones", "Dos bultos:\nuno frágil,\nuno \"normal\"");
    table.blankLineBefore(20);
    table.spoil(30, "cantidad", "doce", "type");
    table.spoil(41, "fecha", "2025-06-31", "type");
    table.spoil(42, "precio", "18,90", "type");
    table.spoil(60, "pagado", "quizás", "type");
    table.spoil(75, "cliente", "", "required");
    table.spoil(90, "numero", table.get(89, "numero"), "unique");
    table.spoil(91, "numero", "F-00092", "constraint");
    table.spoil(120, "ciudad", "Bogota", "constraint");
    spoilQuantity(table, 150, "0");
    spoilQuantity(table, 151, "-3");
    table.spoilRow(180, "total", "1.00", "total_cuadra");
    table.spoilRow(181, "total", "99999.99", "total_cuadra");
    table.spoilRow(182, "total", "", "total_cuadra");
    table.wreck(200, table.text(200) + ",sobra", "ragged");
    table.wreck(210, "V-00211,2025-06-22,María Núñez", "ragged");
    spoilBigOrder(table, 250);
    return table;
  }

  private static void spoilQuantity(Table table, int row, String quantity) {
    table.spoil(row, "cantidad", quantity, "constraint");
    setTotal(table, row);
  }

  private static void spoilBigOrder(Table table, int row) {
    table.blur(row, "cantidad", "480", "pedido_grande");
    setTotal(table, row);
  }

  private static void setTotal(Table table, int row) {
    var quantity = new BigDecimal(table.get(row, "cantidad"));
    var price = new BigDecimal(table.get(row, "precio"));
    table.set(row, "total", quantity.multiply(price).toPlainString());
  }
}
