-- Whether joins are stored.
SELECT EXISTS (SELECT 1 FROM trace_join) AS has_joins;
