-- The statements of DictionarySweep, by name.

-- Traces that left since the last sweep are more than those that are stored.
-- name: sweep_is_due
SELECT (SELECT sum(traces) FROM dropped_total) + (SELECT count(*) FROM dropped_trace)
     - ifnull((SELECT value FROM setting WHERE name = 'traces_left_before_sweep'), 0) > (SELECT count(*) FROM trace);

-- The trigger takes care of spans that are written to traces that were looked at already.
-- name: begin_sweep
CREATE TEMP TABLE used_template (id INTEGER PRIMARY KEY);
CREATE TEMP TABLE used_string (id INTEGER PRIMARY KEY);
CREATE TEMP TRIGGER use_by_new_span AFTER INSERT ON main.span BEGIN
  INSERT INTO used_template SELECT NEW.template WHERE NEW.template NOT IN used_template;
  INSERT INTO used_string SELECT NEW.error WHERE NEW.error IS NOT NULL AND NEW.error NOT IN used_string;
  INSERT INTO used_string SELECT NEW.task_type WHERE NEW.task_type IS NOT NULL AND NEW.task_type NOT IN used_string;
  INSERT INTO used_string SELECT NEW.worker_id WHERE NEW.worker_id IS NOT NULL AND NEW.worker_id NOT IN used_string;
  INSERT INTO used_string SELECT NEW.session_id WHERE NEW.session_id IS NOT NULL AND NEW.session_id NOT IN used_string;
END;

-- NULL when there is none.
-- name: last_trace_of_step
SELECT max(id) FROM (SELECT id FROM trace WHERE id > ? ORDER BY id LIMIT 500);

-- name: mark_templates
INSERT OR IGNORE INTO temp.used_template SELECT template FROM span WHERE trace > ? AND trace <= ?;

-- name: mark_strings
INSERT OR IGNORE INTO temp.used_string
SELECT error FROM span WHERE trace > ?1 AND trace <= ?2 AND error IS NOT NULL
UNION ALL SELECT task_type FROM span WHERE trace > ?1 AND trace <= ?2 AND task_type IS NOT NULL
UNION ALL SELECT worker_id FROM span WHERE trace > ?1 AND trace <= ?2 AND worker_id IS NOT NULL
UNION ALL SELECT session_id FROM span WHERE trace > ?1 AND trace <= ?2 AND session_id IS NOT NULL;

-- What `trace` and the totals name is named by their spans too.
-- name: end_sweep
DELETE FROM span_template WHERE id NOT IN used_template;
DELETE FROM resource WHERE id NOT IN (SELECT resource FROM span_template);
DELETE FROM scope WHERE id NOT IN (SELECT scope FROM span_template);
DELETE FROM attribute_shape WHERE id NOT IN (SELECT shape FROM span_template);
DELETE FROM service_total WHERE traces = 0;
DELETE FROM string WHERE id <> 0 AND id NOT IN (
  SELECT id FROM used_string
  UNION ALL SELECT service FROM resource
  UNION ALL SELECT name FROM span_template
  UNION ALL SELECT worker_capability FROM span_template
  UNION ALL SELECT orchestrator_id FROM span_template
  UNION ALL SELECT message_type FROM span_template
  UNION ALL SELECT agent FROM span_template
  UNION ALL SELECT model FROM span_template
  UNION ALL SELECT provider FROM span_template
  UNION ALL SELECT tool FROM span_template);
DROP TRIGGER use_by_new_span;
DROP TABLE used_template;
DROP TABLE used_string;
REPLACE INTO setting (name, value)
VALUES ('traces_left_before_sweep',
        (SELECT sum(traces) FROM dropped_total) + (SELECT count(*) FROM dropped_trace));
