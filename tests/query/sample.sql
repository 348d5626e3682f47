-- Four traces of a small system. Times are in seconds after 2026-01-01T00:00:00Z, as nanoseconds.
--   aa01 planner: a job of 20 s with a failed worker and an error reply; priority 10 and 5
--   aa02 planner: a quick good task; priority 1
--   bb03 coder:   a task that says OK and carries an exception; never finished its worker
--   bb04 coder:   spans whose parent is missing
INSERT INTO string (id, text) VALUES
  (1, 'planner'), (2, 'coder'), (3, 'multiagent.task.run'), (4, 'worker.execute'), (5, 'llm.generate'),
  (6, 'code_generation'), (7, 'code_review'), (8, 'coder-1'), (9, 'coder-2'), (10, 'generate'),
  (11, 'gpt-x'), (12, 'error'), (13, 'protocol.send');
INSERT INTO resource VALUES (1, 1, '{"service.name":"planner"}', '', '', 0), (2, 2, '{"service.name":"coder"}', '', '', 0);
INSERT INTO scope VALUES (1, 'sample', '', '', '', 0);
INSERT INTO attribute_shape VALUES (1, '["a"]');
INSERT INTO string (id, text) VALUES (14, 'job # of # failed'), (15, 'timeout');
INSERT INTO span_payload (id, status_message, error_message) VALUES
  (1, 'job 17 of 4f2a9c01-77aa failed', NULL), (2, NULL, 'job 18 of 00ff12cd-8 failed'), (3, NULL, 'timeout');
INSERT INTO span_template (id, name, resource, scope, shape, kind, status, flags, anomalies, worker_capability,
                           orchestrator_id, message_type, agent, model, provider, tool) VALUES
  (1, 3, 1, 1, 1, 1, 1, -1, 0, 0,  0, 0,  0, 0,  0, 0),   -- a task of planner
  (2, 4, 2, 1, 1, 1, 2, -1, 0, 10, 0, 0,  0, 0,  0, 0),   -- a failed worker of coder
  (3, 13, 2, 1, 1, 1, 0, -1, 0, 0, 0, 12, 0, 0,  0, 0),   -- an error message of coder
  (4, 3, 2, 1, 1, 1, 1, -1, 0, 0,  0, 0,  0, 0,  0, 0),   -- a task of coder
  (5, 4, 2, 1, 1, 1, 0, -1, 0, 10, 0, 0,  0, 0,  0, 0),   -- a worker of coder
  (6, 5, 2, 1, 1, 3, 0, -1, 0, 0,  0, 0,  0, 11, 0, 0);   -- an LLM call of coder

INSERT INTO trace VALUES
  (1, x'aa010000000000000000000000000001', 1, 3, 1, 1, 1767225600000000000, 1767225620000000000, 20000000000, 4, 3, 0, 0, 2, '[1,2]', '[8]', '[8]'),
  (2, x'aa020000000000000000000000000002', 1, 3, 1, 1, 1767225700000000000, 1767225701000000000,  1000000000, 1, 0, 0, 0, 1, '[1]', '[]', '[]'),
  (3, x'bb030000000000000000000000000003', 1, 3, 2, 1, 1767225800000000000, 1767225815000000000, 15000000000, 2, 1, 0, 1, 2, '[2]', '[9]', '[9]'),
  (4, x'bb040000000000000000000000000004', 7, 5, 2, 0, 1767225900000000000, 1767225912000000000, 12000000000, 2, 0, 2, 0, 0, '[2]', '[8]', '[8]');

