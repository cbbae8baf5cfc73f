package dev.sage.metadata.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.metadata.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The reference says what the database is.
final class MetadataPageIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final Path PAGE =
      Path.of(Objects.requireNonNull(System.getProperty("sage.root")))
          .resolve("docs/reference/metadata.md");

  @Test
  void thePageIsTrue() throws IOException {
    String page = new MetadataPage(database).text();
    if (Boolean.getBoolean("sage.metadata.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(Files.readString(PAGE))
        .as("mvn -pl core/metadata -am verify -Dtest=MetadataPageIT -Dsage.metadata.write=true")
        .isEqualTo(page);
  }

  @Test
  void everyTableAndColumnSaysWhatItIs() {
    assertThat(
            database.query(
                """
                SELECT c.relname || '.' || a.attname AS v
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum >= 0
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                  AND c.relname <> 'sage_migraciones' AND NOT a.attisdropped AND a.attnum > 0
                  AND (col_description(c.oid, a.attnum) IS NULL
                    OR obj_description(c.oid, 'pg_class') IS NULL)
                """))
        .isEmpty();
  }

  @Test
  void theRelationsAreThose() {
    assertThat(
            database.query(
                """
                SELECT conrelid::regclass || ' -> ' || confrelid::regclass AS v
                FROM pg_constraint WHERE contype = 'f'
                """))
        .contains(
            "catalogos -> casillas_datos",
            "materializaciones -> catalogos",
            "ejecuciones_yaml -> casillas_datos",
            "ejecuciones_yaml -> entregas",
            "ejecuciones_yaml -> versiones_contrato");
  }
}
