-- The spans that a search may be about, those of the newest traces first. `templates` are those whose spans are looked
-- at, `templates_with_payload` those of which only spans with a payload are. An unfinished span counts as empty.
SELECT t.id, t.trace_id, t.span_count, s.template, s.evidence,
       coalesce(s.attribute_values, p.attribute_values) AS attribute_values, p.events, p.links
FROM trace AS t
CROSS JOIN span AS s ON s.trace = t.id
LEFT JOIN span_payload AS p ON p.id = s.payload
WHERE t.start_ns <= :until AND t.end_ns >= :since
  AND EXISTS (SELECT 1 FROM json_each(t.services) AS e WHERE e.value IN (SELECT value FROM json_each(:services)))
  AND s.start_ns BETWEEN :since AND :until
  AND ifnull(s.duration_ns, 0) BETWEEN :min AND :max
  AND (s.template IN (SELECT value FROM json_each(:templates))
    OR s.payload IS NOT NULL AND s.template IN (SELECT value FROM json_each(:templates_with_payload)))
ORDER BY t.start_ns DESC, t.id DESC;
