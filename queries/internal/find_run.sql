-- Whether there is a run of that name.
SELECT id FROM run WHERE name = :name;
