package dev.sage.testing;

import java.util.List;
import java.util.SplittableRandom;

/// Names of the invented distributor of example 2.
final class DistributorPlaces {
  /// A city and what belongs to it.
  record City(String name, String region, String zone, String postalCode) {}

  static final List<City> CITIES =
      List.of(
          new City("Lima", "Lima", "CENTRO", "15001"),
          new City("Callao", "Callao", "CENTRO", "07001"),
          new City("Arequipa", "Arequipa", "SUR", "04001"),
          new City("Cañete", "Lima", "SUR", "15700"),
          new City("Trujillo", "La Libertad", "NORTE", "13001"),
          new City("Piura", "Piura", "NORTE", "20001"));
  static final List<String> FIRST_NAMES =
      List.of(
          "María", "José", "Lucía", "Ángel", "Begoña", "Raúl", "Íngrid", "Óscar", "Noemí",
          "Julián");
  static final List<String> LAST_NAMES =
      List.of(
          "Núñez", "Peña", "Gómez", "Ibáñez", "Muñoz", "Quispe", "Huamán", "Cáceres", "Ordóñez",
          "Ávila");
  static final List<String> STREETS =
      List.of(
          "Av. Los Álamos",
          "Jr. Junín",
          "Calle Real",
          "Av. Túpac Amaru",
          "Pasaje Ñusta",
          "Av. España");
  static final List<String> SHOPS =
      List.of(
          "Bodega", "Minimarket", "Panadería", "Licorería", "Farmacia", "Comercial", "Abarrotes");
  static final List<String> BRANDS =
      List.of("Andina", "Doña Pepa", "El Labrador", "Río Claro", "La Ñapa", "Costa Azul");
  static final List<String> CATEGORIES =
      List.of("Bebidas", "Lácteos", "Panadería", "Limpieza", "Dulces", "Conservas");
  static final List<String> ARTICLES =
      List.of(
          "Agua sin gas",
          "Leche entera",
          "Galleta de maíz",
          "Jabón líquido",
          "Turrón",
          "Atún en aceite");
  static final List<String> CHANNELS = List.of("TRADICIONAL", "MODERNO", "MAYORISTA");
  static final List<String> PAYMENTS = List.of("CONTADO", "CREDITO", "YAPE");

  private DistributorPlaces() {}

  static <T> T any(List<T> choices, SplittableRandom random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /// Without accents, for addresses of mail.
  static String plain(String name) {
    return java.text.Normalizer.normalize(name, java.text.Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(java.util.Locale.ROOT);
  }
}
