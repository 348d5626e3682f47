-- The spans of a run, trace by trace, with what runs are compared by.
SELECT t.trace_id, service.text AS service, name.text AS name, s.role,
       (SELECT text FROM string WHERE id = s.task_type) AS task_type,
       (SELECT text FROM string WHERE id = s.worker_id) AS worker,
       (SELECT text FROM string WHERE id = nullif(k.model, 0)) AS model, s.duration_ns, s.evidence
FROM trace_run AS m JOIN trace AS t ON t.id = m.trace JOIN span AS s ON s.trace = m.trace
JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
JOIN string AS name ON name.id = k.name JOIN string AS service ON service.id = r.service
WHERE m.run = :run;
