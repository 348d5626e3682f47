-- The first spans of one trace by start, those of unknown start last, or by ID, which is how they lie and four times
-- as fast where there are many; without what their templates tell; attributes, events and links only on demand. Only the
-- order is sorted in memory (LIMIT keeps SQLite from sorting whole rows); the rows follow one by one.
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
       (SELECT text FROM string WHERE id = s.task_type) AS task_type,
       s.task_priority,
       (SELECT text FROM string WHERE id = s.worker_id) AS worker_id,
       s.message_id,
       s.input_tokens,
       s.output_tokens,
       s.cost,
       (SELECT text FROM string WHERE id = s.session_id) AS session_id,
       CASE WHEN :payloads THEN coalesce(s.attribute_values, p.attribute_values) END AS attribute_values,
       CASE WHEN :payloads THEN p.events END AS events,
       CASE WHEN :payloads THEN p.links END AS links,
       p.trace_state,
       p.dropped_attributes,
       p.dropped_events,
       p.dropped_links
FROM (SELECT trace, span_id FROM span WHERE trace = :trace ORDER BY CASE WHEN :by_start THEN nullif(start_ns, 0) END NULLS LAST, span_id LIMIT :limit) AS ordered
CROSS JOIN span AS s ON s.trace = ordered.trace AND s.span_id = ordered.span_id
LEFT JOIN span_payload AS p ON p.id = s.payload;
