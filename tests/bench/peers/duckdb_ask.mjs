// node duckdb_ask.mjs DATABASE TRACE QUESTION: answers one question, as JSON lines.
// node duckdb_ask.mjs DATABASE TRACE --time ROUNDS: the median of each question's time in this process, without its
// start: lines of the name, a tab and milliseconds.
import { DuckDBInstance } from '@duckdb/node-api';

const [database, trace, question, rounds] = process.argv.slice(2);

// The columns that tracewh shows for the same questions.
const shown = `trace_id, span_id, parent_span_id, name, service, role, start_ns, duration_ns, status, status_message,
  attributes['multiagent.task.id'] AS task_id, attributes['multiagent.task.name'] AS task_name,
  attributes['multiagent.task.type'] AS task_type, attributes['multiagent.task.priority'] AS priority,
  worker_id, attributes['multiagent.worker.capability'] AS capability`;

const questions = {
  slow: `SELECT ${shown} FROM spans WHERE role = 'multiagent' AND duration_ns >= 10000000000
         ORDER BY duration_ns DESC LIMIT 50`,
  failed: `
    WITH replied AS (SELECT DISTINCT trace_id, parent_span_id AS span_id FROM spans
                     WHERE role = 'protocol' AND attributes['multiagent.message.type'] = 'error')
    SELECT ${shown},
           CASE WHEN status = 2 THEN 'status'
                WHEN list_contains(list_transform(events, lambda e: e.name), 'exception') THEN 'exception'
                WHEN attributes['error.type'] IS NOT NULL THEN 'error_attribute'
                WHEN (trace_id, span_id) IN (FROM replied) THEN 'error_reply' END AS evidence
    FROM spans WHERE role = 'multiagent' AND evidence IS NOT NULL ORDER BY start_ns DESC LIMIT 50`,
  worker: `SELECT ${shown} FROM spans WHERE worker_id = 'worker-7' ORDER BY start_ns DESC LIMIT 50`,
  operations: `
    SELECT service, name, role, count(*) AS count, sum(duration_ns) AS total_ns,
           quantile_disc(duration_ns, [0.5, 0.95, 0.99]) AS percentiles, max(duration_ns) AS max_ns
    FROM spans GROUP BY service, name, role ORDER BY total_ns DESC LIMIT 50`,
  'trace by ID': `SELECT ${shown} FROM spans WHERE trace_id = '${trace}' ORDER BY start_ns`,
  'trace by prefix': `SELECT ${shown} FROM spans WHERE starts_with(trace_id, '${trace.slice(0, 10)}') ORDER BY start_ns`,
  'attribute of many': `SELECT ${shown} FROM spans
                        JOIN (SELECT trace_id, min(start_ns) AS trace_start FROM spans GROUP BY trace_id) USING (trace_id)
                        WHERE attributes['llm.model'] = 'gpt-4'
                        ORDER BY trace_start DESC, trace_id, start_ns DESC LIMIT 50`,
  'attribute of one': `SELECT ${shown} FROM spans WHERE attributes['multiagent.message.id'] = 'msg-00000001' LIMIT 50`,
};

const instance = await DuckDBInstance.create(database, { threads: '2', access_mode: 'READ_ONLY' });
const connection = await instance.connect();

async function time(sql) {
  const times = [];
  for (let round = 0; round < Number(rounds); ++round) {
    const start = performance.now();
    await connection.runAndReadAll(sql);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
}

if (question === '--time') {
  for (const [name, sql] of Object.entries(questions)) console.log(`${name}\t${(await time(sql)).toFixed(2)}`);
} else {
  const result = await connection.runAndReadAll(questions[question]);
  for (const row of result.getRowObjectsJson()) console.log(JSON.stringify(row));
}
