-- Which services called which others, how often, and how many of the called spans failed.
SELECT parent.text AS parent, child.text AS child, call.calls, call.failures
FROM (SELECT caller.service AS parent, called.service AS child, count(*) AS calls, sum(s.evidence <> 0) AS failures
      FROM trace AS t
      CROSS JOIN span AS s ON s.trace = t.id
      CROSS JOIN span AS p ON p.trace = s.trace AND p.span_id = s.parent_span_id
      JOIN span_template AS k ON k.id = s.template JOIN resource AS called ON called.id = k.resource
      JOIN span_template AS pk ON pk.id = p.template JOIN resource AS caller ON caller.id = pk.resource
      WHERE t.start_ns <= :until AND t.end_ns >= :since AND json_array_length(t.services) > 1
        AND s.start_ns BETWEEN :since AND :until AND caller.service <> called.service
      GROUP BY caller.service, called.service) AS call
JOIN string AS parent ON parent.id = call.parent
JOIN string AS child ON child.id = call.child
ORDER BY parent.text, child.text
LIMIT :limit;
