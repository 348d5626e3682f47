-- name: errors
-- summary: Error messages, numbers and hexadecimal IDs in them taken as equal, the most frequent first.
-- columns: count message first_start_ns last_start_ns trace_id span_id

-- The trace and span are an example: the first or the last of the message's failures.
WITH RECURSIVE
failing AS (
  SELECT substr(coalesce(s.status_message, s.error_message, ''), 1, 200) AS message,
         count(*) AS count, min(s.start_ns) AS first_start_ns, max(s.start_ns) AS last_start_ns,
         s.trace, s.span_id
  FROM span AS s JOIN resource AS r ON r.id = s.resource JOIN string AS service ON service.id = r.service
  WHERE s.evidence <> 0
    AND s.start_ns >= ifnull(:since, 0)
    AND s.start_ns <= ifnull(:until - 1, 9223372036854775807)
    AND (:service IS NULL OR service.text GLOB :service)
    AND (:run IS NULL OR EXISTS (SELECT 1 FROM run JOIN trace_run AS m ON m.run = run.id
                                 WHERE run.name = :run AND m.trace = s.trace))
  GROUP BY message
),
digits(message, shape) AS (
  SELECT message,
         replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
           message, '0', '#'), '1', '#'), '2', '#'), '3', '#'), '4', '#'),
           '5', '#'), '6', '#'), '7', '#'), '8', '#'), '9', '#')
  FROM failing
),
runs(message, shape) AS (
  SELECT message, replace(replace(replace(replace(replace(shape,
           '########', '#'), '####', '#'), '###', '#'), '##', '#'), '##', '#')
  FROM digits
),
-- One word a step: `done` is normalised, `word` is next. Words end with a separator; char(1) is put
-- after each to find them.
words(shape, done, word, rest) AS (
  SELECT DISTINCT shape, '', '',
         replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
           shape, ' ', ' ' || char(1)), ':', ':' || char(1)), '=', '=' || char(1)), '/', '/' || char(1)),
           ',', ',' || char(1)), '(', '(' || char(1)), ')', ')' || char(1)), '"', '"' || char(1)),
           '''', '''' || char(1)), '_', '_' || char(1)) || char(1)
  FROM runs
  UNION ALL
  SELECT shape,
         done || CASE WHEN word GLOB '*[#]*' AND rtrim(word, ' :=/,()"''_.') NOT GLOB '*[^-#a-fA-F]*'
                      THEN '#' || substr(word, length(rtrim(word, ' :=/,()"''_.')) + 1)
                      ELSE word END,
         substr(rest, 1, instr(rest, char(1)) - 1),
         substr(rest, instr(rest, char(1)) + 1)
  FROM words
  WHERE word <> '' OR rest <> ''
)
SELECT sum(count) AS count,
       done AS message,
       min(first_start_ns) AS first_start_ns,
       max(last_start_ns) AS last_start_ns,
       lower(hex(trace.trace_id)) AS trace_id,
       printf('%016x', failing.span_id) AS span_id
FROM failing
JOIN runs USING (message)
JOIN words ON words.shape = runs.shape AND words.rest = '' AND words.word = ''
JOIN trace ON trace.id = failing.trace
GROUP BY done
ORDER BY count DESC, message
LIMIT :limit;
