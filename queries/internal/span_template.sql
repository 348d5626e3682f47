-- What many spans have in common; text that is not there is NULL.
SELECT k.resource,
       k.scope,
       name.text AS name,
       k.kind,
       k.status,
       k.anomalies,
       nullif(k.flags, -1) AS flags,
       (SELECT keys FROM attribute_shape WHERE id = k.shape) AS attribute_keys,
       (SELECT text FROM string WHERE id = nullif(k.worker_capability, 0)) AS worker_capability,
       (SELECT text FROM string WHERE id = nullif(k.orchestrator_id, 0)) AS orchestrator_id,
       (SELECT text FROM string WHERE id = nullif(k.message_type, 0)) AS message_type,
       (SELECT text FROM string WHERE id = nullif(k.agent, 0)) AS agent,
       (SELECT text FROM string WHERE id = nullif(k.model, 0)) AS model,
       (SELECT text FROM string WHERE id = nullif(k.provider, 0)) AS provider,
       (SELECT text FROM string WHERE id = nullif(k.tool, 0)) AS tool
FROM span_template AS k
JOIN string AS name ON name.id = k.name
WHERE k.id = :id;
