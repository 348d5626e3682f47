-- The services of which spans are stored.
SELECT service.text AS service
FROM service_total AS t JOIN string AS service ON service.id = t.service
WHERE t.traces > 0
ORDER BY service
LIMIT :limit;
