-- name: operations
-- summary: Operations (service, name and role), those that took the most time in total first.
-- param: name glob "name of the spans"
-- columns: service name role count errors error_ratio total_ns p50_ns p95_ns p99_ns max_ns

-- Percentiles are by nearest rank, over the spans that have ended.
WITH chosen AS (
  SELECT r.service, s.name, s.role, s.evidence, s.duration_ns
  FROM span AS s
  JOIN resource AS r ON r.id = s.resource
  JOIN string AS service ON service.id = r.service
  JOIN string AS name ON name.id = s.name
  WHERE (:name IS NULL OR name.text GLOB :name)
    AND s.start_ns >= ifnull(:since, 0)
    AND s.start_ns <= ifnull(:until - 1, 9223372036854775807)
    AND (:service IS NULL OR service.text GLOB :service)
    AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                 WHERE run.name = :run AND m.trace = s.trace))
),
ranked AS (
  SELECT *,
         row_number() OVER by_duration AS rank,
         count(duration_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING
                                                       AND UNBOUNDED FOLLOWING) AS ended
  FROM chosen
  WINDOW by_duration AS (PARTITION BY service, name, role ORDER BY duration_ns NULLS LAST)
)
SELECT service.text AS service,
       name.text AS name,
       CASE role WHEN 1 THEN 'task' WHEN 2 THEN 'worker' WHEN 3 THEN 'message' WHEN 4 THEN 'agent'
         WHEN 5 THEN 'llm' WHEN 6 THEN 'tool' WHEN 7 THEN 'storage' WHEN 8 THEN 'memory'
         WHEN 9 THEN 'session' ELSE 'other' END AS role,
       count(*) AS count,
       sum(evidence <> 0) AS errors,
       avg(evidence <> 0) AS error_ratio,
       -- In two parts, because absurd durations would overflow one sum, which ends the query.
       CAST(sum(duration_ns / 1000000000) * 1000000000 + sum(duration_ns % 1000000000) AS INTEGER) AS total_ns,
       max(duration_ns) FILTER (WHERE rank = (ended * 50 + 99) / 100) AS p50_ns,
       max(duration_ns) FILTER (WHERE rank = (ended * 95 + 99) / 100) AS p95_ns,
       max(duration_ns) FILTER (WHERE rank = (ended * 99 + 99) / 100) AS p99_ns,
       max(duration_ns) AS max_ns
FROM ranked JOIN string AS service ON service.id = ranked.service JOIN string AS name ON name.id = ranked.name
GROUP BY ranked.service, ranked.name, ranked.role
ORDER BY total_ns DESC, service, name, role
LIMIT :limit;
