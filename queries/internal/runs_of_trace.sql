-- The names of the runs that brought one trace.
SELECT run.name FROM trace_run AS m JOIN run ON run.id = m.run WHERE m.trace = :trace;
