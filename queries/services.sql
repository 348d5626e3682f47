-- name: services
-- summary: Services, those with the most spans first.
-- attr: span
-- example: tracewh query services --since today
-- columns: service spans traces errors error_ratio max_ns start_ns end_ns
-- gives_way: end_ns start_ns traces max_ns

-- Without a choice of time, run or attributes, the totals answer; with one, the spans themselves.
WITH total AS (
  SELECT service, sum(spans) AS spans, t.traces, sum(errors) AS errors, max(max_ns) AS max_ns,
         min(nullif(start_ns, 0)) AS start_ns, max(nullif(end_ns, 0)) AS end_ns
  FROM operation_total LEFT JOIN service_total AS t USING (service)
  WHERE coalesce(:since, :until, :run, :attr) IS NULL
  GROUP BY service
  UNION ALL
  SELECT r.service, count(*), count(DISTINCT s.trace), sum(s.evidence <> 0), max(s.duration_ns),
         min(nullif(s.start_ns, 0)),
         max(iif(s.start_ns > 0, s.start_ns + ifnull(s.duration_ns, 0), NULL))
  FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
  WHERE coalesce(:since, :until, :run, :attr) IS NOT NULL
    AND s.start_ns >= ifnull(max(:since, 1), :until IS NOT NULL)
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
