package dev.sage.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Example 2: what a distributor delivers every day, seven files in one ZIP.
final class DistributorExample {
  private final DistributorTables tables = new DistributorTables();

  private DistributorExample() {}

  static Examples.Example create() throws IOException {
    var example = Examples.Example.in("02-distribuidor-zip");
    var clean = new DistributorExample();
    example.file("entrega.zip", Examples.zip(clean.members()), clean.outcome());
    var faulty = new DistributorExample();
    faulty.spoil();
    SequencedMap<String, byte[]> members = faulty.members();
    members.put("leeme.txt", "Entrega del 30 de junio\n".getBytes(StandardCharsets.UTF_8));
    example.file(
        "entrega-con-errores.zip",
        Examples.zip(members),
        faulty
            .outcome()
            .fault("", "totales_cuadran", ExampleFinding.ERROR)
            .fault("", "member_unknown", ExampleFinding.WARNING));
    return example;
  }

  private List<Table> all() {
    return List.of(
        tables.routes,
        tables.sellers,
        tables.customers,
        tables.products,
        tables.stock,
        tables.orders,
        tables.sales);
  }

  private SequencedMap<String, byte[]> members() {
    var members = new LinkedHashMap<String, byte[]>();
    all().forEach(table -> members.put(table.id() + ".txt", table.bytes()));
    return members;
  }

  private ExampleOutcome outcome() {
    var outcome = ExampleOutcome.usual();
    all().forEach(outcome::table);
    return outcome;
  }

  private void spoil() {
    spoilCustomers(tables.customers);
    spoilProducts(tables.products);
    spoilStock(tables.stock);
    spoilOrders(tables.orders);
    spoilSales(tables.sales);
  }

  /// Only customers that nobody bought for: their absence breaks nothing else.
  private static void spoilCustomers(Table customers) {
    int first = DistributorTables.BUYING_CUSTOMERS;
    customers.spoil(first, "codigo_cliente", customers.get(3, "codigo_cliente"), "unique");
    customers.spoil(first + 1, "fecha_alta", "31/02/2024", "type");
    customers.spoil(first + 2, "limite_credito", "mil", "type");
    customers.spoil(first + 3, "segmento", "Z", "constraint");
    customers.spoil(first + 4, "segmento", "a", "constraint");
    customers.spoilRow(first + 5, "saldo", "999999.99", "saldo_en_limite");
    customers.spoilRow(first + 6, "saldo", "50000.01", "saldo_en_limite");
    customers.spoil(first + 7, "razon_social", "", "required");
    customers.spoil(first + 8, "codigo_ruta", "R-999", "reference");
    customers.spoil(first + 9, "codigo_ruta", "R-000", "reference");
    customers.wreck(first + 10, customers.text(first + 10).replaceFirst("\\|[^|]*$", ""), "ragged");
    for (int row = 20; row < 23; row++) {
      customers.blur(row, "correo", "", "con_correo");
    }
  }

  private static void spoilProducts(Table products) {
    products.spoil(5, "codigo_barras", "77501234", "constraint");
    products.spoil(6, "unidades_por_caja", "doce", "type");
    products.spoilRow(7, "precio_minimo", "99999.00", "precio_minimo_menor");
  }

  private static void spoilStock(Table stock) {
    stock.spoilRow(10, "stock_final", "-1", "existencias_cuadran");
    stock.set(10, "valor_total", "-" + stock.get(10, "costo_unitario"));
    stock.spoilRow(11, "fecha_vencimiento", "2020-01-01", "vence_despues");
    stock.spoilAcross(12, "codigo_producto", "P-9999", "inventario_producto_existe");
  }

  private static void spoilOrders(Table orders) {
    orders.spoil(4, "estado", "PERDIDO", "constraint");
    orders.spoilRow(5, "total", "0.01", "total_pedido_cuadra");
  }

  private static void spoilSales(Table sales) {
    sales.spoilAcross(30, "codigo_cliente", "C-99999", "ventas_cliente_existe");
    sales.spoil(40, "precio_unitario", "12,50", "type");
    for (int row = 50; row < 53; row++) {
      spoilSubtotal(sales, row);
    }
    duplicateLine(sales, 60);
    sales.wreck(70, sales.text(70) + "|sobra", "ragged");
    sales.wreck(80, sales.text(80).replaceFirst("\\|[^|]*$", "|\"2025\" mal"), "quote");
  }

  /// The total follows, so that only one rule of the row fails.
  private static void spoilSubtotal(Table sales, int row) {
    var subtotal =
        DistributorTables.amount(sales.get(row, "subtotal")).add(java.math.BigDecimal.ONE);
    var tax = DistributorTables.amount(sales.get(row, "impuesto"));
    sales.set(row, "total", subtotal.add(tax).toPlainString());
    sales.spoilRow(row, "subtotal", subtotal.toPlainString(), "subtotal_cuadra");
  }

  /// The key of the row above; a finding about a tuple has no column.
  private static void duplicateLine(Table sales, int row) {
    sales.set(row, "numero_factura", sales.get(row - 1, "numero_factura"));
    sales.spoilRow(row, "linea", sales.get(row - 1, "linea"), "unique");
  }
}
