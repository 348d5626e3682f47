-- The spans of one trace from one ID to another, in the order of their IDs, which is how they lie; without what their
-- templates tell; attributes, events and links only on demand.
SELECT s.span_id,
       s.parent_span_id,
       s.template,
       s.role,
       s.evidence,
       coalesce(p.start_ns, s.start_ns) AS start_ns,
       coalesce(p.end_ns, s.start_ns + s.duration_ns) AS end_ns,
       p.status_message,
       p.error_message,
       s.task_id,
       s.task_name,
       task_type.text AS task_type,
       s.task_priority,
       worker_id.text AS worker_id,
       s.message_id,
       s.input_tokens,
       s.output_tokens,
       s.cost,
       session_id.text AS session_id,
       CASE WHEN :payloads THEN coalesce(s.attribute_values, p.attribute_values) END AS attribute_values,
       CASE WHEN :payloads THEN p.events END AS events,
       CASE WHEN :payloads THEN p.links END AS links,
       p.trace_state,
       p.dropped_attributes,
       p.dropped_events,
       p.dropped_links
FROM span AS s
LEFT JOIN span_payload AS p ON p.id = s.payload
LEFT JOIN string AS task_type ON task_type.id = s.task_type
LEFT JOIN string AS worker_id ON worker_id.id = s.worker_id
LEFT JOIN string AS session_id ON session_id.id = s.session_id
WHERE s.trace = :trace AND s.span_id BETWEEN :first AND :last
ORDER BY s.span_id;
