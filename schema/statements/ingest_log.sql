-- The statements that keep account of ingests, by name.

-- name: store_run
INSERT INTO run (name, labels) VALUES (?, ?)
ON CONFLICT (name) DO UPDATE SET labels = json_patch(labels, excluded.labels)
RETURNING id;

-- name: begin_ingest
INSERT INTO ingest (run, started_ns, version) VALUES (?, ?, ?) RETURNING id;

-- name: finish_ingest
UPDATE ingest SET finished_ns = ? WHERE id = ?;

-- Earlier readings of what may be the same file, of another size by now: under the same path, or of the same inode.
-- name: earlier_readings
SELECT f.offset, f.digest, f.complete AND f.size IS ?2 AS complete
FROM ingest_file AS f JOIN ingest AS i ON i.id = f.ingest
WHERE (f.path = ?1 OR (f.inode = ?4 AND f.device = ?3)) AND (?5 IS NULL OR i.run = ?5);

-- Earlier readings of files of one size.
-- name: readings_of_size
SELECT f.offset, f.digest, f.complete
FROM ingest_file AS f JOIN ingest AS i ON i.id = f.ingest
WHERE f.size = ?1 AND (?2 IS NULL OR i.run = ?2);

-- What was found in each file: spans that could be kept, and whether records were lost before or behind the offset.
-- name: findings
SELECT f.offset, f.digest, f.spans_read > f.spans_rejected AS has_spans,
       ifnull(max(i.offset < f.offset), 0) AS has_errors, ifnull(max(i.offset >= f.offset), 0) AS has_errors_behind
FROM ingest_file AS f LEFT JOIN ingest_issue AS i ON i.ingest_file = f.id AND i.severity = 2
GROUP BY f.id;

-- The file that was last read under a path.
-- name: last_inode
SELECT device, inode FROM ingest_file WHERE path = ? AND inode IS NOT NULL ORDER BY id DESC LIMIT 1;

-- name: begin_file
INSERT INTO ingest_file (ingest, path, size, device, inode, format, start_offset, offset, complete, digest,
                         spans_read, spans_inserted, spans_duplicate, spans_conflict, spans_rejected)
VALUES (?, ?, ?, ?, ?, ?, ?7, ?7, 0, ?, 0, 0, 0, 0, 0)
RETURNING id;

-- name: store_progress
UPDATE ingest_file SET offset = ?, complete = ?, digest = ?, spans_read = ?, spans_inserted = ?, spans_duplicate = ?,
                       spans_conflict = ?, spans_rejected = ?
WHERE id = ?;

-- name: insert_issue
INSERT INTO ingest_issue (ingest_file, offset, severity, code, message, count) VALUES (?, ?, ?, ?, ?, ?);

-- name: find_setting
SELECT value FROM setting WHERE name = ?;

-- name: insert_setting
INSERT INTO setting (name, value) VALUES (?, ?);
