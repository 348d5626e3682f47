-- Whether any trace is stored.
SELECT EXISTS (SELECT 1 FROM trace) AS has_traces;
