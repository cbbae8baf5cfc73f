package dev.sage.testing;

import static dev.sage.testing.DistributorPlaces.any;

import dev.sage.testing.DistributorPlaces.City;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// The seven files of one correct delivery.
final class DistributorTables {
  static final int BUYING_CUSTOMERS = 380;

  private static final int ROUTES = 24;
  private static final int SELLERS = 30;
  private static final int CUSTOMERS = 400;
  private static final int PRODUCTS = 250;
  private static final int STOCK = 500;
  private static final int ORDERS = 420;
  private static final LocalDate DAY = LocalDate.of(2025, 6, 30);
  private static final String NOW = "2025-06-30 21:15:00";
  private static final List<String> WEEK =
      List.of("LUNES", "MARTES", "MIERCOLES", "JUEVES", "VIERNES", "SABADO");

  final Table routes =
      table(
          "rutas",
          """
          codigo_ruta nombre zona ciudad departamento codigo_supervisor supervisor dia_visita
          frecuencia hora_inicio hora_fin km_estimados clientes_planificados canal vehiculo placa
          activo fecha_alta observaciones actualizado
          """);
  final Table sellers =
      table(
          "vendedores",
          """
          codigo_vendedor nombre apellido documento fecha_nacimiento fecha_ingreso telefono correo
          codigo_ruta zona ciudad cargo tipo_contrato salario_base comision_pct meta_mensual
          meta_clientes supervisor activo fecha_baja dispositivo actualizado
          """);
  final Table customers =
      table(
          "clientes",
          """
          codigo_cliente razon_social nombre_comercial tipo_documento numero_documento tipo_negocio
          canal segmento direccion referencia barrio ciudad departamento pais codigo_postal latitud
          longitud telefono correo contacto codigo_ruta codigo_vendedor secuencia_visita
          limite_credito dias_credito saldo lista_precio fecha_alta activo actualizado
          """);
  final Table products =
      table(
          "productos",
          """
          codigo_producto codigo_barras descripcion descripcion_corta marca fabricante categoria
          subcategoria presentacion unidad_medida unidades_por_caja peso_kg volumen_l precio_lista
          precio_minimo costo impuesto_pct moneda perecedero vida_util_dias conservacion pais_origen
          proveedor fecha_alta fecha_baja activo orden actualizado
          """);
  final Table stock =
      table(
          "inventario",
          """
          fecha_corte codigo_almacen almacen codigo_producto lote fecha_fabricacion
          fecha_vencimiento stock_inicial entradas salidas ajustes stock_final stock_reservado
          costo_unitario valor_total ubicacion estado bloqueado responsable actualizado
          """);
  final Table orders =
      table(
          "pedidos",
          """
          numero_pedido fecha_pedido fecha_captura codigo_cliente codigo_vendedor codigo_ruta canal
          estado tipo_pago moneda cantidad_lineas unidades subtotal descuento impuesto total
          fecha_entrega direccion_entrega ciudad_entrega codigo_almacen prioridad urgente
          observaciones actualizado
          """);
  final Table sales =
      table(
          "ventas",
          """
          numero_factura linea fecha fecha_hora numero_pedido codigo_cliente codigo_vendedor
          codigo_ruta codigo_producto descripcion lote unidad_medida cantidad unidades_por_caja
          precio_lista descuento_pct precio_unitario subtotal impuesto_pct impuesto total
          costo_unitario moneda tipo_comprobante serie canal tipo_pago codigo_almacen devolucion
          motivo_devolucion observaciones actualizado
          """);

  private final SplittableRandom random = new SplittableRandom(2);

  DistributorTables() {
    repeat(ROUTES, this::addRoute);
    repeat(SELLERS, this::addSeller);
    repeat(CUSTOMERS, this::addCustomer);
    repeat(PRODUCTS, this::addProduct);
    repeat(STOCK, this::addStock);
    repeat(ORDERS, this::addOrder);
  }

  private static Table table(String id, String columns) {
    return new Table(id, "|", false, columns);
  }

  private static void repeat(int times, java.util.function.IntConsumer action) {
    for (int at = 0; at < times; at++) {
      action.accept(at);
    }
  }

  static BigDecimal amount(String text) {
    return new BigDecimal(text);
  }

  private static BigDecimal cents(long cents) {
    return BigDecimal.valueOf(cents, 2);
  }

  private static BigDecimal percentOf(BigDecimal amount, int percent) {
    return amount
        .multiply(BigDecimal.valueOf(percent))
        .divide(BigDecimal.valueOf(100), 2, RoundingMode.HALF_UP);
  }

  private static String code(String prefix, int number, int width) {
    return prefix + "-" + "0".repeat(width - Integer.toString(number).length()) + number;
  }

  private String person() {
    return any(DistributorPlaces.FIRST_NAMES, random)
        + " "
        + any(DistributorPlaces.LAST_NAMES, random);
  }

