-- What spans have in common, as far as a search asks for it.
SELECT k.id, r.service AS service_id, service.text AS service, name.text AS name, k.kind, k.status,
       r.attributes AS resource_attributes, c.name AS scope_name, c.version AS scope_version,
       c.attributes AS scope_attributes, shape.keys AS attribute_keys
FROM span_template AS k
JOIN string AS name ON name.id = k.name
JOIN resource AS r ON r.id = k.resource
JOIN string AS service ON service.id = r.service
JOIN scope AS c ON c.id = k.scope
JOIN attribute_shape AS shape ON shape.id = k.shape
ORDER BY k.id;
