-- What the database holds, in one row.
SELECT *, :file_bytes AS file_bytes, :file_bytes / nullif(spans, 0) AS span_bytes
FROM (SELECT
  (SELECT count(*) FROM trace) AS traces,
  (SELECT ifnull(sum(span_count), 0) FROM trace) AS spans,
  (SELECT ifnull(sum(error_count), 0) FROM trace) AS errors,
  (SELECT ifnull(sum(orphan_count), 0) FROM trace) AS orphans,
  (SELECT ifnull(sum(open_count), 0) FROM trace) AS unfinished,
  (SELECT traces FROM dropped_total WHERE reason = 1) + (SELECT count(*) FROM dropped_trace) AS dropped_traces,
  (SELECT spans FROM dropped_total WHERE reason = 1) + (SELECT ifnull(sum(spans), 0) FROM dropped_trace) AS dropped_spans,
  (SELECT errors FROM dropped_total WHERE reason = 1) + (SELECT ifnull(sum(errors), 0) FROM dropped_trace) AS dropped_errors,
  (SELECT traces FROM dropped_total WHERE reason = 2) AS pruned_traces,
  (SELECT spans FROM dropped_total WHERE reason = 2) AS pruned_spans,
  (SELECT errors FROM dropped_total WHERE reason = 2) AS pruned_errors,
  (SELECT min(nullif(start_ns, 0)) FROM trace) AS start_ns,
  (SELECT max(nullif(end_ns, 0)) FROM trace) AS end_ns,
  (SELECT count(DISTINCT service) FROM resource) AS services,
  (SELECT count(DISTINCT agent.value) FROM (SELECT DISTINCT actors FROM trace), json_each(actors) AS agent) AS agents,
  (SELECT count(*) FROM run) AS runs,
  (SELECT count(*) FROM ingest) AS ingests,
  (SELECT count(DISTINCT path) FROM ingest_file) AS files,
  (SELECT ifnull(sum(count), 0) FROM ingest_issue) AS issues);