  private String digits(int count) {
    var digits = new StringBuilder(Integer.toString(1 + random.nextInt(9)));
    while (digits.length() < count) {
      digits.append(random.nextInt(10));
    }
    return digits.toString();
  }

  private String yesNo(int yesIn10) {
    return random.nextInt(10) < yesIn10 ? "S" : "N";
  }

  private LocalDate before(int days) {
    return DAY.minusDays(random.nextInt(days));
  }

  private String mail(String name) {
    return DistributorPlaces.plain(name).replace(' ', '.') + "@ejemplo.pe";
  }

  private void addRoute(int row) {
    City city = any(DistributorPlaces.CITIES, random);
    routes.add(
        code("R", row + 1, 3),
        "Ruta " + city.name() + " " + (row + 1),
        city.zone(),
        city.name(),
        city.region(),
        code("S", 1 + row % 4, 2),
        person(),
        WEEK.get(row % WEEK.size()),
        row % 3 == 0 ? "QUINCENAL" : "SEMANAL",
        "07:30",
        "17:00",
        cents(500 + random.nextInt(9000)),
        15 + random.nextInt(30),
        any(DistributorPlaces.CHANNELS, random),
        row % 2 == 0 ? "Furgón" : "Camión",
        "ABC-" + digits(3),
        "S",
        before(2000),
        row % 5 == 0 ? "Evitar la vía principal los sábados" : "",
        NOW);
  }

  private void addSeller(int row) {
    String first = any(DistributorPlaces.FIRST_NAMES, random);
    String last = any(DistributorPlaces.LAST_NAMES, random);
    City city = any(DistributorPlaces.CITIES, random);
    sellers.add(
        code("V", row + 1, 3),
        first,
        last,
        digits(8),
        LocalDate.of(1970, 1, 1).plusDays(random.nextInt(11_000)),
        before(3000),
        "9" + digits(8),
        mail(first + " " + last),
        routes.get(row % ROUTES, "codigo_ruta"),
        city.zone(),
        city.name(),
        row % 10 == 0 ? "SUPERVISOR" : "VENDEDOR",
        row % 4 == 0 ? "TEMPORAL" : "INDEFINIDO",
        cents(130_000 + random.nextInt(150_000)),
        cents(random.nextInt(500)),
        cents(2_000_000 + random.nextInt(3_000_000)),
        20 + random.nextInt(40),
        person(),
        yesNo(9),
        "",
        "Tableta " + digits(6),
        NOW);
  }

  private void addCustomer(int row) {
    City city = any(DistributorPlaces.CITIES, random);
    String owner = person();
    String shop = any(DistributorPlaces.SHOPS, random) + " " + owner;
    customers.add(
        code("C", row + 1, 5),
        shop + (row % 6 == 0 ? " S.A.C." : ""),
        shop,
        row % 3 == 0 ? "DNI" : "RUC",
        row % 3 == 0 ? digits(8) : "20" + digits(9),
        any(DistributorPlaces.SHOPS, random).toUpperCase(java.util.Locale.ROOT),
        any(DistributorPlaces.CHANNELS, random),
        "ABC".charAt(random.nextInt(3)),
        any(DistributorPlaces.STREETS, random) + " " + (100 + random.nextInt(900)),
        row % 4 == 0 ? "Frente al parque" : "",
        "Urb. San Martín",
        city.name(),
        city.region(),
        "Perú",
        city.postalCode(),
        "-" + BigDecimal.valueOf(4_000_000 + random.nextInt(14_000_000), 6),
        "-" + BigDecimal.valueOf(70_000_000 + random.nextInt(11_000_000), 6),
        "9" + digits(8),
        mail(owner),
        owner,
        code("R", 1 + random.nextInt(ROUTES), 3),
        code("V", 1 + random.nextInt(SELLERS), 3),
        1 + random.nextInt(60),
        "5000.00",
        15 * random.nextInt(5),
        cents(random.nextInt(500_000)),
        "LP" + (1 + random.nextInt(3)),
        before(2500),
        yesNo(9),
        NOW);
  }

  private void addProduct(int row) {
    int kind = row % DistributorPlaces.ARTICLES.size();
    String brand = any(DistributorPlaces.BRANDS, random);
    long price = 150L + random.nextInt(8_000);
    String article = DistributorPlaces.ARTICLES.get(kind);
    products.add(
        code("P", row + 1, 4),
        "775" + digits(10),
        article + " " + brand + " x " + (1 + row % 12),
        article,
        brand,
        "Industrias " + brand + " S.A.",
        DistributorPlaces.CATEGORIES.get(kind),
        "General",
        row % 2 == 0 ? "Caja" : "Bolsa",
        row % 3 == 0 ? "CJ" : "UN",
        6 * (1 + random.nextInt(8)),
        BigDecimal.valueOf(50 + random.nextInt(9_000), 3),
        BigDecimal.valueOf(100 + random.nextInt(5_000), 3),
        cents(price),
        cents(price * 9 / 10),
        cents(price * 6 / 10),
        row % 5 == 0 ? "0" : "18",
        "PEN",
        kind == 1 || kind == 2 ? "S" : "N",
        90 + random.nextInt(600),
        kind == 1 ? "Refrigerado" : "Ambiente",
        "Perú",
        "Proveedor " + (1 + random.nextInt(20)),
        before(2000),
        "",
        "S",
        row + 1,
        NOW);
  }

