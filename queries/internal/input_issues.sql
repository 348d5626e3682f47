-- All that was wrong with the input, in the order in which it was found.
SELECT f.path, i.offset, i.severity, i.code, i.message, i.count
FROM ingest_issue AS i JOIN ingest_file AS f ON f.id = i.ingest_file ORDER BY i.id;
