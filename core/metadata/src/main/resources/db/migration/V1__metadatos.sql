-- The published schema. What the columns mean is said by the comments at the end, in Spanish:
-- docs/reference/metadata.md is made of them.

CREATE TABLE contratos (
  id uuid PRIMARY KEY,
  nombre text NOT NULL UNIQUE CHECK (nombre <> ''),
  descripcion text NOT NULL DEFAULT '',
  version_actual_id uuid,
  creado_en timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE versiones_contrato (
  id uuid PRIMARY KEY,
  contrato_id uuid NOT NULL REFERENCES contratos ON DELETE CASCADE,
  version integer NOT NULL CHECK (version > 0),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  yaml bytea NOT NULL,
  catalogos jsonb NOT NULL DEFAULT '[]',
  publicada_por text NOT NULL,
  creada_en timestamptz NOT NULL DEFAULT now(),
  UNIQUE (contrato_id, version),
  UNIQUE (contrato_id, sha256)
);

ALTER TABLE contratos
  ADD FOREIGN KEY (version_actual_id) REFERENCES versiones_contrato DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE casillas_datos (
  id uuid PRIMARY KEY,
  nombre text NOT NULL UNIQUE CHECK (nombre <> ''),
  descripcion text NOT NULL DEFAULT '',
  contrato_id uuid NOT NULL REFERENCES contratos ON DELETE RESTRICT,
  carpeta text,
  daemon text,
  catalogo text,
  paquete text,
  politica text CHECK (politica IN ('reject_file', 'reject_rows')),
  idioma text NOT NULL DEFAULT 'es' CHECK (idioma IN ('es', 'en')),
  zona text NOT NULL DEFAULT 'UTC',
  prioridad integer NOT NULL DEFAULT 0,
  limite_ms bigint NOT NULL CHECK (limite_ms > 0),
  reposo_ms bigint NOT NULL CHECK (reposo_ms >= 0),
  activa boolean NOT NULL DEFAULT true,
  revision bigint NOT NULL DEFAULT 1,
  creada_en timestamptz NOT NULL DEFAULT now(),
  actualizada_en timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX casillas_datos_contrato ON casillas_datos (contrato_id);

CREATE TABLE catalogos (
  id uuid PRIMARY KEY,
  casilla_id uuid NOT NULL REFERENCES casillas_datos ON DELETE CASCADE,
  clave text NOT NULL,
  nombre text NOT NULL,
  descripcion text NOT NULL,
  archivo text NOT NULL,
  formato text NOT NULL,
  orden integer NOT NULL,
  UNIQUE (casilla_id, clave)
);

CREATE TABLE materializaciones (
  id uuid PRIMARY KEY,
  catalogo_id uuid NOT NULL REFERENCES catalogos ON DELETE CASCADE,
  clave text NOT NULL,
  destino text NOT NULL,
  tabla text NOT NULL,
  estrategia text NOT NULL
    CHECK (estrategia IN ('APPEND', 'UPSERT', 'DELETE_INSERT', 'TRUNCATE_INSERT', 'FULL')),
  llave text[] NOT NULL DEFAULT '{}',
  columnas jsonb NOT NULL DEFAULT '{}',
  particion text[] NOT NULL DEFAULT '{}',
  modo_esquema text NOT NULL CHECK (modo_esquema IN ('FREEZE', 'EVOLVE')),
  orden integer NOT NULL,
  UNIQUE (catalogo_id, clave)
);

CREATE TABLE emisores (
  id uuid PRIMARY KEY,
  casilla_id uuid NOT NULL REFERENCES casillas_datos ON DELETE CASCADE,
  nombre text NOT NULL CHECK (nombre <> ''),
  patron text,
  correo text,
  activo boolean NOT NULL DEFAULT true,
  creado_en timestamptz NOT NULL DEFAULT now(),
  UNIQUE (casilla_id, nombre),
  UNIQUE (casilla_id, id)
);

CREATE TABLE expectativas (
  emisor_id uuid PRIMARY KEY REFERENCES emisores ON DELETE CASCADE,
  dias smallint[] NOT NULL CHECK (dias <@ '{1,2,3,4,5,6,7}'::smallint[] AND cardinality(dias) > 0),
  hora time NOT NULL,
  zona text NOT NULL,
  desde timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE entregas (
  id uuid PRIMARY KEY,
  numero bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  casilla_id uuid NOT NULL REFERENCES casillas_datos ON DELETE RESTRICT,
  emisor_id uuid,
  archivo text NOT NULL,
  ruta text,
  tamano bigint NOT NULL CHECK (tamano >= 0),
  modificado_en timestamptz,
  modificado_ns smallint CHECK (modificado_ns BETWEEN 0 AND 999),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  estado text NOT NULL CHECK (estado IN ('aceptada', 'duplicada', 'rechazada')),
  version integer CHECK (version > 0),
  sustituye_a uuid REFERENCES entregas,
  duplicado_de uuid REFERENCES entregas,
  motivo text,
  recibida_en timestamptz NOT NULL,
  registrada_en timestamptz NOT NULL DEFAULT now(),
  movida_en timestamptz,
  movida_a text,
  FOREIGN KEY (casilla_id, emisor_id) REFERENCES emisores (casilla_id, id) ON DELETE RESTRICT,
  CHECK ((ruta IS NULL) = (modificado_en IS NULL) AND (ruta IS NULL) = (modificado_ns IS NULL)),
  CHECK ((estado = 'aceptada') = (version IS NOT NULL)),
  CHECK ((estado = 'duplicada') = (duplicado_de IS NOT NULL)),
  CHECK ((estado = 'rechazada') = (motivo IS NOT NULL))
);
-- The promise of the ledger, and its net: no content twice, no version twice.
CREATE UNIQUE INDEX entregas_contenido ON entregas (casilla_id, sha256) WHERE estado = 'aceptada';
CREATE UNIQUE INDEX entregas_version ON entregas (casilla_id, emisor_id, archivo, version)
  NULLS NOT DISTINCT WHERE estado = 'aceptada';
CREATE INDEX entregas_sin_mover ON entregas (casilla_id, ruta)
  WHERE movida_en IS NULL AND ruta IS NOT NULL;
CREATE INDEX entregas_lista ON entregas (casilla_id, numero DESC);
CREATE INDEX entregas_emisor ON entregas (emisor_id, recibida_en);
CREATE INDEX entregas_recibida ON entregas (recibida_en);

CREATE TABLE avisos_atraso (
  emisor_id uuid NOT NULL REFERENCES emisores ON DELETE CASCADE,
  fecha date NOT NULL,
  vencia_en timestamptz NOT NULL,
  creado_en timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (emisor_id, fecha)
);

CREATE TABLE transiciones_ejecucion (
  desde text NOT NULL,
  hasta text NOT NULL,
  PRIMARY KEY (desde, hasta)
);
INSERT INTO transiciones_ejecucion (desde, hasta) VALUES
  ('pendiente', 'procesando'),
  ('pendiente', 'cancelada'),
  ('procesando', 'completada'),
  ('procesando', 'parcial'),
  ('procesando', 'rechazada'),
  ('procesando', 'fallida'),
  ('procesando', 'cancelada'),
  ('procesando', 'pendiente'),
  ('fallida', 'pendiente'),
  ('cancelada', 'pendiente');

CREATE TABLE ejecuciones_yaml (
  id uuid PRIMARY KEY,
  numero bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  casilla_id uuid NOT NULL REFERENCES casillas_datos ON DELETE RESTRICT,
  entrega_id uuid NOT NULL REFERENCES entregas ON DELETE RESTRICT,
  version_contrato_id uuid NOT NULL REFERENCES versiones_contrato ON DELETE RESTRICT,
  repite_a uuid REFERENCES ejecuciones_yaml,
  estado text NOT NULL DEFAULT 'pendiente' CHECK (estado IN
    ('pendiente', 'procesando', 'completada', 'parcial', 'rechazada', 'fallida', 'cancelada')),
  prioridad integer NOT NULL DEFAULT 0,
  intento bigint NOT NULL DEFAULT 0 CHECK (intento >= 0),
  fallos integer NOT NULL DEFAULT 0 CHECK (fallos >= 0),
  perdidas integer NOT NULL DEFAULT 0 CHECK (perdidas >= 0),
  disponible_en timestamptz NOT NULL DEFAULT now(),
  daemon text,
  cancelacion_pedida timestamptz,
  limite_ms bigint NOT NULL CHECK (limite_ms > 0),
  recibida_en timestamptz NOT NULL,
  creada_en timestamptz NOT NULL DEFAULT now(),
  iniciada_en timestamptz,
  terminada_en timestamptz,
  leidas bigint,
  aceptadas bigint,
  rechazadas bigint,
  filtradas bigint,
  errores bigint,
  avisos bigint,
  mensajes bigint,
  salida smallint,
  estado_informe text,
  cargas jsonb NOT NULL DEFAULT '[]',
  token bigint,
  error_codigo integer,
  error_mensaje text,
  orden jsonb NOT NULL,
  CHECK (estado <> 'procesando' OR (daemon IS NOT NULL AND iniciada_en IS NOT NULL)),
  CHECK ((estado IN ('pendiente', 'procesando')) = (terminada_en IS NULL))
);
CREATE INDEX ejecuciones_yaml_cola ON ejecuciones_yaml (prioridad DESC, numero)
  WHERE estado = 'pendiente';
CREATE INDEX ejecuciones_yaml_disponible ON ejecuciones_yaml (disponible_en)
  WHERE estado = 'pendiente';
CREATE INDEX ejecuciones_yaml_en_curso ON ejecuciones_yaml (daemon) WHERE estado = 'procesando';
CREATE INDEX ejecuciones_yaml_casilla ON ejecuciones_yaml (casilla_id, numero DESC);
CREATE INDEX ejecuciones_yaml_estado ON ejecuciones_yaml (estado, numero DESC);
CREATE INDEX ejecuciones_yaml_entrega ON ejecuciones_yaml (entrega_id, numero DESC);
CREATE INDEX ejecuciones_yaml_creada ON ejecuciones_yaml (creada_en);
CREATE INDEX ejecuciones_yaml_version ON ejecuciones_yaml (version_contrato_id);

CREATE FUNCTION guardar_transicion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.estado <> 'pendiente' THEN
      RAISE EXCEPTION 'una ejecución nace pendiente, no %', NEW.estado
        USING ERRCODE = 'check_violation', CONSTRAINT = 'transiciones_ejecucion';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.estado <> OLD.estado AND NOT EXISTS (
      SELECT FROM transiciones_ejecucion WHERE desde = OLD.estado AND hasta = NEW.estado) THEN
    RAISE EXCEPTION 'una ejecución no pasa de % a %', OLD.estado, NEW.estado
      USING ERRCODE = 'check_violation', CONSTRAINT = 'transiciones_ejecucion';
  END IF;
  IF NEW.intento <> OLD.intento
      + (OLD.estado = 'pendiente' AND NEW.estado = 'procesando')::integer THEN
    RAISE EXCEPTION 'el intento aumenta en uno al tomar la ejecución, y solo entonces'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'intento_ejecucion';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER guardar_transicion BEFORE INSERT OR UPDATE OF estado, intento ON ejecuciones_yaml
  FOR EACH ROW EXECUTE FUNCTION guardar_transicion();

CREATE FUNCTION avisar_daemons() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sage_ejecuciones', '');
  RETURN NULL;
END $$;

CREATE TRIGGER avisar_nueva AFTER INSERT ON ejecuciones_yaml
  FOR EACH ROW EXECUTE FUNCTION avisar_daemons();
CREATE TRIGGER avisar_pendiente
  AFTER UPDATE OF estado, disponible_en, cancelacion_pedida ON ejecuciones_yaml
  FOR EACH ROW WHEN (
    NEW.estado = 'pendiente' OR
    (NEW.cancelacion_pedida IS NOT NULL AND OLD.cancelacion_pedida IS NULL))
  EXECUTE FUNCTION avisar_daemons();

CREATE TABLE bloqueos (
  recurso uuid PRIMARY KEY,
  propietario text,
  token bigint NOT NULL,
  vence_en timestamptz
);

CREATE TABLE daemons (
  id text PRIMARY KEY,
  maquina text NOT NULL DEFAULT '',
  version text NOT NULL DEFAULT '',
  lugares integer NOT NULL DEFAULT 0,
  iniciado_en timestamptz NOT NULL DEFAULT now(),
  visto_en timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE notificaciones (
  id uuid PRIMARY KEY,
  numero bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
  tipo text NOT NULL
    CHECK (tipo IN ('ejecucion_fallida', 'entrega_rechazada', 'entrega_atrasada')),
  hechos jsonb NOT NULL,
  creada_en timestamptz NOT NULL DEFAULT now(),
  registrada_en timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notificaciones_registrada ON notificaciones (registrada_en);

CREATE TABLE notificaciones_envios (
  notificacion_id uuid NOT NULL REFERENCES notificaciones ON DELETE CASCADE,
  canal text NOT NULL,
  estado text NOT NULL DEFAULT 'pendiente' CHECK (estado IN ('pendiente', 'enviada', 'abandonada')),
  fallos integer NOT NULL DEFAULT 0,
  disponible_en timestamptz NOT NULL DEFAULT now(),
  enviada_en timestamptz,
  ultimo_error text,
  PRIMARY KEY (notificacion_id, canal)
);
CREATE INDEX notificaciones_envios_pendientes ON notificaciones_envios (canal, disponible_en)
  WHERE estado = 'pendiente';

CREATE TABLE suscripciones_notificaciones (
  id uuid PRIMARY KEY,
  casilla_id uuid REFERENCES casillas_datos ON DELETE CASCADE,
  tipo text NOT NULL
    CHECK (tipo IN ('ejecucion_fallida', 'entrega_rechazada', 'entrega_atrasada')),
  canal text NOT NULL,
  destino text NOT NULL,
  idioma text NOT NULL DEFAULT 'es' CHECK (idioma IN ('es', 'en')),
  activa boolean NOT NULL DEFAULT true,
  creada_en timestamptz NOT NULL DEFAULT now(),
  UNIQUE NULLS NOT DISTINCT (casilla_id, tipo, canal, destino)
);

CREATE TABLE plantillas_email (
  id uuid PRIMARY KEY,
  tipo text NOT NULL
    CHECK (tipo IN ('ejecucion_fallida', 'entrega_rechazada', 'entrega_atrasada')),
  idioma text NOT NULL CHECK (idioma IN ('es', 'en')),
  asunto text NOT NULL,
  cuerpo text NOT NULL,
  actualizada_en timestamptz NOT NULL DEFAULT now(),
  UNIQUE (tipo, idioma)
);

CREATE TABLE proveedores_nube (
  id uuid PRIMARY KEY,
  nombre text NOT NULL UNIQUE CHECK (nombre <> ''),
  tipo text NOT NULL,
  configuracion jsonb NOT NULL DEFAULT '{}',
  activo boolean NOT NULL DEFAULT true,
  creado_en timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE secretos_nube (
  id uuid PRIMARY KEY,
  proveedor_id uuid REFERENCES proveedores_nube ON DELETE CASCADE,
  nombre text NOT NULL UNIQUE CHECK (nombre <> ''),
  cifrado bytea NOT NULL,
  llave bigint NOT NULL,
  creado_en timestamptz NOT NULL DEFAULT now(),
  actualizado_en timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE fichas_api (
  id uuid PRIMARY KEY,
  nombre text NOT NULL,
  hash bytea NOT NULL UNIQUE CHECK (length(hash) = 32),
  rol text NOT NULL CHECK (rol IN ('administrador', 'operador', 'emisor', 'lector')),
  casilla_id uuid,
  emisor_id uuid,
  creada_por text NOT NULL,
  creada_en timestamptz NOT NULL DEFAULT now(),
  vence_en timestamptz,
  revocada_en timestamptz,
  usada_en timestamptz,
  sustituye_a uuid REFERENCES fichas_api,
  FOREIGN KEY (casilla_id) REFERENCES casillas_datos ON DELETE CASCADE,
  FOREIGN KEY (casilla_id, emisor_id) REFERENCES emisores (casilla_id, id) ON DELETE CASCADE,
  CHECK ((rol = 'emisor') = (casilla_id IS NOT NULL)),
  CHECK (emisor_id IS NULL OR casilla_id IS NOT NULL)
);

CREATE TABLE auditoria (
  numero bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  ocurrida_en timestamptz NOT NULL DEFAULT now(),
  quien text NOT NULL,
  accion text NOT NULL,
  tipo_objeto text NOT NULL,
  objeto text NOT NULL,
  antes jsonb,
  despues jsonb
);
CREATE INDEX auditoria_objeto ON auditoria (tipo_objeto, objeto, numero DESC);
CREATE INDEX auditoria_ocurrida ON auditoria (ocurrida_en);

CREATE TABLE claves_idempotencia (
  quien text NOT NULL,
  clave text NOT NULL,
  huella text NOT NULL,
  estado_http smallint,
  respuesta text,
  creada_en timestamptz NOT NULL DEFAULT now(),
  vence_en timestamptz NOT NULL,
  PRIMARY KEY (quien, clave)
);
CREATE INDEX claves_idempotencia_vence ON claves_idempotencia (vence_en);

CREATE TABLE subidas (
  id uuid PRIMARY KEY,
  casilla_id uuid NOT NULL REFERENCES casillas_datos ON DELETE CASCADE,
  emisor_id uuid,
  nombre text NOT NULL,
  tamano bigint NOT NULL CHECK (tamano >= 0),
  recibido bigint NOT NULL DEFAULT 0 CHECK (recibido BETWEEN 0 AND tamano),
  creada_por text NOT NULL,
  creada_en timestamptz NOT NULL DEFAULT now(),
  vence_en timestamptz NOT NULL,
  FOREIGN KEY (casilla_id, emisor_id) REFERENCES emisores (casilla_id, id) ON DELETE CASCADE
);
CREATE INDEX subidas_vence ON subidas (vence_en);

COMMENT ON TABLE casillas_datos IS 'Donde llega una clase de entrega.';
COMMENT ON COLUMN casillas_datos.id IS 'Identidad.';
COMMENT ON COLUMN casillas_datos.nombre IS 'Nombre único para personas.';
COMMENT ON COLUMN casillas_datos.descripcion IS 'Qué llega aquí.';
COMMENT ON COLUMN casillas_datos.contrato_id IS 'Contrato con el que se revisa lo que llega; vale su versión actual.';
COMMENT ON COLUMN casillas_datos.carpeta IS 'Carpeta local que se vigila; nulo: solo subidas.';
COMMENT ON COLUMN casillas_datos.daemon IS 'Único daemon que puede tomar archivos de la carpeta; nulo: cualquiera.';
COMMENT ON COLUMN casillas_datos.catalogo IS 'Catálogo con el que se lee la entrega; nulo: se averigua.';
COMMENT ON COLUMN casillas_datos.paquete IS 'Paquete con el que se lee la entrega; nulo: se averigua.';
COMMENT ON COLUMN casillas_datos.politica IS 'Sustituye a la política del contrato: reject_file o reject_rows.';
COMMENT ON COLUMN casillas_datos.idioma IS 'Idioma de los mensajes del informe: es o en.';
COMMENT ON COLUMN casillas_datos.zona IS 'Zona horaria de los emisores sin expectativa.';
COMMENT ON COLUMN casillas_datos.prioridad IS 'Prioridad de sus ejecuciones; la mayor va primero.';
COMMENT ON COLUMN casillas_datos.limite_ms IS 'Cuánto puede durar una ejecución, en milisegundos.';
COMMENT ON COLUMN casillas_datos.reposo_ms IS 'Cuánto debe quedar igual un archivo antes de tomarse, en milisegundos.';
COMMENT ON COLUMN casillas_datos.activa IS 'Si recibe entregas.';
COMMENT ON COLUMN casillas_datos.revision IS 'Aumenta con cada cambio: quien edita dice cuál vio.';
COMMENT ON COLUMN casillas_datos.creada_en IS 'Cuándo se creó.';
COMMENT ON COLUMN casillas_datos.actualizada_en IS 'Cuándo se cambió por última vez.';

COMMENT ON TABLE catalogos IS 'Conjuntos de datos que el contrato de una casilla describe en su versión actual.';
COMMENT ON COLUMN catalogos.id IS 'Identidad.';
COMMENT ON COLUMN catalogos.casilla_id IS 'Casilla.';
COMMENT ON COLUMN catalogos.clave IS 'Identificador en el contrato.';
COMMENT ON COLUMN catalogos.nombre IS 'Nombre en el contrato.';
COMMENT ON COLUMN catalogos.descripcion IS 'Descripción en el contrato.';
COMMENT ON COLUMN catalogos.archivo IS 'Nombre o patrón de sus archivos.';
COMMENT ON COLUMN catalogos.formato IS 'CSV, EXCEL, JSON, NDJSON o PARQUET.';
COMMENT ON COLUMN catalogos.orden IS 'Lugar en el contrato, desde 1.';

COMMENT ON TABLE materializaciones IS 'Dónde y cómo se cargan las filas aceptadas de un catálogo.';
COMMENT ON COLUMN materializaciones.id IS 'Identidad.';
COMMENT ON COLUMN materializaciones.catalogo_id IS 'Catálogo.';
COMMENT ON COLUMN materializaciones.clave IS 'Identificador en el contrato.';
COMMENT ON COLUMN materializaciones.destino IS 'Nombre o URL del destino, sin contraseña.';
COMMENT ON COLUMN materializaciones.tabla IS 'Esquema y tabla.';
COMMENT ON COLUMN materializaciones.estrategia IS 'APPEND, UPSERT, DELETE_INSERT, TRUNCATE_INSERT o FULL.';
COMMENT ON COLUMN materializaciones.llave IS 'Campos de la llave natural.';
COMMENT ON COLUMN materializaciones.columnas IS 'Columna de cada campo.';
COMMENT ON COLUMN materializaciones.particion IS 'Campos por los que DELETE_INSERT reemplaza.';
COMMENT ON COLUMN materializaciones.modo_esquema IS 'FREEZE o EVOLVE: si se agregan columnas a la tabla.';
COMMENT ON COLUMN materializaciones.orden IS 'Lugar en el contrato, desde 1.';

COMMENT ON TABLE ejecuciones_yaml IS 'Una entrega procesada una vez. Sus estados cambian solo como dice transiciones_ejecucion.';
COMMENT ON COLUMN ejecuciones_yaml.id IS 'Identidad: la misma en la carpeta, en el destino y en el informe.';
COMMENT ON COLUMN ejecuciones_yaml.numero IS 'Número de orden para personas y listas.';
COMMENT ON COLUMN ejecuciones_yaml.casilla_id IS 'Casilla.';
COMMENT ON COLUMN ejecuciones_yaml.entrega_id IS 'Entrega que se procesa.';
COMMENT ON COLUMN ejecuciones_yaml.version_contrato_id IS 'Versión exacta del contrato.';
COMMENT ON COLUMN ejecuciones_yaml.repite_a IS 'Ejecución de la misma entrega que esta hace de nuevo.';
COMMENT ON COLUMN ejecuciones_yaml.estado IS 'Estado.';
COMMENT ON COLUMN ejecuciones_yaml.prioridad IS 'La mayor va primero.';
COMMENT ON COLUMN ejecuciones_yaml.intento IS 'Cuántas veces se tomó: el número que deja fuera a trabajadores tardíos.';
COMMENT ON COLUMN ejecuciones_yaml.fallos IS 'Intentos desde la última petición que acabaron en un fallo pasajero.';
COMMENT ON COLUMN ejecuciones_yaml.perdidas IS 'Intentos desde la última petición cuyo daemon se perdió.';
COMMENT ON COLUMN ejecuciones_yaml.disponible_en IS 'Desde cuándo puede tomarse.';
COMMENT ON COLUMN ejecuciones_yaml.daemon IS 'Quién la tiene.';
COMMENT ON COLUMN ejecuciones_yaml.cancelacion_pedida IS 'Cuándo pidió alguien que se detenga.';
COMMENT ON COLUMN ejecuciones_yaml.limite_ms IS 'Cuánto puede durar, en milisegundos.';
COMMENT ON COLUMN ejecuciones_yaml.recibida_en IS 'Cuándo llegó su entrega.';
COMMENT ON COLUMN ejecuciones_yaml.creada_en IS 'Cuándo entró en la cola.';
COMMENT ON COLUMN ejecuciones_yaml.iniciada_en IS 'Cuándo se tomó por última vez.';
COMMENT ON COLUMN ejecuciones_yaml.terminada_en IS 'Cuándo terminó.';
COMMENT ON COLUMN ejecuciones_yaml.leidas IS 'Registros leídos: aceptados más rechazados.';
COMMENT ON COLUMN ejecuciones_yaml.aceptadas IS 'Registros aceptados.';
COMMENT ON COLUMN ejecuciones_yaml.rechazadas IS 'Registros rechazados.';
COMMENT ON COLUMN ejecuciones_yaml.filtradas IS 'Registros aceptados que las transformaciones dejaron fuera.';
COMMENT ON COLUMN ejecuciones_yaml.errores IS 'Hallazgos de severidad error.';
COMMENT ON COLUMN ejecuciones_yaml.avisos IS 'Hallazgos de severidad aviso.';
COMMENT ON COLUMN ejecuciones_yaml.mensajes IS 'Hallazgos de severidad mensaje.';
COMMENT ON COLUMN ejecuciones_yaml.salida IS '0: datos sin errores; 1: con errores.';
COMMENT ON COLUMN ejecuciones_yaml.estado_informe IS 'Éxito, Parcial o Fallido.';
COMMENT ON COLUMN ejecuciones_yaml.cargas IS 'Qué se cargó: materialización, filas, resultado.';
COMMENT ON COLUMN ejecuciones_yaml.token IS 'Ficha de bloqueo del trabajador que la terminó.';
COMMENT ON COLUMN ejecuciones_yaml.error_codigo IS 'Número del error del último intento fallido.';
COMMENT ON COLUMN ejecuciones_yaml.error_mensaje IS 'Qué falló, dónde y qué hacer.';
COMMENT ON COLUMN ejecuciones_yaml.orden IS 'Lo que se dice al trabajador.';

COMMENT ON TABLE proveedores_nube IS 'Cuentas de S3, Azure, GCS, MinIO, SFTP.';
COMMENT ON COLUMN proveedores_nube.id IS 'Identidad.';
COMMENT ON COLUMN proveedores_nube.nombre IS 'Nombre único.';
COMMENT ON COLUMN proveedores_nube.tipo IS 'Qué es.';
COMMENT ON COLUMN proveedores_nube.configuracion IS 'Lo que no es secreto.';
COMMENT ON COLUMN proveedores_nube.activo IS 'Si se usa.';
COMMENT ON COLUMN proveedores_nube.creado_en IS 'Cuándo se creó.';

COMMENT ON TABLE secretos_nube IS 'Credenciales cifradas. La llave no está en la base de datos.';
COMMENT ON COLUMN secretos_nube.id IS 'Identidad; va ligada al texto cifrado.';
COMMENT ON COLUMN secretos_nube.proveedor_id IS 'Proveedor al que pertenece.';
COMMENT ON COLUMN secretos_nube.nombre IS 'Nombre único.';
COMMENT ON COLUMN secretos_nube.cifrado IS 'AES-256-GCM.';
COMMENT ON COLUMN secretos_nube.llave IS 'Identificador de la llave con que se cifró.';
COMMENT ON COLUMN secretos_nube.creado_en IS 'Cuándo se creó.';
COMMENT ON COLUMN secretos_nube.actualizado_en IS 'Cuándo se cambió.';

COMMENT ON TABLE plantillas_email IS 'Textos de los correos.';
COMMENT ON COLUMN plantillas_email.id IS 'Identidad.';
COMMENT ON COLUMN plantillas_email.tipo IS 'De qué avisa.';
COMMENT ON COLUMN plantillas_email.idioma IS 'es o en.';
COMMENT ON COLUMN plantillas_email.asunto IS 'Asunto.';
COMMENT ON COLUMN plantillas_email.cuerpo IS 'Cuerpo.';
COMMENT ON COLUMN plantillas_email.actualizada_en IS 'Cuándo se cambió.';

COMMENT ON TABLE suscripciones_notificaciones IS 'A quién se avisa de qué.';
COMMENT ON COLUMN suscripciones_notificaciones.id IS 'Identidad.';
COMMENT ON COLUMN suscripciones_notificaciones.casilla_id IS 'Solo de esta casilla; nulo: de todas.';
COMMENT ON COLUMN suscripciones_notificaciones.tipo IS 'De qué.';
COMMENT ON COLUMN suscripciones_notificaciones.canal IS 'Por dónde: email, webhook.';
COMMENT ON COLUMN suscripciones_notificaciones.destino IS 'Dirección.';
COMMENT ON COLUMN suscripciones_notificaciones.idioma IS 'es o en.';
COMMENT ON COLUMN suscripciones_notificaciones.activa IS 'Si vale.';
COMMENT ON COLUMN suscripciones_notificaciones.creada_en IS 'Cuándo se creó.';

COMMENT ON TABLE contratos IS 'Contratos por nombre.';
COMMENT ON COLUMN contratos.id IS 'Identidad.';
COMMENT ON COLUMN contratos.nombre IS 'Nombre único.';
COMMENT ON COLUMN contratos.descripcion IS 'De qué trata.';
COMMENT ON COLUMN contratos.version_actual_id IS 'Versión que vale para lo que llegue.';
COMMENT ON COLUMN contratos.creado_en IS 'Cuándo se creó.';

COMMENT ON TABLE versiones_contrato IS 'Contratos como fueron. No cambian nunca.';
COMMENT ON COLUMN versiones_contrato.id IS 'Identidad.';
COMMENT ON COLUMN versiones_contrato.contrato_id IS 'Contrato.';
COMMENT ON COLUMN versiones_contrato.version IS 'Desde 1.';
COMMENT ON COLUMN versiones_contrato.sha256 IS 'De los bytes.';
COMMENT ON COLUMN versiones_contrato.yaml IS 'Los bytes.';
COMMENT ON COLUMN versiones_contrato.catalogos IS 'Catálogos y materializaciones que describe.';
COMMENT ON COLUMN versiones_contrato.publicada_por IS 'Quién la publicó.';
COMMENT ON COLUMN versiones_contrato.creada_en IS 'Cuándo se publicó.';

COMMENT ON TABLE emisores IS 'Quién puede enviar a una casilla.';
COMMENT ON COLUMN emisores.id IS 'Identidad.';
COMMENT ON COLUMN emisores.casilla_id IS 'Casilla.';
COMMENT ON COLUMN emisores.nombre IS 'Único en la casilla; también el de su carpeta.';
COMMENT ON COLUMN emisores.patron IS 'Patrón de los nombres de sus archivos.';
COMMENT ON COLUMN emisores.correo IS 'A dónde van sus informes.';
COMMENT ON COLUMN emisores.activo IS 'Si puede enviar.';
COMMENT ON COLUMN emisores.creado_en IS 'Cuándo se creó.';

COMMENT ON TABLE expectativas IS 'Cuándo debe haber enviado un emisor.';
COMMENT ON COLUMN expectativas.emisor_id IS 'Emisor.';
COMMENT ON COLUMN expectativas.dias IS 'Días de la semana: 1 lunes a 7 domingo.';
COMMENT ON COLUMN expectativas.hora IS 'Hasta qué hora.';
COMMENT ON COLUMN expectativas.zona IS 'Zona horaria del emisor.';
COMMENT ON COLUMN expectativas.desde IS 'Desde cuándo vale.';

COMMENT ON TABLE entregas IS 'Todo lo que llegó.';
COMMENT ON COLUMN entregas.id IS 'Identidad.';
COMMENT ON COLUMN entregas.numero IS 'Número de orden.';
COMMENT ON COLUMN entregas.casilla_id IS 'Casilla.';
COMMENT ON COLUMN entregas.emisor_id IS 'Quién la envió; nulo: no se sabe.';
COMMENT ON COLUMN entregas.archivo IS 'Nombre del archivo.';
COMMENT ON COLUMN entregas.ruta IS 'Dónde estaba en la carpeta; nulo: se subió.';
COMMENT ON COLUMN entregas.tamano IS 'Bytes.';
COMMENT ON COLUMN entregas.modificado_en IS 'Hora del archivo, en microsegundos.';
COMMENT ON COLUMN entregas.modificado_ns IS 'Lo que falta a esa hora, en nanosegundos.';
COMMENT ON COLUMN entregas.sha256 IS 'Del contenido.';
COMMENT ON COLUMN entregas.estado IS 'aceptada, duplicada (mismo contenido que otra) o rechazada (quien envía no puede).';
COMMENT ON COLUMN entregas.version IS '1, o más si corrige otra del mismo emisor y nombre.';
COMMENT ON COLUMN entregas.sustituye_a IS 'Entrega que corrige.';
COMMENT ON COLUMN entregas.duplicado_de IS 'Entrega que tuvo antes el mismo contenido.';
COMMENT ON COLUMN entregas.motivo IS 'Por qué se rechazó.';
COMMENT ON COLUMN entregas.recibida_en IS 'Cuándo llegó.';
COMMENT ON COLUMN entregas.registrada_en IS 'Cuándo se anotó.';
COMMENT ON COLUMN entregas.movida_en IS 'Cuándo se movió el archivo.';
COMMENT ON COLUMN entregas.movida_a IS 'A dónde.';

COMMENT ON TABLE avisos_atraso IS 'Atrasos ya avisados, uno por emisor y día.';
COMMENT ON COLUMN avisos_atraso.emisor_id IS 'Emisor.';
COMMENT ON COLUMN avisos_atraso.fecha IS 'Día en la zona del emisor.';
COMMENT ON COLUMN avisos_atraso.vencia_en IS 'Cuándo vencía.';
COMMENT ON COLUMN avisos_atraso.creado_en IS 'Cuándo se avisó.';

COMMENT ON TABLE transiciones_ejecucion IS 'Los únicos cambios de estado que hay.';
COMMENT ON COLUMN transiciones_ejecucion.desde IS 'Estado.';
COMMENT ON COLUMN transiciones_ejecucion.hasta IS 'Estado siguiente.';

COMMENT ON TABLE bloqueos IS 'Un trabajador a la vez por recurso.';
COMMENT ON COLUMN bloqueos.recurso IS 'Ejecución o casilla.';
COMMENT ON COLUMN bloqueos.propietario IS 'Proceso que lo tiene.';
COMMENT ON COLUMN bloqueos.token IS 'Aumenta con cada toma; no vuelve atrás.';
COMMENT ON COLUMN bloqueos.vence_en IS 'Hasta cuándo; nulo: libre.';

COMMENT ON TABLE daemons IS 'Procesos que trabajan.';
COMMENT ON COLUMN daemons.id IS 'Nombre.';
COMMENT ON COLUMN daemons.maquina IS 'Dónde corre.';
COMMENT ON COLUMN daemons.version IS 'De SAGE.';
COMMENT ON COLUMN daemons.lugares IS 'Ejecuciones a la vez.';
COMMENT ON COLUMN daemons.iniciado_en IS 'Cuándo empezó.';
COMMENT ON COLUMN daemons.visto_en IS 'Última señal de vida.';

COMMENT ON TABLE notificaciones IS 'Lo que hay que avisar.';
COMMENT ON COLUMN notificaciones.id IS 'Identidad.';
COMMENT ON COLUMN notificaciones.numero IS 'Número de orden.';
COMMENT ON COLUMN notificaciones.tipo IS 'De qué.';
COMMENT ON COLUMN notificaciones.hechos IS 'Qué hay que decir, por nombres fijos.';
COMMENT ON COLUMN notificaciones.creada_en IS 'Cuándo ocurrió.';
COMMENT ON COLUMN notificaciones.registrada_en IS 'Cuándo se anotó.';

COMMENT ON TABLE notificaciones_envios IS 'Cada aviso por cada canal.';
COMMENT ON COLUMN notificaciones_envios.notificacion_id IS 'Aviso.';
COMMENT ON COLUMN notificaciones_envios.canal IS 'Por dónde.';
COMMENT ON COLUMN notificaciones_envios.estado IS 'pendiente, enviada o abandonada.';
COMMENT ON COLUMN notificaciones_envios.fallos IS 'Intentos fallidos.';
COMMENT ON COLUMN notificaciones_envios.disponible_en IS 'Desde cuándo se intenta de nuevo.';
COMMENT ON COLUMN notificaciones_envios.enviada_en IS 'Cuándo se envió.';
COMMENT ON COLUMN notificaciones_envios.ultimo_error IS 'Por qué falló.';

COMMENT ON TABLE fichas_api IS 'Fichas de acceso al API. La ficha misma no se guarda.';
COMMENT ON COLUMN fichas_api.id IS 'Identidad.';
COMMENT ON COLUMN fichas_api.nombre IS 'Para qué es.';
COMMENT ON COLUMN fichas_api.hash IS 'SHA-256 de la ficha.';
COMMENT ON COLUMN fichas_api.rol IS 'administrador, operador, emisor o lector.';
COMMENT ON COLUMN fichas_api.casilla_id IS 'Casilla de un emisor.';
COMMENT ON COLUMN fichas_api.emisor_id IS 'Emisor; nulo: cualquiera de la casilla.';
COMMENT ON COLUMN fichas_api.creada_por IS 'Quién la creó.';
COMMENT ON COLUMN fichas_api.creada_en IS 'Cuándo se creó.';
COMMENT ON COLUMN fichas_api.vence_en IS 'Hasta cuándo vale; nulo: sin fin.';
COMMENT ON COLUMN fichas_api.revocada_en IS 'Cuándo dejó de valer.';
COMMENT ON COLUMN fichas_api.usada_en IS 'Último uso.';
COMMENT ON COLUMN fichas_api.sustituye_a IS 'Ficha que reemplaza.';

COMMENT ON TABLE auditoria IS 'Quién cambió qué.';
COMMENT ON COLUMN auditoria.numero IS 'Número de orden.';
COMMENT ON COLUMN auditoria.ocurrida_en IS 'Cuándo.';
COMMENT ON COLUMN auditoria.quien IS 'Quién.';
COMMENT ON COLUMN auditoria.accion IS 'Qué hizo.';
COMMENT ON COLUMN auditoria.tipo_objeto IS 'Clase de objeto.';
COMMENT ON COLUMN auditoria.objeto IS 'Cuál.';
COMMENT ON COLUMN auditoria.antes IS 'Cómo era.';
COMMENT ON COLUMN auditoria.despues IS 'Cómo quedó.';

COMMENT ON TABLE claves_idempotencia IS 'Peticiones que no se hacen dos veces.';
COMMENT ON COLUMN claves_idempotencia.quien IS 'Quién pide.';
COMMENT ON COLUMN claves_idempotencia.clave IS 'Clave de la petición.';
COMMENT ON COLUMN claves_idempotencia.huella IS 'SHA-256 de la petición.';
COMMENT ON COLUMN claves_idempotencia.estado_http IS 'Respuesta dada; nulo: en curso.';
COMMENT ON COLUMN claves_idempotencia.respuesta IS 'Cuerpo de la respuesta.';
COMMENT ON COLUMN claves_idempotencia.creada_en IS 'Cuándo.';
COMMENT ON COLUMN claves_idempotencia.vence_en IS 'Hasta cuándo se recuerda.';

COMMENT ON TABLE subidas IS 'Subidas que se pueden continuar.';
COMMENT ON COLUMN subidas.id IS 'Identidad.';
COMMENT ON COLUMN subidas.casilla_id IS 'Casilla.';
COMMENT ON COLUMN subidas.emisor_id IS 'Emisor.';
COMMENT ON COLUMN subidas.nombre IS 'Nombre del archivo.';
COMMENT ON COLUMN subidas.tamano IS 'Bytes en total.';
COMMENT ON COLUMN subidas.recibido IS 'Bytes recibidos.';
COMMENT ON COLUMN subidas.creada_por IS 'Quién sube.';
COMMENT ON COLUMN subidas.creada_en IS 'Cuándo empezó.';
COMMENT ON COLUMN subidas.vence_en IS 'Hasta cuándo se espera.';
