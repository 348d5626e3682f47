-- name: workers
-- summary: Workers, the busiest first. Busy is the time in which at least one of its spans ran. Percentiles of more than 100 spans are rounded down, by less than 2 %.
-- attr: span
-- example: tracewh query workers --service 'agent-*'
-- columns: worker_id spans traces errors error_ratio busy_ns p50_ns p95_ns start_ns end_ns
-- gives_way: end_ns start_ns p95_ns p50_ns traces

-- Without a choice of spans, the totals answer; with one, the spans themselves. Percentiles are by nearest
-- rank, over the spans that have ended: exact of up to 100, else of durations rounded down as `duration_step` says, by
-- less than 2 %.
WITH
chosen_span AS (
  SELECT s.worker_id AS worker, s.trace, s.evidence <> 0 AS failed, nullif(s.start_ns, 0) AS start_ns, s.duration_ns,
         nullif(s.start_ns, 0) + ifnull(s.duration_ns, 0) AS end_ns,
         (SELECT s.duration_ns / step * step FROM duration_step
          WHERE least <= s.duration_ns ORDER BY least DESC LIMIT 1) AS rounded_ns
  FROM span AS s JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
  JOIN string AS service ON service.id = r.service
  WHERE coalesce(:since, :until, :run, :service, :attr) IS NOT NULL
    AND s.worker_id IS NOT NULL
    AND s.start_ns >= ifnull(max(:since, 1), :until IS NOT NULL)
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
         count(duration_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ended
  FROM chosen_span
  WINDOW by_duration AS (PARTITION BY worker ORDER BY duration_ns NULLS LAST)
),
total AS (
  SELECT worker, spans, traces, errors, busy_ns, p50_ns, p95_ns,
         (SELECT start_ns FROM worker_busy AS b WHERE b.worker = t.worker ORDER BY start_ns LIMIT 1) AS start_ns,
         (SELECT end_ns FROM worker_busy AS b WHERE b.worker = t.worker ORDER BY start_ns DESC LIMIT 1) AS end_ns
  FROM worker_total AS t
  WHERE coalesce(:since, :until, :run, :service, :attr) IS NULL
  UNION ALL
  SELECT worker, count(*), count(DISTINCT trace), sum(failed),
         ifnull(sum(max(end_ns - max(start_ns, ifnull(busy_until, start_ns)), 0)), 0),
         max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 50 + 99) / 100),
         max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 95 + 99) / 100),
         min(start_ns), max(end_ns)
  FROM ranked
  GROUP BY worker
)
SELECT text AS worker_id, spans, traces, errors, CAST(errors AS REAL) / spans AS error_ratio, busy_ns, p50_ns,
       p95_ns, start_ns, end_ns
FROM total JOIN string ON string.id = worker
ORDER BY busy_ns DESC, worker_id
LIMIT :limit;
