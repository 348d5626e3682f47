-- The names of a service's spans and their kinds.
SELECT DISTINCT name.text AS name, k.kind
FROM resource AS r
JOIN string AS service ON service.id = r.service
JOIN span_template AS k ON k.resource = r.id
JOIN string AS name ON name.id = k.name
WHERE service.text = :service
  AND EXISTS (SELECT 1 FROM operation_total AS o WHERE o.service = r.service AND o.name = k.name)
ORDER BY name, kind
LIMIT :limit;
