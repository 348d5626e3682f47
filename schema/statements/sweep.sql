-- The statements of DictionarySweep, by name. All steps take the ids after ?1 up to ?2.

-- Traces that left since the last sweep are more than those that are stored.
-- name: sweep_is_due
SELECT (SELECT sum(traces) FROM dropped_total) + (SELECT count(*) FROM dropped_trace)
     - ifnull((SELECT value FROM setting WHERE name = 'traces_left_before_sweep'), 0) > (SELECT count(*) FROM trace);

-- The triggers take care of rows that come to be used behind the step at hand. What `trace` and the totals refer to,
-- their spans refer to as well.
-- name: begin_sweep
CREATE TEMP TABLE used (
  kind INTEGER NOT NULL,                                       -- 1 span_template 2 resource 3 scope 4 attribute_shape 5 string
  id   INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE TEMP TABLE last_id AS
SELECT (SELECT max(id) FROM trace) AS trace, (SELECT max(id) FROM span_template) AS span_template,
       (SELECT max(id) FROM resource) AS resource, (SELECT max(id) FROM scope) AS scope,
       (SELECT max(id) FROM attribute_shape) AS attribute_shape, (SELECT max(id) FROM string) AS string;
CREATE TEMP TRIGGER use_by_span AFTER INSERT ON main.span BEGIN
  INSERT INTO used
  SELECT kind, id
  FROM (SELECT 1 AS kind, NEW.template AS id UNION SELECT 5, NEW.error UNION SELECT 5, NEW.task_type
        UNION SELECT 5, NEW.worker_id UNION SELECT 5, NEW.session_id) AS n
  WHERE id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM used AS u WHERE u.kind = n.kind AND u.id = n.id);
END;
CREATE TEMP TRIGGER use_by_template AFTER INSERT ON main.span_template BEGIN
  INSERT INTO used
  SELECT kind, id
  FROM (SELECT 2 AS kind, NEW.resource AS id UNION SELECT 3, NEW.scope UNION SELECT 4, NEW.shape
        UNION SELECT 5, NEW.name UNION SELECT 5, NEW.worker_capability UNION SELECT 5, NEW.orchestrator_id
        UNION SELECT 5, NEW.message_type UNION SELECT 5, NEW.agent UNION SELECT 5, NEW.model
        UNION SELECT 5, NEW.provider UNION SELECT 5, NEW.tool) AS n
  WHERE NOT EXISTS (SELECT 1 FROM used AS u WHERE u.kind = n.kind AND u.id = n.id);
END;
CREATE TEMP TRIGGER use_by_resource AFTER INSERT ON main.resource BEGIN
  INSERT INTO used SELECT 5, NEW.service WHERE NOT EXISTS (SELECT 1 FROM used WHERE kind = 5 AND id = NEW.service);
END;

-- The last id of a step, NULL behind the last row that there was at the beginning: traces with ten thousand spans
-- together, or five thousand rows.
-- name: last_trace_of_step
SELECT max(id)
FROM (SELECT id, sum(span_count) OVER (ORDER BY id) - span_count AS spans_before
      FROM (SELECT id, span_count FROM trace WHERE id > ? AND id <= (SELECT trace FROM last_id) ORDER BY id LIMIT 500))
WHERE spans_before < 10000;

-- name: last_span_template_of_step
SELECT max(id) FROM (SELECT id FROM span_template WHERE id > ? AND id <= (SELECT span_template FROM last_id) ORDER BY id LIMIT 5000);

-- name: last_resource_of_step
SELECT max(id) FROM (SELECT id FROM resource WHERE id > ? AND id <= (SELECT resource FROM last_id) ORDER BY id LIMIT 5000);

-- name: last_scope_of_step
SELECT max(id) FROM (SELECT id FROM scope WHERE id > ? AND id <= (SELECT scope FROM last_id) ORDER BY id LIMIT 5000);

-- name: last_attribute_shape_of_step
SELECT max(id) FROM (SELECT id FROM attribute_shape WHERE id > ? AND id <= (SELECT attribute_shape FROM last_id) ORDER BY id LIMIT 5000);

-- name: last_string_of_step
SELECT max(id) FROM (SELECT id FROM string WHERE id > ? AND id <= (SELECT string FROM last_id) ORDER BY id LIMIT 5000);

-- name: use_by_spans
INSERT OR IGNORE INTO temp.used
SELECT 1, template FROM span WHERE trace > ?1 AND trace <= ?2
UNION ALL SELECT 5, error FROM span WHERE trace > ?1 AND trace <= ?2 AND error IS NOT NULL
UNION ALL SELECT 5, task_type FROM span WHERE trace > ?1 AND trace <= ?2 AND task_type IS NOT NULL
UNION ALL SELECT 5, worker_id FROM span WHERE trace > ?1 AND trace <= ?2 AND worker_id IS NOT NULL
UNION ALL SELECT 5, session_id FROM span WHERE trace > ?1 AND trace <= ?2 AND session_id IS NOT NULL;

-- name: delete_unused_templates
DELETE FROM span_template
WHERE id > ?1 AND id <= ?2 AND NOT EXISTS (SELECT 1 FROM temp.used AS u WHERE u.kind = 1 AND u.id = span_template.id);

-- name: use_by_templates
INSERT OR IGNORE INTO temp.used
SELECT 2, resource FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 3, scope FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 4, shape FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 5, name FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 5, worker_capability FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 5, orchestrator_id FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 5, message_type FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 5, agent FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 5, model FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 5, provider FROM span_template WHERE id > ?1 AND id <= ?2
UNION ALL SELECT 5, tool FROM span_template WHERE id > ?1 AND id <= ?2;

-- name: delete_unused_resources
DELETE FROM resource
WHERE id > ?1 AND id <= ?2 AND NOT EXISTS (SELECT 1 FROM temp.used AS u WHERE u.kind = 2 AND u.id = resource.id);

-- name: use_by_resources
INSERT OR IGNORE INTO temp.used SELECT 5, service FROM resource WHERE id > ?1 AND id <= ?2;

-- name: delete_unused_scopes
DELETE FROM scope
WHERE id > ?1 AND id <= ?2 AND NOT EXISTS (SELECT 1 FROM temp.used AS u WHERE u.kind = 3 AND u.id = scope.id);

-- name: delete_unused_shapes
DELETE FROM attribute_shape
WHERE id > ?1 AND id <= ?2 AND NOT EXISTS (SELECT 1 FROM temp.used AS u WHERE u.kind = 4 AND u.id = attribute_shape.id);

-- The string 0 is the empty one.
-- name: delete_unused_strings
DELETE FROM string
WHERE id > ?1 AND id <= ?2 AND NOT EXISTS (SELECT 1 FROM temp.used AS u WHERE u.kind = 5 AND u.id = string.id);

-- name: end_sweep
DELETE FROM service_total WHERE traces = 0;
DROP TRIGGER use_by_span;
DROP TRIGGER use_by_template;
DROP TRIGGER use_by_resource;
DROP TABLE used;
DROP TABLE last_id;
REPLACE INTO setting (name, value)
VALUES ('traces_left_before_sweep',
        (SELECT sum(traces) FROM dropped_total) + (SELECT count(*) FROM dropped_trace));
