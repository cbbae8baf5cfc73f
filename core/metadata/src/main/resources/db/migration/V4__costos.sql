-- Lo que cuestan las funciones, en milmillonésimas de dólar (nano-dólares): enteros, sin redondeos.

CREATE TABLE costos_dia (
  dia date PRIMARY KEY,
  ejecuciones bigint NOT NULL DEFAULT 0,
  pendientes bigint NOT NULL DEFAULT 0,
  invocaciones bigint NOT NULL DEFAULT 0,
  gb_segundos numeric NOT NULL DEFAULT 0,
  computo bigint NOT NULL DEFAULT 0,
  peticiones bigint NOT NULL DEFAULT 0,
  almacen bigint NOT NULL DEFAULT 0,
  bloqueos bigint NOT NULL DEFAULT 0,
  registros bigint NOT NULL DEFAULT 0,
  transferencia bigint NOT NULL DEFAULT 0,
  total bigint NOT NULL DEFAULT 0,
  reservado bigint NOT NULL DEFAULT 0
);

CREATE TABLE costos_funcion (
  ejecucion_id uuid NOT NULL REFERENCES ejecuciones_yaml ON DELETE CASCADE,
  intento bigint NOT NULL,
  dia date NOT NULL,
  colocacion text NOT NULL,
  estimado bigint NOT NULL CHECK (estimado >= 0),
  reservado bigint NOT NULL CHECK (reservado >= 0),
  limite_ms bigint,
  invocaciones bigint NOT NULL,
  gb_segundos numeric NOT NULL,
  computo bigint NOT NULL,
  peticiones bigint NOT NULL,
  almacen bigint NOT NULL,
  bloqueos bigint NOT NULL,
  registros bigint NOT NULL,
  transferencia bigint NOT NULL,
  total bigint NOT NULL GENERATED ALWAYS AS
    (computo + peticiones + almacen + bloqueos + registros + transferencia) STORED,
  reservado_en timestamptz NOT NULL DEFAULT now(),
  liquidado_en timestamptz,
  arranque_ms bigint,
  duracion_ms bigint,
  memoria bigint,
  memoria_maxima bigint,
  archivos bigint,
  bytes bigint,
  PRIMARY KEY (ejecucion_id, intento)
);
CREATE INDEX costos_funcion_medidos ON costos_funcion (liquidado_en) WHERE duracion_ms IS NOT NULL;

-- The sums of a day are kept with every change, in the same transaction; what is forgotten with its
-- execution stays in them.
CREATE FUNCTION sumar_costo() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  antes costos_funcion;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    antes := OLD;
  END IF;
  INSERT INTO costos_dia AS d VALUES (
    NEW.dia,
    (TG_OP = 'INSERT')::integer,
    (NEW.liquidado_en IS NULL)::integer
      - (TG_OP = 'UPDATE' AND antes.liquidado_en IS NULL)::integer,
    NEW.invocaciones - coalesce(antes.invocaciones, 0),
    NEW.gb_segundos - coalesce(antes.gb_segundos, 0),
    NEW.computo - coalesce(antes.computo, 0),
    NEW.peticiones - coalesce(antes.peticiones, 0),
    NEW.almacen - coalesce(antes.almacen, 0),
    NEW.bloqueos - coalesce(antes.bloqueos, 0),
    NEW.registros - coalesce(antes.registros, 0),
    NEW.transferencia - coalesce(antes.transferencia, 0),
    NEW.total - coalesce(antes.total, 0),
    CASE WHEN NEW.liquidado_en IS NULL THEN NEW.total ELSE 0 END
      - CASE WHEN TG_OP = 'UPDATE' AND antes.liquidado_en IS NULL THEN antes.total ELSE 0 END)
  ON CONFLICT (dia) DO UPDATE SET
    ejecuciones = d.ejecuciones + excluded.ejecuciones,
    pendientes = d.pendientes + excluded.pendientes,
    invocaciones = d.invocaciones + excluded.invocaciones,
    gb_segundos = d.gb_segundos + excluded.gb_segundos,
    computo = d.computo + excluded.computo,
    peticiones = d.peticiones + excluded.peticiones,
    almacen = d.almacen + excluded.almacen,
    bloqueos = d.bloqueos + excluded.bloqueos,
    registros = d.registros + excluded.registros,
    transferencia = d.transferencia + excluded.transferencia,
    total = d.total + excluded.total,
    reservado = d.reservado + excluded.reservado;
  RETURN NULL;
END $$;

