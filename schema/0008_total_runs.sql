-- Schema version 8: what runs are compared by is counted while they are written.

PRAGMA user_version = 8;

-- Totals of the spans of a run, by what they have in common. A span counts once at each level at which it has a key.
CREATE TABLE run_total (
  run               INTEGER NOT NULL REFERENCES run (id),
  level             INTEGER NOT NULL,                          -- 1 operation 2 task type 3 worker 4 model
  service           INTEGER NOT NULL REFERENCES string (id),   -- of an operation, else 0
  name              INTEGER NOT NULL REFERENCES string (id),   -- of the operation, the type, the worker or the model
  role              INTEGER NOT NULL,                          -- of an operation, else 0
  spans             INTEGER NOT NULL,
  errors            INTEGER NOT NULL,                          -- spans with any evidence of failure
  ended             INTEGER NOT NULL,                          -- spans that have a duration
  total_ns          INTEGER NOT NULL,                          -- the sum of all durations
  durations         TEXT NOT NULL,                             -- as in `operation_total`
  p50_ns            INTEGER,                                   -- percentiles of these durations, by nearest rank;
  p95_ns            INTEGER,                                   -- NULL while no span has ended
  input_tokens      INTEGER NOT NULL,
  output_tokens     INTEGER NOT NULL,
  cost_billionths   INTEGER NOT NULL,                          -- the sum of all costs, each rounded to a billionth
  stale             INTEGER NOT NULL,                          -- 1 when so few spans are left that their durations should be exact
  PRIMARY KEY (run, level, service, name, role)
) WITHOUT ROWID;

CREATE INDEX stale_run_total ON run_total (run) WHERE stale;

CREATE TABLE counted_7 AS
WITH counted AS (
  SELECT m.run, r.service, k.name, s.role, iif(s.role = 1, s.task_type, NULL) AS task_type, s.worker_id, nullif(k.model, 0) AS model,
         s.evidence <> 0 AS failed, s.duration_ns, s.input_tokens, s.output_tokens,
         CAST(round(max(min(s.cost, 1e9), -1e9) * 1e9) AS INTEGER) AS cost_billionths,
         (SELECT s.duration_ns / step * step FROM duration_step
          WHERE least <= s.duration_ns ORDER BY least DESC LIMIT 1) AS rounded_ns
  FROM trace_run AS m JOIN span AS s ON s.trace = m.trace
  JOIN span_template AS k ON k.id = s.template JOIN resource AS r ON r.id = k.resource
)
SELECT 1 AS level, run, service, name, role, failed, duration_ns, rounded_ns, input_tokens, output_tokens, cost_billionths FROM counted
UNION ALL
SELECT 2, run, 0, task_type, 0, failed, duration_ns, rounded_ns, input_tokens, output_tokens, cost_billionths
FROM counted WHERE task_type IS NOT NULL
UNION ALL
SELECT 3, run, 0, worker_id, 0, failed, duration_ns, rounded_ns, input_tokens, output_tokens, cost_billionths
FROM counted WHERE worker_id IS NOT NULL
UNION ALL
SELECT 4, run, 0, model, 0, failed, duration_ns, rounded_ns, input_tokens, output_tokens, cost_billionths
FROM counted WHERE model IS NOT NULL;
CREATE INDEX counted_7_by_key ON counted_7 (run, level, service, name, role, duration_ns, rounded_ns);

INSERT INTO run_total
WITH ranked AS (
  SELECT *, row_number() OVER by_duration AS rank,
         count(duration_ns) OVER (by_duration ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS ended
  FROM counted_7
  WINDOW by_duration AS (PARTITION BY run, level, service, name, role ORDER BY duration_ns NULLS LAST)
)
SELECT run, level, service, name, role, count(*), sum(failed), count(duration_ns),
       ifnull(CAST(sum(duration_ns / 1000000000) * 1000000000 + sum(duration_ns % 1000000000) AS INTEGER), 0),
       iif(max(ended) <= 100,
           (SELECT json_group_array(duration_ns)
            FROM (SELECT duration_ns FROM counted_7 AS c
                  WHERE c.run = o.run AND c.level = o.level AND c.service = o.service AND c.name = o.name AND c.role = o.role
                    AND duration_ns IS NOT NULL
                  ORDER BY duration_ns)),
           (SELECT json_group_object(rounded_ns, spans)
            FROM (SELECT rounded_ns, count(*) AS spans FROM counted_7 AS c
                  WHERE c.run = o.run AND c.level = o.level AND c.service = o.service AND c.name = o.name AND c.role = o.role
                    AND rounded_ns IS NOT NULL
                  GROUP BY rounded_ns ORDER BY rounded_ns))),
       max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 50 + 99) / 100),
       max(iif(ended <= 100, duration_ns, rounded_ns)) FILTER (WHERE rank = (ended * 95 + 99) / 100),
       ifnull(sum(input_tokens), 0), ifnull(sum(output_tokens), 0), ifnull(sum(cost_billionths), 0), 0
FROM ranked AS o
GROUP BY run, level, service, name, role;

DROP TABLE counted_7;

-- Measures of runs that were taken elsewhere: a summary holds them in the place of spans.
CREATE TABLE run_measure (
  run            INTEGER NOT NULL REFERENCES run (id),
  level          TEXT NOT NULL,                                -- operation, path, task_type, worker, model or run
  key            TEXT NOT NULL,                                -- of what the level has: an operation, a path and so on
  metric         TEXT NOT NULL,
  value          REAL NOT NULL,
  observations   INTEGER NOT NULL,                             -- spans, or whatever the value is made of
  standard_error REAL,                                         -- by chance within the run; NULL when it is unknown
  PRIMARY KEY (run, level, key, metric)
) WITHOUT ROWID;

CREATE VIEW run_totals AS
SELECT
  run.name AS run,
  CASE t.level WHEN 1 THEN 'operation' WHEN 2 THEN 'task_type' WHEN 3 THEN 'worker' ELSE 'model' END AS level,
  name.text AS name,
  CASE t.level WHEN 1 THEN service.text END AS service,
  CASE t.level WHEN 1 THEN CASE t.role WHEN 1 THEN 'task' WHEN 2 THEN 'worker' WHEN 3 THEN 'message' WHEN 4 THEN 'agent'
    WHEN 5 THEN 'llm' WHEN 6 THEN 'tool' WHEN 7 THEN 'storage' WHEN 8 THEN 'memory'
    WHEN 9 THEN 'session' ELSE 'other' END END AS role,
  t.spans,
  t.errors,
  t.ended,
  t.total_ns,
  t.p50_ns,
  t.p95_ns,
  t.input_tokens,
  t.output_tokens,
  t.cost_billionths / 1e9 AS cost
FROM run_total AS t
JOIN run ON run.id = t.run
JOIN string AS name ON name.id = t.name
JOIN string AS service ON service.id = t.service;
