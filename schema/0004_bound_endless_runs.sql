-- Schema version 4: what left a database is counted in total, so that an endless run stays bounded.

PRAGMA user_version = 4;

-- Traces that left and are not in `dropped_trace`.
CREATE TABLE dropped_total (
  reason INTEGER PRIMARY KEY,                                  -- 1 sampling, 2 pruning
  traces INTEGER NOT NULL,
  spans  INTEGER NOT NULL,
  errors INTEGER NOT NULL                                      -- spans with any evidence of failure
);
INSERT INTO dropped_total VALUES (1, 0, 0, 0), (2, 0, 0, 0);
