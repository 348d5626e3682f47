#!/bin/sh
# digest.sh DATABASE: one line that is equal for two databases exactly when they tell of the same traces,
# whatever the order in which the spans arrived.
set -eu
sqlite3 -readonly "$1" "
  SELECT trace_id, span_id, parent_span_id, name, service, role, kind, start_ns, duration_ns, status, status_message,
         evidence, task_id, task_name, task_type, priority, worker_id, capability, orchestrator_id, message_id,
         message_type, agent, model, provider, tool, input_tokens, output_tokens, cost, session_id, flags, anomalies,
         attributes, events, links, trace_state, resource_attributes, scope_name, scope_version
    FROM spans ORDER BY trace_id, span_id;
  SELECT trace_id, root_span_id, name, service, start_ns, end_ns, duration_ns, spans, errors, orphans, unfinished,
         service_count, agent_count, status, has_root,
         (SELECT json_group_array(value) FROM (SELECT value FROM json_each(services) ORDER BY value)),
         (SELECT json_group_array(value) FROM (SELECT value FROM json_each(agents) ORDER BY value))
    FROM traces ORDER BY trace_id;" | sha256sum | cut -d ' ' -f 1
