-- Whether runs are compared by what is stored, and nothing else is.
SELECT EXISTS (SELECT 1 FROM run_measure) AND NOT EXISTS (SELECT 1 FROM trace) AS is_summary;
