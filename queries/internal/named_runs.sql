-- All runs, in the order in which they were named.
SELECT name, labels FROM run ORDER BY id;
