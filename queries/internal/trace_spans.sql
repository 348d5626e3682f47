-- The spans of one trace as a tree shows them, in order of start.
SELECT s.span_id,
       s.parent_span_id,
       name.text AS name,
       service.text AS service,
       s.role,
       s.kind,
       s.start_ns,
       s.duration_ns,
       s.status,
       coalesce(s.status_message, s.error_message) AS status_message,
       s.evidence,
       s.anomalies,
       (SELECT text FROM string WHERE id = coalesce(s.worker_id, s.agent, s.orchestrator_id)) AS actor,
       CASE s.role
         WHEN 1 THEN coalesce(s.task_name, s.task_id)
         WHEN 2 THEN (SELECT text FROM string WHERE id = s.worker_capability)
         WHEN 3 THEN (SELECT text FROM string WHERE id = s.message_type)
         WHEN 5 THEN (SELECT text FROM string WHERE id = s.model)
         WHEN 6 THEN (SELECT text FROM string WHERE id = s.tool)
         WHEN 9 THEN (SELECT text FROM string WHERE id = s.session_id)
       END AS detail
FROM span AS s
JOIN string AS name ON name.id = s.name
JOIN resource AS r ON r.id = s.resource
JOIN string AS service ON service.id = r.service
WHERE s.trace = :trace
ORDER BY s.start_ns, s.span_id
LIMIT :limit;
