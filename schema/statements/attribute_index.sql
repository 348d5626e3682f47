-- The statements that build the index of attributes and keep it up, by name; indexed_value() takes a value from the
-- JSON array of a span.

-- name: has_indexed_keys
SELECT EXISTS (SELECT 1 FROM indexed_key) AS has_keys;

-- name: insert_indexed_key
INSERT INTO indexed_key (key) VALUES (?) ON CONFLICT DO NOTHING RETURNING id;

-- Of the keys in a JSON array, those that are indexed, and their positions.
-- name: indexed_positions
SELECT x.id, k.key AS position FROM json_each(?) AS k JOIN indexed_key AS x ON x.key = k.value;

-- Sorted on disk, because all spans may not fit into memory.
-- name: sort_on_disk
PRAGMA temp_store = FILE;

-- name: build_index
INSERT INTO attribute_index
WITH list AS MATERIALIZED (
  SELECT t.id AS template, k.key AS position
  FROM attribute_shape AS a JOIN json_each(a.keys) AS k ON k.value = ?2 JOIN span_template AS t ON t.shape = a.id
)
SELECT ?1, indexed_value(coalesce(s.attribute_values, p.attribute_values), list.position) AS value, s.trace, s.span_id
FROM span AS s CROSS JOIN list ON list.template = s.template LEFT JOIN span_payload AS p ON p.id = s.payload
WHERE value IS NOT NULL
ORDER BY value, s.trace, s.span_id;

-- name: insert_indexed
INSERT OR IGNORE INTO attribute_index (key, value, trace, span_id) VALUES (?, ?, ?, ?);

-- What the index has of the spans of a trace whose IDs are in a range.
-- name: delete_indexed
DELETE FROM attribute_index WHERE (key, value, trace, span_id) IN (
  SELECT x.id, indexed_value(coalesce(s.attribute_values, p.attribute_values), k.key), s.trace, s.span_id
  FROM span AS s
  CROSS JOIN span_template AS t ON t.id = s.template
  CROSS JOIN attribute_shape AS a ON a.id = t.shape
  CROSS JOIN json_each(a.keys) AS k
  CROSS JOIN indexed_key AS x ON x.key = k.value
  LEFT JOIN span_payload AS p ON p.id = s.payload
  WHERE s.trace = ? AND s.span_id BETWEEN ? AND ?);

-- name: move_indexed
UPDATE attribute_index SET span_id = ?3 WHERE (key, value, trace, span_id) IN (
  SELECT x.id, indexed_value(coalesce(s.attribute_values, p.attribute_values), k.key), s.trace, s.span_id
  FROM span AS s
  CROSS JOIN span_template AS t ON t.id = s.template
  CROSS JOIN attribute_shape AS a ON a.id = t.shape
  CROSS JOIN json_each(a.keys) AS k
  CROSS JOIN indexed_key AS x ON x.key = k.value
  LEFT JOIN span_payload AS p ON p.id = s.payload
  WHERE s.trace = ?1 AND s.span_id = ?2);

-- name: delete_indexed_of_key
DELETE FROM attribute_index WHERE key = (SELECT id FROM indexed_key WHERE key = ?);

-- name: delete_indexed_key
DELETE FROM indexed_key WHERE key = ? RETURNING id;
