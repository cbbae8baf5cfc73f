-- What a good DuckDB user would write by hand for the sales file of the testing kit.
-- Casts as the contract demands: a value that reads back as the very text it came from is right;
-- only odd spellings take the slow branches. Statements are separated by a line "----".
SET memory_limit = '1GB';
SET threads = 2;
SET temp_directory = '${folder}';
----
COPY (
  WITH raw AS (
    SELECT * FROM read_csv('${data}',
      delim = '|', quote = '"', escape = '"', header = true, auto_detect = false,
      all_varchar = true, max_line_size = 2097152,
      columns = {'id': 'VARCHAR', 'codigo': 'VARCHAR', 'cliente': 'VARCHAR', 'fecha': 'VARCHAR',
        'fecha_hora': 'VARCHAR', 'cantidad': 'VARCHAR', 'precio': 'VARCHAR', 'total': 'VARCHAR',
        'activo': 'VARCHAR', 'nota': 'VARCHAR'})),
  quick AS (
    SELECT *,
      try_cast(id AS BIGINT) AS id_v,
      try_cast(fecha AS DATE) AS fecha_v,
      try_cast(fecha_hora AS TIMESTAMP) AS fecha_hora_v,
      try_cast(cantidad AS BIGINT) AS cantidad_v,
      try_cast(precio AS DECIMAL(12, 2)) AS precio_v,
      try_cast(total AS DECIMAL(14, 2)) AS total_v
    FROM raw),
  typed AS (
    SELECT
      id AS id_t, fecha AS fecha_t, fecha_hora AS fecha_hora_t, cantidad AS cantidad_t,
      precio AS precio_t, total AS total_t, activo AS activo_t, codigo, cliente, nota,
      CASE WHEN id_v::VARCHAR = id THEN id_v ELSE CASE WHEN regexp_full_match(trim(id), '[+-]?[0-9]+(\.0*)?') THEN try_cast(regexp_replace(trim(id), '\..*', '') AS BIGINT) END END AS id,
      CASE WHEN fecha_v::VARCHAR = fecha AND strlen(fecha) = 10 THEN fecha_v ELSE CASE WHEN regexp_full_match(trim(fecha), '[0-9/-]+([ T][0-2][0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?)?') THEN (CASE WHEN regexp_full_match(regexp_extract(trim(fecha), '^[^ T]*'), '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN try_strptime(regexp_extract(trim(fecha), '^[^ T]*'), '%Y-%m-%d')
  WHEN regexp_full_match(regexp_extract(trim(fecha), '^[^ T]*'), '[0-9]{2}/[0-9]{2}/[0-9]{4}') THEN try_strptime(regexp_extract(trim(fecha), '^[^ T]*'), '%d/%m/%Y')
  WHEN regexp_full_match(regexp_extract(trim(fecha), '^[^ T]*'), '[0-9]{2}-[0-9]{2}-[0-9]{4}') THEN try_strptime(regexp_extract(trim(fecha), '^[^ T]*'), '%d-%m-%Y')
  WHEN regexp_full_match(regexp_extract(trim(fecha), '^[^ T]*'), '[0-9]{8}') THEN try_strptime(regexp_extract(trim(fecha), '^[^ T]*'), '%Y%m%d') END)::DATE END END AS fecha,
      CASE WHEN fecha_hora_v::VARCHAR = fecha_hora AND strlen(fecha_hora) = 19 THEN fecha_hora_v
        ELSE CASE WHEN regexp_full_match(trim(fecha_hora), '[0-9/-]+([ T][0-2][0-9]:[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?)?') THEN ((CASE WHEN regexp_full_match(regexp_extract(trim(fecha_hora), '^[^ T]*'), '[0-9]{4}-[0-9]{2}-[0-9]{2}') THEN try_strptime(regexp_extract(trim(fecha_hora), '^[^ T]*'), '%Y-%m-%d')
  WHEN regexp_full_match(regexp_extract(trim(fecha_hora), '^[^ T]*'), '[0-9]{2}/[0-9]{2}/[0-9]{4}') THEN try_strptime(regexp_extract(trim(fecha_hora), '^[^ T]*'), '%d/%m/%Y')
  WHEN regexp_full_match(regexp_extract(trim(fecha_hora), '^[^ T]*'), '[0-9]{2}-[0-9]{2}-[0-9]{4}') THEN try_strptime(regexp_extract(trim(fecha_hora), '^[^ T]*'), '%d-%m-%Y')
  WHEN regexp_full_match(regexp_extract(trim(fecha_hora), '^[^ T]*'), '[0-9]{8}') THEN try_strptime(regexp_extract(trim(fecha_hora), '^[^ T]*'), '%Y%m%d') END)::DATE + coalesce(try_cast(nullif(regexp_extract(trim(fecha_hora), '[ T](.*)', 1), '') AS TIME), TIME '00:00')) END END AS fecha_hora,
      CASE WHEN cantidad_v::VARCHAR = cantidad THEN cantidad_v ELSE CASE WHEN regexp_full_match(trim(cantidad), '[+-]?[0-9]+(\.0*)?') THEN try_cast(regexp_replace(trim(cantidad), '\..*', '') AS BIGINT) END END AS cantidad,
      CASE WHEN precio_v::VARCHAR = precio THEN precio_v ELSE CASE WHEN regexp_full_match(trim(precio), '[+-]?([0-9]+(\.[0-9]{0,9}0*)?|\.[0-9]{1,9}0*)([eE][+-]?[0-9]+)?') AND try_cast(trim(precio) AS DECIMAL(38, 9)) = try_cast(try_cast(trim(precio) AS DECIMAL(38, 9)) AS DECIMAL(12, 2)) THEN try_cast(try_cast(trim(precio) AS DECIMAL(38, 9)) AS DECIMAL(12, 2)) END END AS precio,
      CASE WHEN total_v::VARCHAR = total THEN total_v ELSE CASE WHEN regexp_full_match(trim(total), '[+-]?([0-9]+(\.[0-9]{0,9}0*)?|\.[0-9]{1,9}0*)([eE][+-]?[0-9]+)?') AND try_cast(trim(total) AS DECIMAL(38, 9)) = try_cast(try_cast(trim(total) AS DECIMAL(38, 9)) AS DECIMAL(14, 2)) THEN try_cast(try_cast(trim(total) AS DECIMAL(38, 9)) AS DECIMAL(14, 2)) END END AS total,
      CASE activo WHEN 'si' THEN true WHEN 'no' THEN false WHEN 'true' THEN true
        WHEN 'false' THEN false WHEN '1' THEN true WHEN '0' THEN false ELSE CASE WHEN lower(trim(activo)) IN ('true', '1', 't', 'y', 'yes', 'si', 'sí', 's', 'verdadero') THEN true
  WHEN lower(trim(activo)) IN ('false', '0', 'f', 'n', 'no', 'falso') THEN false END END AS activo
    FROM quick)
  SELECT id, codigo, cliente, fecha, fecha_hora, cantidad, precio, total, activo, nota,
    (CASE WHEN id_t IS NULL THEN 1 ELSE 0 END
    | CASE WHEN NOT regexp_matches(codigo, '^C-[0-9]{8}$') THEN 2 ELSE 0 END
    | CASE WHEN cliente NOT IN ('Almacenes Núñez', 'Bodegas del Sur SA', 'Comercial Peña',
        'Distribuidora Ávila', 'Farmacias Unidas', 'Granja La Española', 'Hipermercado Norte',
        'Licores Quiñones', 'Minimarket San José', 'Panadería La Espiga', 'Supermercado Colón',
        'Tienda Doña María') THEN 4 ELSE 0 END
    | CASE WHEN cantidad < 1 THEN 8 ELSE 0 END
    | CASE WHEN cantidad > 1000 THEN 16 ELSE 0 END
    | CASE WHEN NOT precio BETWEEN 0.01 AND 99999.99 THEN 32 ELSE 0 END
    | CASE WHEN total IS DISTINCT FROM cantidad * precio
        AND NOT (total_t IS NOT NULL AND total IS NULL)
        AND NOT (cantidad_t IS NOT NULL AND cantidad IS NULL)
        AND NOT (precio_t IS NOT NULL AND precio IS NULL) THEN 64 ELSE 0 END
    | CASE WHEN NOT coalesce(fecha_hora >= fecha, false)
        AND NOT (fecha_t IS NOT NULL AND fecha IS NULL)
        AND NOT (fecha_hora_t IS NOT NULL AND fecha_hora IS NULL) THEN 128 ELSE 0 END
    | CASE WHEN (id_t IS NOT NULL AND id IS NULL) OR (fecha_t IS NOT NULL AND fecha IS NULL)
        OR (fecha_hora_t IS NOT NULL AND fecha_hora IS NULL)
        OR (cantidad_t IS NOT NULL AND cantidad IS NULL)
        OR (precio_t IS NOT NULL AND precio IS NULL) OR (total_t IS NOT NULL AND total IS NULL)
        OR (activo_t IS NOT NULL AND activo IS NULL) THEN 256 ELSE 0 END)::SMALLINT AS failed
  FROM typed
) TO '${staged}' (FORMAT parquet, COMPRESSION lz4_raw)
----
SELECT count(*) AS read, count(*) FILTER (failed & 1 <> 0) AS required,
  count(*) FILTER (failed & 2 <> 0) AS codigo, count(*) FILTER (failed & 4 <> 0) AS cliente,
  count(*) FILTER (failed & 8 <> 0) AS cantidad_min, count(*) FILTER (failed & 16 <> 0) AS cantidad_max,
  count(*) FILTER (failed & 32 <> 0) AS precio_valido, count(*) FILTER (failed & 64 <> 0) AS total_cuadra,
  count(*) FILTER (failed & 128 <> 0) AS fecha_coherente, count(*) FILTER (failed & 256 <> 0) AS type
FROM read_parquet('${staged}')
----
SELECT coalesce(sum(n - 1), 0) AS duplicates FROM (
  SELECT count(*) AS n FROM read_parquet('${staged}') WHERE id IS NOT NULL
  GROUP BY id HAVING count(*) > 1)
