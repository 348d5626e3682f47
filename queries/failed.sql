-- name: failed
-- summary: Tasks that failed, by any evidence, newest first. The evidence is named.
-- param: role enum(task,worker,any) = task "which spans to report"
-- param: strict_status flag "only spans whose status is ERROR"
-- example: tracewh query failed --tree
-- example: tracewh query failed --run nightly-42 --fail-on-match
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message
-- columns: task_id task_name task_type priority worker_id capability evidence
-- gives_way: parent_span_id span_id role capability task_type service priority task_id worker_id task_name
-- gives_way: start_ns status duration_ns status_message

SELECT trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
       task_id, task_name, task_type, priority, worker_id, capability, evidence
FROM span_rows AS s
WHERE evidence_bits <> 0
  AND (NOT :strict_status OR evidence_bits & 1)
  AND (:role = 'any' OR role_code = CASE :role WHEN 'task' THEN 1 ELSE 2 END)
  AND start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = s.trace))
ORDER BY start_code DESC, trace_id, span_id
LIMIT :limit;

-- notes
SELECT iif(hidden > 1000, 'more than 1000', hidden) || iif(hidden = 1, ' failed span', ' failed spans')
       || ' of other roles; --role any shows them'
FROM (SELECT count(*) AS hidden
      FROM (SELECT 1
            FROM spans AS s
            WHERE evidence_bits <> 0
              AND (NOT :strict_status OR evidence_bits & 1)
              AND :role <> 'any' AND role_code <> CASE :role WHEN 'task' THEN 1 ELSE 2 END
              AND start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
              AND start_code <= ifnull(:until - 1, 9223372036854775807)
              AND (:service IS NULL OR service GLOB :service)
              AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                           WHERE run.name = :run AND m.trace = s.trace))
            LIMIT 1001))
WHERE hidden > 0;
