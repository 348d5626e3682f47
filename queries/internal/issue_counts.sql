-- What was wrong with the input, by kind.
SELECT code, CASE severity WHEN 2 THEN 'error' ELSE 'warning' END AS severity, sum(count) AS count
FROM ingest_issue
GROUP BY code, ingest_issue.severity
ORDER BY count DESC, code;
