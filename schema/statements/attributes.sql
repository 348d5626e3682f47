-- The statements that select spans by their attributes, facets and traces, by name. They run in a reader's connection and make
-- temporary tables and views there; has_attributes() holds what is asked for.

-- The templates whose spans have all of the keys in a JSON array, with the position of each key, in the array's order.
-- name: templates_with_keys
SELECT t.id, k.key AS position
FROM json_each(?1) AS wanted
JOIN attribute_shape AS a
JOIN json_each(a.keys) AS k ON k.value = wanted.value
JOIN span_template AS t ON t.shape = a.id
ORDER BY t.id, wanted.key;

-- The spans among which it is selected.
-- name: all_are_candidates
CREATE TEMP VIEW candidate AS SELECT * FROM main.span;

-- name: traces_are_candidates
CREATE TEMP TABLE wanted_trace (id INTEGER PRIMARY KEY);
CREATE TEMP VIEW candidate AS SELECT * FROM main.span WHERE trace IN (SELECT id FROM wanted_trace);

-- name: want_trace
INSERT OR IGNORE INTO wanted_trace SELECT id FROM main.trace WHERE trace_id = ?;

-- name: make_selection
CREATE TEMP TABLE wanted_template (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE wanted_value (key, value);
CREATE TEMP TABLE wanted_facet (facet PRIMARY KEY, pattern) WITHOUT ROWID;
CREATE TEMP TABLE wanted_text (facet, id, PRIMARY KEY (facet, id)) WITHOUT ROWID;
CREATE TEMP TABLE chosen_span (trace, span_id, PRIMARY KEY (trace, span_id)) WITHOUT ROWID;
CREATE TEMP VIEW matching AS
SELECT * FROM candidate
WHERE template IN (SELECT id FROM wanted_template)
  AND has_attributes(template, coalesce(attribute_values,
                                        (SELECT p.attribute_values FROM main.span_payload AS p WHERE p.id = payload)))
  AND (NOT EXISTS (SELECT 1 FROM wanted_facet WHERE facet = 'task')
       OR task_id GLOB (SELECT pattern FROM wanted_facet WHERE facet = 'task'))
  AND (NOT EXISTS (SELECT 1 FROM wanted_facet WHERE facet = 'worker')
       OR worker_id IN (SELECT id FROM wanted_text WHERE facet = 'worker'))
  AND (NOT EXISTS (SELECT 1 FROM wanted_facet WHERE facet = 'session')
       OR session_id IN (SELECT id FROM wanted_text WHERE facet = 'session'));
-- The same, found by the index.
CREATE TEMP VIEW indexed_matching AS
SELECT i.trace, i.span_id
FROM wanted_value AS w
CROSS JOIN main.attribute_index AS i ON i.key = w.key AND i.value = w.value
CROSS JOIN matching AS s ON s.trace = i.trace AND s.span_id = i.span_id;

-- name: want_template
INSERT INTO wanted_template VALUES (?);

-- name: want_facet
INSERT INTO wanted_facet VALUES (?, ?);

-- Facets that are the same for all spans of a template decide about it at once.
-- name: find_wanted_texts
INSERT INTO wanted_text SELECT w.facet, s.id FROM wanted_facet AS w JOIN main.string AS s ON s.text GLOB w.pattern
WHERE w.facet <> 'task' AND s.id <> 0;
DELETE FROM wanted_template
WHERE EXISTS (SELECT 1 FROM wanted_facet AS w JOIN main.span_template AS t
              WHERE t.id = wanted_template.id AND w.facet IN ('agent', 'model')
                AND NOT EXISTS (SELECT 1 FROM wanted_text AS f
                                WHERE f.facet = w.facet
                                  AND f.id = CASE w.facet WHEN 'agent' THEN t.agent ELSE t.model END));

-- name: all_templates
SELECT id FROM span_template;

-- name: find_indexed_key
SELECT id FROM indexed_key WHERE key = ?;

-- name: count_indexed
SELECT count(*) AS spans FROM (SELECT 1 FROM attribute_index WHERE key = ? AND value = ? LIMIT ?);

-- The different values of a key between two others, each found from the one before.
-- name: indexed_values
WITH RECURSIVE listed (value) AS (
  SELECT min(value) FROM attribute_index WHERE key = ?1 AND value BETWEEN ?2 AND ?3
  UNION ALL
  SELECT (SELECT min(i.value) FROM attribute_index AS i WHERE i.key = ?1 AND i.value > l.value AND i.value <= ?3)
  FROM listed AS l WHERE l.value IS NOT NULL
)
SELECT value FROM listed WHERE value IS NOT NULL LIMIT ?4;

-- name: want_value
INSERT INTO wanted_value VALUES (?, ?);

-- name: choose_by_scan
INSERT INTO chosen_span SELECT trace, span_id FROM matching LIMIT ?;

-- name: choose_by_index
INSERT OR IGNORE INTO chosen_span SELECT trace, span_id FROM indexed_matching LIMIT ?;

-- name: rows_of_chosen
SELECT ifnull(sum(span_count), 0) AS spans FROM main.trace WHERE id IN (SELECT trace FROM chosen_span);

-- Temporary tables and views stand before the tables of their name.
-- name: copy_traces
INSERT INTO temp.trace (id, trace_id, root_span_id, root_name, root_service, has_root, start_ns, end_ns, duration_ns,
                        span_count, error_count, orphan_count, open_count, status, services, actors, workers)
SELECT id, trace_id, root_span_id, root_name, root_service, has_root, start_ns, end_ns, duration_ns, span_count, error_count,
       orphan_count, open_count, status, services, actors, workers
FROM main.trace WHERE id IN (SELECT trace FROM chosen_span);

-- name: copy_spans_of_traces
INSERT INTO temp.span SELECT * FROM main.span WHERE trace IN (SELECT trace FROM chosen_span);

-- name: copy_spans
INSERT INTO temp.span SELECT * FROM main.span WHERE (trace, span_id) IN (SELECT trace, span_id FROM chosen_span);

-- name: show_traces_by_scan
CREATE TEMP VIEW trace AS
SELECT * FROM main.trace AS t WHERE EXISTS (SELECT 1 FROM matching AS m WHERE m.trace = t.id);
CREATE TEMP VIEW span AS
SELECT * FROM main.span AS s WHERE EXISTS (SELECT 1 FROM matching AS m WHERE m.trace = s.trace);

-- name: show_traces_by_index
CREATE TEMP VIEW trace AS
SELECT * FROM main.trace AS t WHERE EXISTS (SELECT 1 FROM indexed_matching AS m WHERE m.trace = t.id);
CREATE TEMP VIEW span AS
SELECT * FROM main.span AS s WHERE EXISTS (SELECT 1 FROM indexed_matching AS m WHERE m.trace = s.trace);

-- name: show_matching
CREATE TEMP VIEW trace AS
SELECT * FROM main.trace AS t WHERE EXISTS (SELECT 1 FROM matching AS m WHERE m.trace = t.id);
CREATE TEMP VIEW span AS SELECT * FROM matching;

-- name: table_definitions
SELECT sql FROM main.sqlite_schema WHERE type = 'table' AND name IN ('trace', 'span');

-- name: view_definitions
SELECT sql FROM main.sqlite_schema WHERE type = 'view';
