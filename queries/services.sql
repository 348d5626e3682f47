-- name: services
-- summary: Services, those with the most spans first.
-- columns: service spans traces errors error_ratio max_ns start_ns end_ns

SELECT service.text AS service,
       count(*) AS spans,
       count(DISTINCT s.trace) AS traces,
       sum(s.evidence <> 0) AS errors,
       avg(s.evidence <> 0) AS error_ratio,
       max(s.duration_ns) AS max_ns,
       min(s.start_ns) AS start_ns,
       max(s.start_ns + ifnull(s.duration_ns, 0)) AS end_ns
FROM span AS s JOIN resource AS r ON r.id = s.resource JOIN string AS service ON service.id = r.service
WHERE s.start_ns >= ifnull(:since, 0)
  AND s.start_ns <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service.text GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
GROUP BY r.service
ORDER BY spans DESC, service
LIMIT :limit;
