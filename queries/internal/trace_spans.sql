-- The spans of one trace as a tree shows them, in order of start.
SELECT s.span_id,
       s.parent_span_id,
       name.text AS name,
       service.text AS service,
       s.role,
       k.kind,
       s.start_ns,
       s.duration_ns,
       k.status,
       (SELECT coalesce(p.status_message, p.error_message) FROM span_payload AS p WHERE p.id = s.payload) AS status_message,
       s.evidence,
       k.anomalies,
       (SELECT text FROM string WHERE id = coalesce(s.worker_id, nullif(k.agent, 0), nullif(k.orchestrator_id, 0))) AS actor,
       CASE s.role
         WHEN 1 THEN coalesce(s.task_name, s.task_id)
         WHEN 2 THEN (SELECT text FROM string WHERE id = nullif(k.worker_capability, 0))
         WHEN 3 THEN (SELECT text FROM string WHERE id = nullif(k.message_type, 0))
         WHEN 5 THEN (SELECT text FROM string WHERE id = nullif(k.model, 0))
         WHEN 6 THEN (SELECT text FROM string WHERE id = nullif(k.tool, 0))
         WHEN 9 THEN (SELECT text FROM string WHERE id = s.session_id)
       END AS detail
FROM span AS s
JOIN span_template AS k ON k.id = s.template
JOIN string AS name ON name.id = k.name
JOIN resource AS r ON r.id = k.resource
JOIN string AS service ON service.id = r.service
WHERE s.trace = :trace
ORDER BY s.start_ns, s.span_id
LIMIT :limit;
