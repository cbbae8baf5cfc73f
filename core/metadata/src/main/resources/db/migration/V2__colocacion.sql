-- Dónde se hace cada ejecución, y lo que las funciones cuentan de las que hacen ellas.

ALTER TABLE ejecuciones_yaml
  ADD COLUMN colocacion text CHECK (colocacion IN ('local', 'funcion', 'funcion_en_partes')),
  ADD COLUMN motivos text[] NOT NULL DEFAULT '{}';

CREATE INDEX ejecuciones_yaml_fuera ON ejecuciones_yaml (numero)
  WHERE estado = 'procesando' AND colocacion IN ('funcion', 'funcion_en_partes');

CREATE TABLE informes_funcion (
  ejecucion_id uuid PRIMARY KEY REFERENCES ejecuciones_yaml ON DELETE CASCADE,
  resultado text NOT NULL,
  recibido_en timestamptz NOT NULL DEFAULT now()
);

COMMENT ON COLUMN ejecuciones_yaml.colocacion IS 'Dónde se hace o se hizo por última vez; vacía cuando no había dónde elegir.';
COMMENT ON COLUMN ejecuciones_yaml.motivos IS 'Por qué allí: los motivos de la decisión, los decisivos primero.';
COMMENT ON TABLE informes_funcion IS 'Lo que una función cuenta de una ejecución que acabó: el mismo result.json que está en el almacén.';
COMMENT ON COLUMN informes_funcion.ejecucion_id IS 'Ejecución.';
COMMENT ON COLUMN informes_funcion.resultado IS 'El contenido de result.json.';
COMMENT ON COLUMN informes_funcion.recibido_en IS 'Cuándo lo escribió la función.';
