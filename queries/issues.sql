-- name: issues
-- summary: What was wrong with the input, the latest first.
-- param: severity enum(any,warning,error) = any "errors cost a record, warnings only a detail of one"
-- without: since until service attr
-- example: tracewh query issues --severity error
-- columns: path offset severity code count message
-- gives_way: offset severity code

SELECT f.path, i.offset, CASE i.severity WHEN 2 THEN 'error' ELSE 'warning' END AS severity, i.code, i.count,
       i.message
FROM ingest_issue AS i CROSS JOIN ingest_file AS f ON f.id = i.ingest_file
WHERE (:severity = 'any' OR i.severity = CASE :severity WHEN 'error' THEN 2 ELSE 1 END)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM ingest JOIN run ON run.id = ingest.run
                               WHERE ingest.id = f.ingest AND run.name = :run))
ORDER BY i.id DESC
LIMIT :limit;
