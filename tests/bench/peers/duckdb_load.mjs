// node duckdb_load.mjs INPUT DATABASE: OTLP JSON lines into a table of spans of a new database. Prints their count.
// One pass that unnests, with the types told beforehand; attributes become a map, as analysts want them, and
// what the questions filter on has columns.
import { DuckDBInstance } from '@duckdb/node-api';

const [input, database] = process.argv.slice(2);

const attributes = `STRUCT("key" VARCHAR, "value" STRUCT(
  stringValue VARCHAR, intValue VARCHAR, doubleValue DOUBLE, boolValue BOOLEAN))[]`;
const span = `STRUCT(traceId VARCHAR, spanId VARCHAR, parentSpanId VARCHAR, "name" VARCHAR, kind UTINYINT,
  startTimeUnixNano BIGINT, endTimeUnixNano BIGINT, attributes ${attributes},
  events STRUCT(timeUnixNano BIGINT, "name" VARCHAR, attributes ${attributes})[],
  status STRUCT(message VARCHAR, code UTINYINT), flags UINTEGER)`;
const resourceSpans = `STRUCT(resource STRUCT(attributes ${attributes}),
  scopeSpans STRUCT("scope" STRUCT("name" VARCHAR, "version" VARCHAR), spans ${span}[])[])[]`;
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

const load = `
  CREATE TABLE spans AS
  WITH
  resources AS (
    SELECT unnest(resourceSpans) AS r
    FROM read_json(${quoted(input)}, format = 'newline_delimited',
                   columns = {resourceSpans: ${quoted(resourceSpans)}})
  ),
  raw AS (
    SELECT list_filter(r.resource.attributes, lambda a: a.key = 'service.name')[1].value.stringValue AS service,
           unnest(flatten(list_transform(r.scopeSpans, lambda scope: scope.spans))) AS s
    FROM resources
  ),
  mapped AS (
    SELECT service, s,
           map_from_entries(list_transform(s.attributes, lambda a: struct_pack(
             k := a.key, v := coalesce(a.value.stringValue, a.value.intValue, a.value.doubleValue::VARCHAR,
                                       a.value.boolValue::VARCHAR)))) AS attributes
    FROM raw
  )
  SELECT s.traceId AS trace_id, s.spanId AS span_id, s.parentSpanId AS parent_span_id, s.name, service, s.kind,
         s.startTimeUnixNano AS start_ns, s.endTimeUnixNano - s.startTimeUnixNano AS duration_ns,
         s.status.code AS status, s.status.message AS status_message, s.flags,
         attributes['span.kind'] AS role, attributes['multiagent.worker.id'] AS worker_id,
         attributes, s.events AS events
  FROM mapped`;

const instance = await DuckDBInstance.create(database, { threads: '2' });
const connection = await instance.connect();
await connection.run(load);
await connection.run('CHECKPOINT');
const counted = await connection.runAndReadAll('SELECT count(*)::INTEGER FROM spans');
console.log(counted.getRows()[0][0]);
