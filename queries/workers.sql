-- name: workers
-- summary: Workers, the busiest first. Busy is the time in which at least one of its spans ran.
-- columns: worker_id spans traces errors error_ratio busy_ns p50_ns p95_ns start_ns end_ns

-- Percentiles are by nearest rank, over the spans that have ended.
WITH chosen AS (
  SELECT s.worker_id AS worker, s.trace, s.evidence, s.start_ns, s.duration_ns,
         s.start_ns + ifnull(s.duration_ns, 0) AS end_ns
  FROM span AS s JOIN resource AS r ON r.id = s.resource JOIN string AS service ON service.id = r.service
  WHERE s.worker_id IS NOT NULL
    AND s.start_ns >= ifnull(:since, 0)
    AND s.start_ns <= ifnull(:until - 1, 9223372036854775807)
    AND (:service IS NULL OR service.text GLOB :service)
    AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                 WHERE run.name = :run AND m.trace = s.trace))
),
ranked AS (
  SELECT *,
         max(end_ns) OVER (PARTITION BY worker ORDER BY start_ns
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS busy_until,
         row_number() OVER by_duration AS rank,
         count(duration_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING
                                                       AND UNBOUNDED FOLLOWING) AS ended
  FROM chosen
  WINDOW by_duration AS (PARTITION BY worker ORDER BY duration_ns NULLS LAST)
)
SELECT string.text AS worker_id,
       count(*) AS spans,
       count(DISTINCT trace) AS traces,
       sum(evidence <> 0) AS errors,
       avg(evidence <> 0) AS error_ratio,
       sum(max(end_ns - max(start_ns, ifnull(busy_until, start_ns)), 0)) AS busy_ns,
       max(duration_ns) FILTER (WHERE rank = (ended * 50 + 99) / 100) AS p50_ns,
       max(duration_ns) FILTER (WHERE rank = (ended * 95 + 99) / 100) AS p95_ns,
       min(start_ns) AS start_ns,
       max(end_ns) AS end_ns
FROM ranked JOIN string ON string.id = worker
GROUP BY worker
ORDER BY busy_ns DESC, worker_id
LIMIT :limit;
