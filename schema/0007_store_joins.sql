-- Schema version 7: traces that came apart and belong together, as `tracewh join` finds them.

PRAGMA user_version = 7;

-- One row for each span that belongs below a span of another trace. By IDs, so that nothing depends on the order of
-- arrival; nothing else is changed by a join.
CREATE TABLE trace_join (
  trace_id        BLOB NOT NULL,                               -- of the trace that came apart
  span_id         INTEGER NOT NULL,                            -- its root
  parent_trace_id BLOB NOT NULL,                               -- the trace to which it belongs
  parent_span_id  INTEGER,                                     -- the span below which it hangs; NULL when not known
  rule            TEXT NOT NULL,                               -- that tells so: link, truncated_trace_id, message_id, task_id or order
  confidence      REAL NOT NULL,                               -- 1 for rules that are exact, else less
  PRIMARY KEY (trace_id, span_id)
) WITHOUT ROWID;

CREATE INDEX trace_join_by_parent ON trace_join (parent_trace_id);

CREATE VIEW joins AS
SELECT
  lower(hex(trace_id)) AS trace_id,
  printf('%016x', span_id) AS span_id,
  lower(hex(parent_trace_id)) AS parent_trace_id,
  CASE WHEN parent_span_id IS NOT NULL THEN printf('%016x', parent_span_id) END AS parent_span_id,
  rule,
  confidence
FROM trace_join;
