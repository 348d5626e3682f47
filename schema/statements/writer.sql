-- The statements of the one writing connection, by name.

-- name: insert_span
INSERT INTO span (trace, span_id, parent_span_id, name, resource, scope, kind, role, start_ns, duration_ns,
                  status, evidence, anomalies, flags, payload, status_message, error_message,
                  task_id, task_name, task_type, task_priority, worker_id, worker_capability, orchestrator_id,
                  message_id, message_type, agent, model, provider, tool, input_tokens, output_tokens, cost, session_id)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING;

-- name: insert_payload
INSERT INTO span_payload (id, shape, attribute_values, events, links, trace_state, end_ns,
                          dropped_attributes, dropped_events, dropped_links)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?);

-- name: next_payload
SELECT coalesce(max(id), 0) + 1 FROM span_payload;

-- A stored span in the columns of insert_span and then insert_payload. The bit of evidence that other
-- spans give is left out, because it is not content of the span.
-- name: stored_span
SELECT s.trace, s.span_id, s.parent_span_id, s.name, s.resource, s.scope, s.kind, s.role, s.start_ns, s.duration_ns,
       s.status, s.evidence & ~8, s.anomalies, s.flags, s.payload, s.status_message, s.error_message,
       s.task_id, s.task_name, s.task_type, s.task_priority, s.worker_id, s.worker_capability, s.orchestrator_id,
       s.message_id, s.message_type, s.agent, s.model, s.provider, s.tool, s.input_tokens, s.output_tokens, s.cost, s.session_id,
       p.id, p.shape, p.attribute_values, p.events, p.links, p.trace_state, p.end_ns,
       p.dropped_attributes, p.dropped_events, p.dropped_links
FROM span AS s JOIN span_payload AS p ON p.id = s.payload
WHERE s.trace = ? AND s.span_id = ?;

-- The content of a span as one text that does not depend on the order of arrival.
-- name: span_content
SELECT json_array(s.parent_span_id, name.text, service.text, r.attributes, r.entity_refs, r.schema_url, r.dropped_attributes,
                  c.name, c.version, c.attributes, c.schema_url, c.dropped_attributes,
                  s.kind, s.start_ns, s.duration_ns, s.status, s.anomalies, s.flags, s.status_message,
                  a.keys, p.attribute_values, p.events, p.links, p.trace_state, p.end_ns,
                  p.dropped_attributes, p.dropped_events, p.dropped_links)
FROM span AS s
JOIN span_payload AS p ON p.id = s.payload
JOIN attribute_shape AS a ON a.id = p.shape
JOIN string AS name ON name.id = s.name
JOIN resource AS r ON r.id = s.resource
JOIN string AS service ON service.id = r.service
JOIN scope AS c ON c.id = s.scope
WHERE s.trace = ? AND s.span_id = ?;

-- name: delete_span
DELETE FROM span WHERE trace = ? AND span_id = ?;

-- name: delete_payload
DELETE FROM span_payload WHERE id = ?;

-- name: has_span
SELECT 1 FROM span WHERE trace = ? AND span_id = ?;

-- name: span_ancestry
SELECT parent_span_id, role, evidence FROM span WHERE trace = ? AND span_id = ?;

-- name: mark_error_reply
UPDATE span SET evidence = evidence | 8 WHERE trace = ? AND span_id = ?;

-- name: clear_error_replies
UPDATE span SET evidence = evidence & ~8 WHERE trace = ? AND evidence & 8;

-- What the aggregated trace is made of, for all spans of a trace.
-- name: trace_facts
SELECT s.span_id, s.parent_span_id, s.start_ns, coalesce(p.end_ns, s.start_ns + s.duration_ns), s.name, r.service,
       coalesce(s.worker_id, s.agent, s.orchestrator_id, 0), s.status, s.evidence,
       s.role = 3 AND s.message_type = ?
FROM span AS s JOIN resource AS r ON r.id = s.resource JOIN span_payload AS p ON p.id = s.payload
WHERE s.trace = ?
ORDER BY s.span_id;

-- name: find_trace
SELECT id, root_span_id, root_name, root_service, has_root, start_ns, end_ns, span_count, error_count, orphan_count,
       open_count, status, services, agents,
       (SELECT start_ns FROM span WHERE span.trace = trace.id AND span.span_id = trace.root_span_id)
FROM trace WHERE trace_id = ?;

-- name: next_trace
SELECT coalesce(max(id), 0) + 1 FROM trace;

-- name: store_trace
INSERT INTO trace (id, trace_id, root_span_id, root_name, root_service, has_root, start_ns, end_ns, duration_ns,
                   span_count, error_count, orphan_count, open_count, status, services, agents)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET
  root_span_id = excluded.root_span_id, root_name = excluded.root_name, root_service = excluded.root_service,
  has_root = excluded.has_root, start_ns = excluded.start_ns, end_ns = excluded.end_ns,
  duration_ns = excluded.duration_ns, span_count = excluded.span_count, error_count = excluded.error_count,
  orphan_count = excluded.orphan_count, open_count = excluded.open_count, status = excluded.status,
  services = excluded.services, agents = excluded.agents;

-- name: missing_parents
SELECT span_id, children, error_reply FROM missing_parent WHERE trace = ?;

-- name: delete_missing_parents
DELETE FROM missing_parent WHERE trace = ?;

-- name: insert_missing_parent
INSERT INTO missing_parent (trace, span_id, children, error_reply) VALUES (?, ?, ?, ?);

-- name: find_string
SELECT id FROM string WHERE text = ?;

-- name: insert_string
INSERT INTO string (text) VALUES (?);

-- name: find_shape
SELECT id FROM attribute_shape WHERE keys = ?;

-- name: insert_shape
INSERT INTO attribute_shape (keys) VALUES (?);

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
INSERT INTO trace_run (run, trace) VALUES (?, ?) ON CONFLICT DO NOTHING;

-- name: savepoint
SAVEPOINT choice;

-- name: rollback_to_savepoint
ROLLBACK TO choice;

-- name: release_savepoint
RELEASE choice;
