-- The keys of attributes whose values are indexed.
SELECT key,
       (SELECT count(*) FROM attribute_index AS i WHERE i.key = k.id) AS spans,
       (SELECT count(*) FROM (SELECT DISTINCT value FROM attribute_index AS i WHERE i.key = k.id)) AS distinct_values
FROM indexed_key AS k
ORDER BY key;
