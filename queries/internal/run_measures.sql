-- What a summary tells of a run.
SELECT level, key, metric, value, observations, standard_error FROM run_measure WHERE run = :run;
