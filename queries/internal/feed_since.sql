-- Where in the order of arrival the first trace is that starts at a given time or later.
SELECT min(id) AS id
FROM trace
WHERE start_ns >= :since;
