-- name: services
-- summary: Services, those with the most spans first.
-- attr: span
-- columns: service spans traces errors error_ratio max_ns start_ns end_ns

-- Without a choice of time, run or attributes, the totals answer; with one, the spans themselves.
WITH total AS (
  SELECT service, sum(spans) AS spans, t.traces, sum(errors) AS errors, max(max_ns) AS max_ns,
         min(start_ns) AS start_ns, max(end_ns) AS end_ns
  FROM operation_total LEFT JOIN service_total AS t USING (service)
  WHERE coalesce(:since, :until, :run, :attr) IS NULL
  GROUP BY service
  UNION ALL
  SELECT r.service, count(*), count(DISTINCT s.trace), sum(s.evidence <> 0), max(s.duration_ns),
         min(s.start_ns), max(s.start_ns + ifnull(s.duration_ns, 0))
  FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
  WHERE coalesce(:since, :until, :run, :attr) IS NOT NULL
    AND s.start_ns >= ifnull(:since, 0)
    AND s.start_ns <= ifnull(:until - 1, 9223372036854775807)
    AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                 WHERE run.name = :run AND m.trace = s.trace))
  GROUP BY r.service
)
SELECT service.text AS service, spans, traces, errors, CAST(errors AS REAL) / spans AS error_ratio, max_ns,
       start_ns, end_ns
FROM total JOIN string AS service ON service.id = total.service
WHERE :service IS NULL OR service.text GLOB :service
ORDER BY spans DESC, service
LIMIT :limit;
