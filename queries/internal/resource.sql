-- One resource.
SELECT service.text AS service, r.attributes, r.entity_refs, r.schema_url, r.dropped_attributes
FROM resource AS r JOIN string AS service ON service.id = r.service
WHERE r.id = :id;
