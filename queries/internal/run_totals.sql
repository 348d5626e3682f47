-- What is counted of the spans of a run.
SELECT CASE t.level WHEN 1 THEN 'operation' WHEN 2 THEN 'task_type' WHEN 3 THEN 'worker' ELSE 'model' END AS level,
       service.text AS service, name.text AS name, t.role, t.spans, t.errors, t.ended, t.total_ns, t.p50_ns, t.p95_ns,
       t.input_tokens, t.output_tokens, t.cost_billionths
FROM run_total AS t JOIN string AS service ON service.id = t.service JOIN string AS name ON name.id = t.name
WHERE t.run = :run;