CREATE TRIGGER sumar_costo AFTER INSERT OR UPDATE ON costos_funcion
  FOR EACH ROW EXECUTE FUNCTION sumar_costo();

COMMENT ON TABLE costos_dia IS 'Lo que cuestan las funciones por día de UTC: la suma de costos_funcion, también de lo que ya se olvidó. Dólares en milmillonésimas.';
COMMENT ON COLUMN costos_dia.dia IS 'Día de UTC en que se reservó.';
COMMENT ON COLUMN costos_dia.ejecuciones IS 'Intentos que fueron a funciones.';
COMMENT ON COLUMN costos_dia.pendientes IS 'De ellos, los que aún no se liquidan.';
COMMENT ON COLUMN costos_dia.invocaciones IS 'De funciones.';
COMMENT ON COLUMN costos_dia.gb_segundos IS 'Memoria de las funciones por su tiempo; un GB son 2^30 bytes.';
COMMENT ON COLUMN costos_dia.computo IS 'Memoria y disco de funciones.';
COMMENT ON COLUMN costos_dia.peticiones IS 'Invocaciones.';
COMMENT ON COLUMN costos_dia.almacen IS 'Peticiones a S3.';
COMMENT ON COLUMN costos_dia.bloqueos IS 'Peticiones a DynamoDB.';
COMMENT ON COLUMN costos_dia.registros IS 'Registros en CloudWatch.';
COMMENT ON COLUMN costos_dia.transferencia IS 'Lo que sale de la región.';
COMMENT ON COLUMN costos_dia.total IS 'La suma: lo que cuenta para el presupuesto.';
COMMENT ON COLUMN costos_dia.reservado IS 'De ese total, lo que solo está reservado.';

COMMENT ON TABLE costos_funcion IS 'Lo que cuesta cada intento en funciones: reservado al tomarlo, liquidado al acabar. Dólares en milmillonésimas.';
COMMENT ON COLUMN costos_funcion.ejecucion_id IS 'Ejecución.';
COMMENT ON COLUMN costos_funcion.intento IS 'Intento.';
COMMENT ON COLUMN costos_funcion.dia IS 'Día de UTC en que se reservó; a él se carga.';
COMMENT ON COLUMN costos_funcion.colocacion IS 'funcion o funcion_en_partes.';
COMMENT ON COLUMN costos_funcion.estimado IS 'Lo que se esperaba que costara.';
COMMENT ON COLUMN costos_funcion.reservado IS 'Lo más que podía costar, con los reintentos del servicio.';
COMMENT ON COLUMN costos_funcion.limite_ms IS 'Cuánto puede trabajar una función en él; nulo: no hay presupuesto que lo pida.';
COMMENT ON COLUMN costos_funcion.invocaciones IS 'De funciones.';
COMMENT ON COLUMN costos_funcion.gb_segundos IS 'Memoria de las funciones por su tiempo.';
COMMENT ON COLUMN costos_funcion.computo IS 'Memoria y disco de funciones.';
COMMENT ON COLUMN costos_funcion.peticiones IS 'Invocaciones.';
COMMENT ON COLUMN costos_funcion.almacen IS 'Peticiones a S3.';
COMMENT ON COLUMN costos_funcion.bloqueos IS 'Peticiones a DynamoDB.';
COMMENT ON COLUMN costos_funcion.registros IS 'Registros en CloudWatch.';
COMMENT ON COLUMN costos_funcion.transferencia IS 'Lo que sale de la región.';
COMMENT ON COLUMN costos_funcion.total IS 'La suma: lo reservado, y desde que se liquida lo que costó.';
COMMENT ON COLUMN costos_funcion.reservado_en IS 'Cuándo se tomó.';
COMMENT ON COLUMN costos_funcion.liquidado_en IS 'Cuándo se supo lo que costó; nulo: está reservado.';
COMMENT ON COLUMN costos_funcion.arranque_ms IS 'Desde que nació el proceso hasta su primer mensaje, medido por la función.';
COMMENT ON COLUMN costos_funcion.duracion_ms IS 'Cuánto trabajó, medido por la función; nulo: no lo dijo.';
COMMENT ON COLUMN costos_funcion.memoria IS 'De la función, en bytes.';
COMMENT ON COLUMN costos_funcion.memoria_maxima IS 'Que llegó a usar, en bytes.';
COMMENT ON COLUMN costos_funcion.archivos IS 'Que dejó en el almacén.';
COMMENT ON COLUMN costos_funcion.bytes IS 'De esos archivos.';