  private void addStock(int row) {
    int product = row % PRODUCTS;
    int start = random.nextInt(400);
    int in = random.nextInt(200);
    int out = random.nextInt(start + in + 1);
    int end = start + in - out;
    BigDecimal cost = amount(products.get(product, "costo"));
    LocalDate made = before(200);
    stock.add(
        DAY,
        row < PRODUCTS ? "A01" : "A02",
        row < PRODUCTS ? "Almacén central" : "Almacén Cañete",
        products.get(product, "codigo_producto"),
        "L" + digits(6),
        made,
        made.plusDays(365),
        start,
        in,
        out,
        0,
        end,
        end / 4,
        cost,
        cost.multiply(BigDecimal.valueOf(end)),
        "Pasillo " + (1 + random.nextInt(12)),
        "DISPONIBLE",
        "N",
        person(),
        NOW);
  }

  private void addOrder(int row) {
    int customer = random.nextInt(BUYING_CUSTOMERS);
    var lines = new ArrayList<Line>();
    repeat(2 + random.nextInt(4), line -> lines.add(line()));
    var order = new Order(row + 1, customer, any(DistributorPlaces.PAYMENTS, random), lines);
    addOrder(order);
    for (int line = 0; line < lines.size(); line++) {
      addSale(order, line + 1, lines.get(line));
    }
  }

  /// One order, which becomes one invoice.
  private record Order(int number, int customer, String payment, List<Line> lines) {
    BigDecimal sum(java.util.function.Function<Line, BigDecimal> part) {
      return lines.stream().map(part).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    int units() {
      return lines.stream().mapToInt(Line::quantity).sum();
    }
  }

  /// One product of an order.
  private record Line(int product, int quantity, int discount, BigDecimal price, int taxPercent) {
    BigDecimal subtotal() {
      return price.multiply(BigDecimal.valueOf(quantity));
    }

    BigDecimal tax() {
      return percentOf(subtotal(), taxPercent);
    }
  }

  private Line line() {
    int product = random.nextInt(PRODUCTS);
    int discount = 5 * random.nextInt(3);
    BigDecimal list = amount(products.get(product, "precio_lista"));
    return new Line(
        product,
        1 + random.nextInt(36),
        discount,
        list.subtract(percentOf(list, discount)),
        Integer.parseInt(products.get(product, "impuesto_pct")));
  }

  private void addOrder(Order order) {
    int customer = order.customer();
    BigDecimal subtotal = order.sum(Line::subtotal);
    BigDecimal tax = order.sum(Line::tax);
    BigDecimal discount = order.number() % 7 == 0 ? percentOf(subtotal, 2) : cents(0);
    orders.add(
        code("N", order.number(), 6),
        DAY,
        DAY + " 0" + (7 + order.number() % 3) + ":05:30",
        customers.get(customer, "codigo_cliente"),
        customers.get(customer, "codigo_vendedor"),
        customers.get(customer, "codigo_ruta"),
        customers.get(customer, "canal"),
        "FACTURADO",
        order.payment(),
        "PEN",
        order.lines().size(),
        order.units(),
        subtotal,
        discount,
        tax,
        subtotal.subtract(discount).add(tax),
        DAY.plusDays(1),
        customers.get(customer, "direccion"),
        customers.get(customer, "ciudad"),
        "A01",
        1 + order.number() % 3,
        order.number() % 10 == 0 ? "S" : "N",
        order.number() % 12 == 0 ? "Cliente pide boleta y guía" : "",
        NOW);
  }

  private void addSale(Order order, int number, Line line) {
    int customer = order.customer();
    sales.add(
        code("F001", order.number(), 6),
        number,
        DAY,
        DAY + "T18:%02d:00".formatted(number),
        code("N", order.number(), 6),
        customers.get(customer, "codigo_cliente"),
        customers.get(customer, "codigo_vendedor"),
        customers.get(customer, "codigo_ruta"),
        products.get(line.product(), "codigo_producto"),
        products.get(line.product(), "descripcion"),
        stock.get(line.product(), "lote"),
        products.get(line.product(), "unidad_medida"),
        line.quantity(),
        products.get(line.product(), "unidades_por_caja"),
        products.get(line.product(), "precio_lista"),
        line.discount(),
        line.price(),
        line.subtotal(),
        line.taxPercent(),
        line.tax(),
        line.subtotal().add(line.tax()),
        products.get(line.product(), "costo"),
        "PEN",
        order.number() % 2 == 0 ? "FACTURA" : "BOLETA",
        "F001",
        customers.get(customer, "canal"),
        order.payment(),
        "A01",
        "N",
        "",
        "",
        NOW);
  }
}
