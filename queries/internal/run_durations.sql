-- How long the spans of a run took: how many each duration, ascending, behind each other by what they have in common.
SELECT CASE t.level WHEN 1 THEN 'operation' WHEN 2 THEN 'task_type' WHEN 3 THEN 'worker' ELSE 'model' END AS level,
       service.text AS service, name.text AS name, t.role,
       CAST(iif(t.durations GLOB '{*', d.key, d.value) AS INTEGER) AS duration_ns,
       iif(t.durations GLOB '{*', d.value, 1) AS spans
FROM run_total AS t JOIN string AS service ON service.id = t.service JOIN string AS name ON name.id = t.name
JOIN json_each(t.durations) AS d
WHERE t.run = :run;
