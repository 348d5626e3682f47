-- The statements of the one writing connection, by name.

-- The virtual table over the batch that is being written has the columns of `span`.
-- name: batch_span
CREATE TABLE batch_span (trace, span_id, parent_span_id, template, role, start_ns, duration_ns, evidence, error, payload,
                         task_id, task_name, task_type, task_priority, worker_id, message_id, input_tokens,
                         output_tokens, cost, session_id, attribute_values);

-- A span that is stored already stays as it is; note_conflict() remembers the row that the batch stands on.
-- name: insert_batch
INSERT OR ROLLBACK INTO span SELECT * FROM batch_span WHERE true
ON CONFLICT (trace, span_id) DO UPDATE SET role = role WHERE note_conflict();

-- name: insert_payload
INSERT INTO span_payload (id, attribute_values, events, links, trace_state, status_message, error_message, end_ns,
                          dropped_attributes, dropped_events, dropped_links, start_ns)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: next_payload
SELECT coalesce(max(id), 0) + 1 AS id FROM span_payload;

-- A stored span in the columns of `span` and then of insert_payload, and what of its template ranks it. The bit of evidence that other
-- spans give is left out, because it is not content of the span.
-- name: stored_span
SELECT s.trace, s.span_id, s.parent_span_id, s.template, s.role, s.start_ns, s.duration_ns, s.evidence & ~8 AS evidence, s.error,
       s.payload, s.task_id, s.task_name, s.task_type, s.task_priority, s.worker_id, s.message_id, s.input_tokens,
       s.output_tokens, s.cost, s.session_id, s.attribute_values,
       p.id AS payload_id, p.attribute_values AS large_attribute_values, p.events, p.links, p.trace_state,
       p.status_message, p.error_message, p.end_ns AS original_end_ns, p.dropped_attributes, p.dropped_events, p.dropped_links,
       p.start_ns AS original_start_ns, k.anomalies, a.keys AS attribute_keys
FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN attribute_shape AS a ON a.id = k.shape
LEFT JOIN span_payload AS p ON p.id = s.payload
WHERE s.trace = ? AND s.span_id = ?;

-- The content of a span as one text that does not depend on the order of arrival.
-- name: span_content
SELECT json_array(s.parent_span_id, name.text, service.text, r.attributes, r.entity_refs, r.schema_url, r.dropped_attributes,
                  c.name, c.version, c.attributes, c.schema_url, c.dropped_attributes,
                  k.kind, s.start_ns, s.duration_ns, k.status, k.anomalies, k.flags, p.status_message,
                  a.keys, coalesce(s.attribute_values, p.attribute_values), p.events, p.links, p.trace_state, p.end_ns,
                  p.dropped_attributes, p.dropped_events, p.dropped_links, p.start_ns) AS content
FROM span AS s
JOIN span_template AS k ON k.id = s.template
JOIN attribute_shape AS a ON a.id = k.shape
JOIN string AS name ON name.id = k.name
JOIN resource AS r ON r.id = k.resource
JOIN string AS service ON service.id = r.service
JOIN scope AS c ON c.id = k.scope
LEFT JOIN span_payload AS p ON p.id = s.payload
WHERE s.trace = ? AND s.span_id = ?;

-- name: delete_span
DELETE FROM span WHERE trace = ? AND span_id = ?;

-- name: delete_payload
DELETE FROM span_payload WHERE id = (SELECT payload FROM span WHERE trace = ? AND span_id = ?);

-- name: has_span
SELECT 1 AS is_stored FROM span WHERE trace = ? AND span_id = ?;

-- The span gives up its ID to the one that called it.
-- name: move_below
UPDATE span SET span_id = ?3, parent_span_id = ?2 WHERE trace = ?1 AND span_id = ?2;

-- The value of one attribute, given the lists of keys and values of a span.
-- name: local_address
SELECT ?2 ->> key AS address FROM json_each(?1) WHERE value = 'network.local.address';

-- name: stored_side
SELECT k.kind, k.anomalies, service.text AS service,
       (SELECT coalesce(s.attribute_values, p.attribute_values) ->> key FROM json_each(a.keys)
         WHERE value = 'network.local.address') AS address
FROM span AS s
JOIN span_template AS k ON k.id = s.template
JOIN attribute_shape AS a ON a.id = k.shape
JOIN resource AS r ON r.id = k.resource
JOIN string AS service ON service.id = r.service
LEFT JOIN span_payload AS p ON p.id = s.payload
WHERE s.trace = ? AND s.span_id = ?;

-- name: span_ancestry
SELECT s.parent_span_id, s.role, s.evidence, r.service, k.name, s.task_type, s.worker_id, k.model
FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
WHERE s.trace = ? AND s.span_id = ?;

-- name: mark_error_reply
UPDATE span SET evidence = evidence | 8 WHERE trace = ? AND span_id = ?;

-- Spans that failed by an error reply alone.
-- name: failed_by_reply
SELECT s.role, r.service, k.name, s.task_type, s.worker_id, k.model
FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
WHERE s.trace = ? AND s.evidence = 8;

