// node chdb_load.mjs INPUT DIRECTORY: OTLP JSON lines into a table of spans of a new ClickHouse database, ordered by
// trace ID, with the columns and the types that OpenTelemetry's exporter to ClickHouse uses. Prints their count.
import { Session } from 'chdb';

const [input, directory] = process.argv.slice(2);

const attributes = `Array(Tuple(key String, value Tuple(
  stringValue Nullable(String), intValue Nullable(String), doubleValue Nullable(Float64), boolValue Nullable(Bool))))`;
const span = `Tuple(traceId String, spanId String, parentSpanId String, name String, kind UInt8,
  startTimeUnixNano Int64, endTimeUnixNano Int64, attributes ${attributes}, events String,
  status Tuple(message String, code UInt8), flags UInt32)`;
const resourceSpans = `Array(Tuple(resource Tuple(attributes ${attributes}),
  scopeSpans Array(Tuple(spans Array(${span})))))`;
const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

// What is inserted is on the disk, not only in the page cache, when the statement ends.
const create = `
  CREATE TABLE bench.spans (
    trace_id String, span_id String, parent_span_id String, name LowCardinality(String),
    service LowCardinality(String), kind UInt8, start_ns Int64, duration_ns Int64, status UInt8,
    status_message String, flags UInt32, attributes Map(LowCardinality(String), String), events String)
  ENGINE = MergeTree ORDER BY (trace_id, start_ns)
  SETTINGS fsync_after_insert = 1, fsync_part_directory = 1`;

const load = `
  INSERT INTO bench.spans
  SELECT s.traceId, s.spanId, s.parentSpanId, s.name, service, s.kind, s.startTimeUnixNano,
         s.endTimeUnixNano - s.startTimeUnixNano, s.status.code, s.status.message, s.flags,
         mapFromArrays(s.attributes.key, arrayMap(
           v -> coalesce(v.stringValue, v.intValue, toString(v.doubleValue), toString(v.boolValue), ''),
           s.attributes.value)),
         s.events
  FROM (
    SELECT arrayFirst(a -> a.key = 'service.name', r.resource.attributes).value.stringValue AS service,
           arrayJoin(arrayFlatten(r.scopeSpans.spans)) AS s
    FROM (
      SELECT arrayJoin(JSONExtract(line, 'resourceSpans', ${quoted(resourceSpans)})) AS r
      FROM file(${quoted(input)}, 'LineAsString', 'line String')))
  SETTINGS max_threads = 2, max_insert_threads = 2, input_format_max_block_size_bytes = 4000000,
           min_insert_block_size_rows = 100000`;

const session = new Session(directory);
await session.queryAsync('CREATE DATABASE bench ENGINE = Atomic');
await session.queryAsync(create);
await session.queryAsync(load);
const counted = await session.queryAsync('SELECT count() FROM bench.spans', { format: 'TSV' });
console.log(counted.text().trim());
session.close();
