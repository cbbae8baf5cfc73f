-- What is kept for how long: see PostgresqlRetention.

ALTER TABLE ejecuciones_yaml ADD COLUMN archivos_borrados_en timestamptz;
COMMENT ON COLUMN ejecuciones_yaml.archivos_borrados_en
  IS 'Desde cuándo no están sus archivos en el almacén; nulo: están.';

CREATE INDEX ejecuciones_yaml_con_archivos ON ejecuciones_yaml (terminada_en)
  WHERE archivos_borrados_en IS NULL;
CREATE INDEX ejecuciones_yaml_corrige ON ejecuciones_yaml ((orden ->> 'corrects'))
  WHERE orden ->> 'corrects' IS NOT NULL;
CREATE INDEX ejecuciones_yaml_repite ON ejecuciones_yaml (repite_a) WHERE repite_a IS NOT NULL;
CREATE INDEX entregas_registrada ON entregas (registrada_en);
CREATE INDEX entregas_duplicado ON entregas (duplicado_de) WHERE duplicado_de IS NOT NULL;
CREATE INDEX entregas_sustituye ON entregas (sustituye_a) WHERE sustituye_a IS NOT NULL;
