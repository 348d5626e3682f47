-- The statements of DictionarySweep, by name. What refers to the rows of a dictionary is known from the foreign keys
-- of the schema, so the statements that look for it are made here, as text.

-- Traces that left since the last sweep are more than those that are stored.
-- name: sweep_is_due
SELECT (SELECT sum(traces) FROM dropped_total) + (SELECT count(*) FROM dropped_trace)
     - ifnull((SELECT value FROM setting WHERE name = 'traces_left_before_sweep'), 0) > (SELECT count(*) FROM trace)
    AS is_due;

-- `passed` is what a sweep passes over, in this order: those that refer to others come before them. Spans are passed by
-- their traces. `reference` is each of its columns that refers to a dictionary; what `trace` and the totals refer to,
-- their spans refer to as well.
-- name: begin_sweep
CREATE TEMP TABLE used (
  kind INTEGER NOT NULL,                                       -- of the dictionary, see `passed`
  id   INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TEMP TABLE passed (
  kind    INTEGER PRIMARY KEY,
  name    TEXT NOT NULL,
  key     TEXT NOT NULL,
  last_id INTEGER                                              -- when the sweep began
);
INSERT INTO passed VALUES
  (0, 'span', 'trace', (SELECT max(id) FROM trace)),
  (1, 'span_template', 'id', (SELECT max(id) FROM span_template)),
  (2, 'resource', 'id', (SELECT max(id) FROM resource)),
  (3, 'scope', 'id', (SELECT max(id) FROM scope)),
  (4, 'attribute_shape', 'id', (SELECT max(id) FROM attribute_shape)),
  (5, 'string', 'id', (SELECT max(id) FROM string));
CREATE TEMP TABLE reference AS
SELECT holder.kind AS holder, foreign_key."from" AS name, dictionary.kind
FROM passed AS holder
JOIN pragma_foreign_key_list(holder.name) AS foreign_key
JOIN passed AS dictionary ON dictionary.name = foreign_key."table" AND dictionary.kind > 0;

-- What makes a trigger for each table that refers to dictionaries: it takes care of rows that come to be used behind the
-- step at hand.
-- name: sweep_triggers
SELECT printf('CREATE TEMP TRIGGER use_by_%s AFTER INSERT ON main.%s BEGIN
                 INSERT INTO used SELECT kind, id FROM (%s) AS n
                 WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM used AS u WHERE u.kind = n.kind AND u.id = n.id);
               END', p.name, p.name, group_concat(printf('SELECT %d AS kind, NEW.%s AS id', r.kind, r.name), ' UNION '))
    AS sql
FROM passed AS p JOIN reference AS r ON r.holder = p.kind
GROUP BY p.kind;

-- For each of `passed`, three statements. The first gives the last id of the step behind ?1: ten thousand spans
-- together, or five thousand rows; NULL behind the last row that there was at the beginning. The others take the ids
-- after ?1 up to ?2: one removes the rows that nothing uses, one notes what the rows that are left use. NULL where there
-- is nothing to do.
-- name: sweep_passes
SELECT
  CASE p.kind
    WHEN 0 THEN printf('SELECT max(id)
                        FROM (SELECT id, sum(span_count) OVER (ORDER BY id) - span_count AS spans_before
                              FROM (SELECT id, span_count FROM trace WHERE id > ?1 AND id <= %d ORDER BY id LIMIT 500))
                        WHERE spans_before < 10000', p.last_id)
    ELSE printf('SELECT max(id) FROM (SELECT id FROM %s WHERE id > ?1 AND id <= %d ORDER BY id LIMIT 5000)',
                p.name, p.last_id)
  END AS last_of_step,
  CASE WHEN p.kind > 0
    THEN printf('DELETE FROM %s WHERE id > ?1 AND id <= ?2
                 AND NOT EXISTS (SELECT 1 FROM temp.used AS u WHERE u.kind = %d AND u.id = %s.id)',
                p.name, p.kind, p.name)
  END AS remove,
  (SELECT 'INSERT OR IGNORE INTO temp.used '
       || group_concat(printf('SELECT %d, %s FROM %s WHERE %s > ?1 AND %s <= ?2 AND %s IS NOT NULL',
                              r.kind, r.name, p.name, p.key, p.key, r.name), ' UNION ALL ')
   FROM reference AS r WHERE r.holder = p.kind) AS mark_used
FROM passed AS p
ORDER BY p.kind;

-- name: sweep_trigger_removals
SELECT 'DROP TRIGGER temp.' || name AS sql FROM sqlite_temp_schema WHERE type = 'trigger';

-- name: end_sweep
DELETE FROM service_total WHERE traces = 0;
DROP TABLE reference;
DROP TABLE passed;
DROP TABLE used;
REPLACE INTO setting (name, value)
VALUES ('traces_left_before_sweep',
        (SELECT sum(traces) FROM dropped_total) + (SELECT count(*) FROM dropped_trace));
