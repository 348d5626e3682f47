-- The statements that keep account of ingests, by name.

-- name: store_run
INSERT INTO run (name, labels) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET labels = json_patch(labels, excluded.labels)
RETURNING id;

-- name: begin_ingest
INSERT INTO ingest (run, started_ns, version) VALUES (?, ?, ?) RETURNING id;

-- name: finish_ingest
UPDATE ingest SET finished_ns = ? WHERE id = ?;

-- Earlier readings of what may be the same file: under the same path, or of the same size.
-- name: earlier_readings
SELECT f.offset, f.digest, f.complete AND f.size IS ?2
FROM ingest_file AS f JOIN ingest AS i ON i.id = f.ingest
WHERE ((f.path = ?1 AND f.path <> '-') OR f.size = ?2) AND (?3 IS NULL OR i.run = ?3);

-- name: begin_file
INSERT INTO ingest_file (ingest, path, size, format, start_offset, offset, complete, digest,
                         spans_read, spans_inserted, spans_duplicate, spans_conflict, spans_rejected)
VALUES (?, ?, ?, ?, ?5, ?5, 0, ?, 0, 0, 0, 0, 0)
RETURNING id;

-- name: store_progress
UPDATE ingest_file SET offset = ?, complete = ?, digest = ?, spans_read = ?, spans_inserted = ?, spans_duplicate = ?,
                       spans_conflict = ?, spans_rejected = ?
WHERE id = ?;

-- name: insert_issue
INSERT INTO ingest_issue (ingest_file, offset, severity, code, message, count) VALUES (?, ?, ?, ?, ?, ?);
