package dev.sage.bench.spark;

import java.util.Properties;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Loads the sales file into a table that is there: local[2], batches of 10,000, two partitions. */
public final class SparkLoad {
  private static final String SCHEMA =
      "id BIGINT, codigo STRING, cliente STRING, fecha DATE, fecha_hora TIMESTAMP_NTZ,"
          + " cantidad BIGINT, precio DECIMAL(12,2), total DECIMAL(14,2), activo STRING,"
          + " nota STRING";

  private SparkLoad() {}

  /** Arguments: the file, a JDBC URL (with reWriteBatchedInserts), the user, the table. The password is PGPASSWORD. */
  public static void main(String[] arguments) {
    SparkSession spark =
        SparkSession.builder()
            .master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
    Dataset<Row> rows =
        spark
            .read()
            .schema(SCHEMA)
            .option("sep", "|")
            .option("header", "true")
            .option("timestampNTZFormat", "yyyy-MM-dd HH:mm:ss")
            .csv(arguments[0])
            .selectExpr(
                "id", "codigo", "cliente", "fecha", "fecha_hora", "cantidad", "precio", "total",
                "activo = 't' AS activo", "nota");
    rows.coalesce(2).write().mode(SaveMode.Append).jdbc(arguments[1], arguments[3], to(arguments[2]));
    spark.stop();
  }

  private static Properties to(String user) {
    Properties properties = new Properties();
    properties.setProperty("driver", "org.postgresql.Driver");
    properties.setProperty("user", user);
    properties.setProperty("password", System.getenv("PGPASSWORD"));
    properties.setProperty("batchsize", "10000");
    return properties;
  }
}
