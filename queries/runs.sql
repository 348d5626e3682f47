-- name: runs
-- summary: Named runs, newest first, and what they brought.
-- without: since until service
-- columns: run labels ingests traces spans errors start_ns end_ns

SELECT run.name AS run,
       run.labels,
       (SELECT count(*) FROM ingest WHERE ingest.run = run.id) AS ingests,
       count(t.id) AS traces,
       ifnull(sum(t.span_count), 0) AS spans,
       ifnull(sum(t.error_count), 0) AS errors,
       min(t.start_ns) AS start_ns,
       max(t.end_ns) AS end_ns
FROM run LEFT JOIN trace_run AS m ON m.run = run.id LEFT JOIN trace AS t ON t.id = m.trace
WHERE :run IS NULL OR run.name = :run
GROUP BY run.id
ORDER BY run.id DESC
LIMIT :limit;
