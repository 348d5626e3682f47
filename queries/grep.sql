-- name: grep
-- summary: Spans with a text in their names, messages, events, attributes or resources, those of the newest trace first.
-- param: text string required "the text to find; upper and lower case of a-z are alike"
-- attr: span
-- example: tracewh grep 'connection refused' --since yesterday
-- example: tracewh query grep --text timeout --model gpt-4 --tree
-- columns: trace_id span_id parent_span_id name service role start_ns duration_ns status status_message found_in
-- columns: excerpt
-- gives_way: parent_span_id span_id role status_message service status duration_ns start_ns

-- What is stored as JSON holds the text as JSON writes it. Only spans in which it is found are looked at whole.
WITH needle (plain, quoted) AS MATERIALIZED
  (SELECT lower(:text), lower(substr(json_quote(:text), 2, length(json_quote(:text)) - 2))),
wanted_resource AS MATERIALIZED (SELECT id FROM resource, needle WHERE instr(lower(attributes), quoted)),
hit AS (
  SELECT t.start_ns AS trace_start_ns, t.trace_id AS trace_bytes, x.trace, x.span_id AS span_code, p.events,
         instr(lower(name.text), (SELECT plain FROM needle)) AS name_at,
         ifnull(instr(lower(coalesce(p.status_message, p.error_message)), (SELECT plain FROM needle)), 0)
           AS message_at,
         ifnull(instr(lower(p.events), (SELECT quoted FROM needle)), 0) AS event_at,
         instr(lower(a.keys), (SELECT quoted FROM needle))
           + ifnull(instr(lower(coalesce(x.attribute_values, p.attribute_values)), (SELECT quoted FROM needle)), 0)
           AS attribute_at,
         k.resource IN (SELECT id FROM wanted_resource) AS is_in_resource
  FROM trace AS t CROSS JOIN span AS x ON x.trace = t.id
  CROSS JOIN span_template AS k ON k.id = x.template
  CROSS JOIN string AS name ON name.id = k.name
  CROSS JOIN attribute_shape AS a ON a.id = k.shape
  LEFT JOIN span_payload AS p ON p.id = x.payload
)
SELECT s.trace_id, s.span_id, s.parent_span_id, s.name, s.service, s.role, s.start_ns, s.duration_ns, s.status,
       s.status_message,
       rtrim(CASE WHEN name_at THEN 'name,' ELSE '' END || CASE WHEN message_at THEN 'message,' ELSE '' END
          || CASE WHEN event_at THEN 'event,' ELSE '' END
          || CASE WHEN attribute_at THEN 'attribute,' ELSE '' END
          || CASE WHEN is_in_resource THEN 'resource,' ELSE '' END, ',') AS found_in,
       CASE WHEN name_at THEN s.name
            WHEN message_at THEN substr(s.status_message, max(message_at - 30, 1), 100)
            WHEN event_at THEN substr(hit.events, max(event_at - 30, 1), 100)
            WHEN attribute_at
              THEN substr(s.attributes, max((SELECT instr(lower(s.attributes), quoted) FROM needle) - 30, 1), 100)
            ELSE substr(s.resource_attributes,
                        max((SELECT instr(lower(s.resource_attributes), quoted) FROM needle) - 30, 1), 100) END AS excerpt
FROM hit CROSS JOIN spans AS s ON s.trace = hit.trace AND s.span_code = hit.span_code
WHERE (name_at OR message_at OR event_at OR attribute_at OR is_in_resource)
  AND s.start_code >= ifnull(max(:since, 1), :until IS NOT NULL)
  AND s.start_code <= ifnull(:until - 1, 9223372036854775807)
  AND (:service IS NULL OR s.service GLOB :service)
  AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                               WHERE run.name = :run AND m.trace = hit.trace))
ORDER BY trace_start_ns DESC, trace_bytes, s.start_ns DESC, s.span_id
LIMIT :limit;
