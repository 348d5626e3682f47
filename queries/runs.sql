-- name: runs
-- summary: Named runs, newest first, and what they brought.
-- without: since until service attr
-- example: tracewh query runs --limit 5
-- columns: run labels ingests traces spans errors start_ns end_ns
-- gives_way: labels ingests end_ns traces spans

SELECT name AS run, labels, (SELECT count(*) FROM ingest WHERE ingest.run = run.id) AS ingests,
       traces, spans, errors, start_ns, end_ns
FROM run
WHERE :run IS NULL OR name = :run
ORDER BY id DESC
LIMIT :limit;
