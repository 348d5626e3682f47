-- The traces of an analysis whose file has no SQL of its own, newest first.
SELECT trace_id
FROM traces AS t
WHERE start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR EXISTS (SELECT 1 FROM json_each(services) WHERE value GLOB :service))
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = t.trace))
ORDER BY start_code DESC, trace_id;
