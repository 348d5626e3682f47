-- name: operations
-- summary: Operations (service, name and role), those that took the most time in total first. Percentiles of more than 100 spans are rounded down, by less than 2 %.
-- param: name glob "name of the spans"
-- attr: span
-- example: tracewh query operations --service coder
-- example: tracewh query operations --attr env=prod
-- columns: service name role count errors error_ratio total_ns p50_ns p95_ns p99_ns max_ns
-- gives_way: p99_ns role p95_ns errors p50_ns service

-- Without a choice of time, run or attributes, the totals answer; with one, the spans themselves. Percentiles are by
-- nearest rank, over the spans that have ended: exact of up to 100, else of durations rounded down as `duration_step`
-- says, by less than 2 %.
WITH
chosen_span AS (
  SELECT r.service, k.name, s.role, s.evidence <> 0 AS failed, s.duration_ns,
         (SELECT s.duration_ns / step * step FROM duration_step
          WHERE least <= s.duration_ns ORDER BY least DESC LIMIT 1) AS rounded_ns
  FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
  WHERE coalesce(:since, :until, :run, :attr) IS NOT NULL
    AND s.start_ns >= ifnull(max(:since, 1), :until IS NOT NULL)
    AND s.start_ns <= ifnull(:until - 1, 9223372036854775807)
    AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                 WHERE run.name = :run AND m.trace = s.trace))
),
ranked AS (
  SELECT *, row_number() OVER by_duration AS rank,
         count(duration_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ended
  FROM chosen_span
  WINDOW by_duration AS (PARTITION BY service, name, role ORDER BY duration_ns NULLS LAST)
),
total AS (
  SELECT service, name, role, spans, errors, iif(max_ns IS NULL, NULL, total_ns) AS total_ns, p50_ns, p95_ns, p99_ns, max_ns
  FROM operation_total
  WHERE coalesce(:since, :until, :run, :attr) IS NULL
  UNION ALL
  SELECT service, name, role, count(*), sum(failed),
         -- In two parts, because absurd durations would overflow one sum, which ends the query.
         CAST(sum(duration_ns / 1000000000) * 1000000000 + sum(duration_ns % 1000000000) AS INTEGER),
         max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 50 + 99) / 100),
         max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 95 + 99) / 100),
         max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 99 + 99) / 100),
         max(duration_ns)
  FROM ranked
  GROUP BY service, name, role
)
SELECT service.text AS service, name.text AS name,
       CASE role WHEN 1 THEN 'task' WHEN 2 THEN 'worker' WHEN 3 THEN 'message' WHEN 4 THEN 'agent'
         WHEN 5 THEN 'llm' WHEN 6 THEN 'tool' WHEN 7 THEN 'storage' WHEN 8 THEN 'memory'
         WHEN 9 THEN 'session' ELSE 'other' END AS role,
       spans AS count, errors, CAST(errors AS REAL) / spans AS error_ratio, total_ns,
       p50_ns, p95_ns, p99_ns, max_ns
FROM total JOIN string AS service ON service.id = total.service JOIN string AS name ON name.id = total.name
WHERE (:name IS NULL OR name.text GLOB :name) AND (:service IS NULL OR service.text GLOB :service)
ORDER BY total_ns DESC, service, name, role
LIMIT :limit;