-- name: clear_error_replies
UPDATE span SET evidence = evidence & ~8 WHERE trace = ? AND evidence & 8;

-- What the totals and the row of the trace are made of, for the spans of a trace whose IDs are in a range.
-- name: span_facts
SELECT s.span_id, s.parent_span_id, s.start_ns, s.duration_ns, coalesce(s.duration_ns, p.end_ns) IS NOT NULL AS finished, k.name, r.service,
       s.role, s.task_type, s.worker_id AS worker, k.model, coalesce(s.worker_id, nullif(k.agent, 0), k.orchestrator_id) AS actor, k.status,
       s.evidence, s.input_tokens, s.output_tokens, s.cost, s.role = 3 AND k.message_type = (SELECT id FROM string WHERE text = 'error') AS is_error_reply
FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
LEFT JOIN span_payload AS p ON p.id = s.payload
WHERE s.trace = ? AND s.span_id BETWEEN ? AND ?
ORDER BY s.span_id;

-- name: find_trace
SELECT id, root_span_id, root_name, root_service, has_root, start_ns, end_ns, duration_ns, span_count, error_count, orphan_count,
       open_count, status, services, actors, workers,
       (SELECT start_ns FROM span WHERE span.trace = trace.id AND span.span_id = trace.root_span_id) AS root_start_ns
FROM trace WHERE trace_id = ?;

-- name: next_trace
SELECT coalesce(max(id), 0) + 1 AS id FROM trace;

-- name: store_trace
INSERT INTO trace (id, trace_id, root_span_id, root_name, root_service, has_root, start_ns, end_ns, duration_ns,
                   span_count, error_count, orphan_count, open_count, status, services, actors, workers)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  root_span_id = excluded.root_span_id, root_name = excluded.root_name, root_service = excluded.root_service,
  has_root = excluded.has_root, start_ns = excluded.start_ns, end_ns = excluded.end_ns,
  duration_ns = excluded.duration_ns, span_count = excluded.span_count, error_count = excluded.error_count,
  orphan_count = excluded.orphan_count, open_count = excluded.open_count, status = excluded.status,
  services = excluded.services, actors = excluded.actors, workers = excluded.workers;

-- name: find_missing_parent
SELECT children, error_reply FROM missing_parent WHERE trace = ? AND span_id = ?;

-- name: count_orphan
INSERT INTO missing_parent (trace, span_id, children, error_reply) VALUES (?, ?, 1, 0)
ON CONFLICT (trace, span_id) DO UPDATE SET children = children + 1;

-- name: await_error_reply
UPDATE missing_parent SET error_reply = 1 WHERE trace = ? AND span_id = ?;

-- name: delete_missing_parent
DELETE FROM missing_parent WHERE trace = ? AND span_id = ?;

-- name: delete_missing_parents
DELETE FROM missing_parent WHERE trace = ?;

-- name: find_string
SELECT id FROM string WHERE text = ?;

-- name: insert_string
INSERT INTO string (text) VALUES (?);

-- name: find_shape
SELECT id FROM attribute_shape WHERE keys = ?;

-- name: insert_shape
INSERT INTO attribute_shape (keys) VALUES (?);

-- name: find_template
SELECT id FROM span_template
WHERE name = ? AND resource = ? AND scope = ? AND shape = ? AND kind = ? AND status = ? AND flags = ? AND anomalies = ?
  AND worker_capability = ? AND orchestrator_id = ? AND message_type = ? AND agent = ? AND model = ? AND provider = ? AND tool = ?;

-- name: insert_template
INSERT INTO span_template (name, resource, scope, shape, kind, status, flags, anomalies, worker_capability,
                           orchestrator_id, message_type, agent, model, provider, tool)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: find_resource
SELECT id FROM resource
WHERE attributes = ? AND service = ? AND entity_refs = ? AND schema_url = ? AND dropped_attributes = ?;

-- name: insert_resource
INSERT INTO resource (attributes, service, entity_refs, schema_url, dropped_attributes) VALUES (?, ?, ?, ?, ?);

-- name: find_scope
SELECT id FROM scope
WHERE name = ? AND version = ? AND attributes = ? AND schema_url = ? AND dropped_attributes = ?;

-- name: insert_scope
INSERT INTO scope (name, version, attributes, schema_url, dropped_attributes) VALUES (?, ?, ?, ?, ?);

-- name: join_run
INSERT INTO trace_run (trace, run) VALUES (?, ?) ON CONFLICT DO NOTHING;

-- name: runs_of_trace
SELECT run FROM trace_run WHERE trace = ?;

-- name: leave_runs
DELETE FROM trace_run WHERE trace = ?;

-- name: delete_trace
DELETE FROM trace WHERE id = ?;

-- name: delete_trace_payloads
DELETE FROM span_payload WHERE id IN (SELECT payload FROM span WHERE trace = ? AND payload IS NOT NULL);

-- name: delete_trace_spans
DELETE FROM span WHERE trace = ?;

-- name: savepoint
SAVEPOINT choice;

-- name: rollback_to_savepoint
ROLLBACK TO choice;

-- name: release_savepoint
RELEASE choice;
