-- Whether there is a run of that name.
SELECT 1 FROM run WHERE name = :name;
