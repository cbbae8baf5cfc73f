package dev.sage.engine.infer;

import java.util.List;
import java.util.Set;

/// Names that tell what identifies a record.
final class Codes {
  private static final Set<String> WORDS =
      Set.of(
          "id",
          "ids",
          "cod",
          "codigo",
          "code",
          "key",
          "clave",
          "llave",
          "nro",
          "num",
          "numero",
          "number",
          "no",
          "folio",
          "uuid",
          "guid",
          "sku",
          "ean",
          "isbn",
          "dni",
          "ruc",
          "nit",
          "rfc",
          "cuit",
          "cedula",
          "documento",
          "document",
          "factura",
          "invoice",
          "pedido",
          "order",
          "ticket",
          "serie",
          "serial",
          "referencia",
          "reference",
          "ref",
          "matricula",
          "placa",
          "imei",
          "iban",
          "email",
          "correo",
          "linea",
          "line",
          "item");

  /// What there are more and more of: a list of them is never complete.
  private static final Set<String> OPEN =
      Set.of(
          "cliente",
          "customer",
          "client",
          "nombre",
          "name",
          "apellido",
          "apellidos",
          "surname",
          "producto",
          "product",
          "articulo",
          "article",
          "vendedor",
          "seller",
          "proveedor",
          "supplier",
          "vendor",
          "empresa",
          "company",
          "razon",
          "persona",
          "person",
          "supervisor",
          "usuario",
          "user",
          "direccion",
          "address",
          "descripcion",
          "description",
          "detalle",
          "detail",
          "nota",
          "note",
          "observacion",
          "observaciones",
          "comentario",
          "comment",
          "notes",
          "notas");

  private Codes() {}

  static boolean isOfMany(String name) {
    return Identifiers.words(name).stream().anyMatch(OPEN::contains);
  }

  static boolean isNamedSo(String name) {
    List<String> words = Identifiers.words(name);
    return words.stream().anyMatch(WORDS::contains)
        || (words.size() == 1 && words.getFirst().matches("(id|cod).+"));
  }
}
