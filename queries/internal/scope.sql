-- One instrumentation scope.
SELECT name, version, attributes, schema_url, dropped_attributes
FROM scope
WHERE id = :id;