INSERT INTO span (trace, span_id, parent_span_id, template, role, start_ns, duration_ns, evidence, error, payload,
                  task_id, task_name, task_type, task_priority, worker_id, attribute_values) VALUES
  (1, 1, NULL, 1, 1, 1767225600000000000, 20000000000, 8, NULL, NULL, 't-1', 'build', 6, 10, NULL, '[1]'),
  (1, 2, 1,    1, 1, 1767225601000000000, 12000000000, 0, NULL, NULL, 't-1a', 'review', 7, 5, NULL, '[1]'),
  (1, 3, 1,    2, 2, 1767225602000000000, 10000000000, 1, 14,   1,    't-1', NULL, NULL, NULL, 8, '[1]'),
  (1, -4, 3,   3, 3, 1767225611000000000, 1000000,     4, 14,   2,    NULL, NULL, NULL, NULL, NULL, '[1]'),
  (2, 1, NULL, 1, 1, 1767225700000000000, 1000000000,  0, NULL, NULL, 't-2', 'quick', 6, 1, NULL, '[1]'),
  (3, 1, NULL, 4, 1, 1767225800000000000, 15000000000, 2, 15,   3,    't-3', 'hidden', 6, 8, NULL, '[1]'),
  (3, 2, 1,    5, 2, 1767225801000000000, NULL,        0, NULL, NULL, 't-3', NULL, NULL, NULL, 9, '[1]'),
  (4, 7, 6,    6, 5, 1767225900000000000, 12000000000, 0, NULL, NULL, NULL, NULL, NULL, NULL, 8, '[1]'),
  (4, 8, 6,    6, 5, 1767225905000000000, 4000000000,  0, NULL, NULL, NULL, NULL, NULL, NULL, 8, '[1]');

INSERT INTO operation_total VALUES
  (1, 3, 1, 3, 1, 33000000000, 20000000000, 1767225600000000000, 1767225701000000000, '{}', 12000000000, 20000000000, 20000000000, 0),
  (2, 3, 1, 1, 1, 15000000000, 15000000000, 1767225800000000000, 1767225815000000000, '{}', 15000000000, 15000000000, 15000000000, 0),
  (2, 4, 2, 2, 1, 10000000000, 10000000000, 1767225602000000000, 1767225801000000000, '{}', 10000000000, 10000000000, 10000000000, 0),
  (2, 13, 3, 1, 1, 1000000, 1000000, 1767225611000000000, 1767225611001000000, '{}', 1000000, 1000000, 1000000, 0),
  (2, 5, 5, 2, 0, 16000000000, 12000000000, 1767225900000000000, 1767225912000000000, '{}', 4000000000, 12000000000, 12000000000, 0);
INSERT INTO service_total VALUES (1, 2), (2, 3);
INSERT INTO worker_total VALUES
  (8, 3, 2, 1, 22000000000, '{}', 10000000000, 12000000000, 12000000000), (9, 1, 1, 0, 0, '{}', NULL, NULL, NULL);
INSERT INTO worker_busy VALUES
  (8, 1767225602000000000, 1767225612000000000), (8, 1767225900000000000, 1767225912000000000),
  (9, 1767225801000000000, 1767225801000000000);

INSERT INTO run VALUES
  (1, 'nightly-1', '{"sha":"abc"}', 2, 5, 3, 1767225600000000000, 1767225701000000000),
  (2, 'nightly-2', '{}', 1, 2, 1, 1767225800000000000, 1767225815000000000);
INSERT INTO trace_run VALUES (1, 1), (2, 1), (3, 2);
INSERT INTO ingest VALUES (1, 1, 1767226000000000000, 1767226001000000000, '0.1.0'), (2, 2, 1767226002000000000, NULL, '0.1.0');
INSERT INTO ingest_file VALUES
  (1, 1, 'a.jsonl', 100, NULL, NULL, 'otlp-json', 0, 100, 1, x'00', 5, 5, 0, 0, 1),
  (2, 2, 'b.jsonl', 100, NULL, NULL, 'otlp-json', 0, 100, 1, x'00', 4, 4, 0, 0, 0);
INSERT INTO ingest_issue VALUES
  (1, 1, 10, 2, 'invalid_id', 'the trace ID is all zero', 1), (2, 2, 20, 1, 'invalid_utf8', 'replaced', 3);
