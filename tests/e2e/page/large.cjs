// Prints lines of OTLP JSON: one trace of as many spans as the argument says.
const count = Number(process.argv[2]);
const kStart = 1768467600000;
const kAtATime = 2000;

const id = (number) => number.toString(16).padStart(16, '0');
const time = (ms) => `${kStart + ms}000000`;
const text = (key, stringValue) => ({ key, value: { stringValue } });

/** Workers of 49 calls each below one task; one call of each hundredth worker fails. */
function span(number) {
  const worker = Math.floor((number - 1) / 50);
  const step = (number - 1) % 50;
  const isTask = number === 0;
  const isWorker = step === 0;
  const begins = isTask ? 0 : worker * 100 + step * 2;
  const ends = isTask ? count * 2 + 1 : isWorker ? begins + 100 : begins + 1;
  return {
    traceId: '1a46e'.padEnd(32, '0'),
    spanId: id(number + 1),
    parentSpanId: isTask ? '' : id(isWorker ? 1 : worker * 50 + 2),
    name: isTask ? 'multiagent.task.research' : isWorker ? 'worker.research' : step % 2 === 0 ? 'llm.openai.gpt-4' : 'tool.search',
    kind: 1,
    startTimeUnixNano: time(begins),
    endTimeUnixNano: time(ends),
    status: worker % 100 === 99 && step === 7 ? { code: 2, message: 'the search found nothing' } : {},
    attributes: isWorker ? [text('multiagent.worker.id', `worker-${worker}`)] : [],
  };
}

for (let first = 0; first < count; first += kAtATime) {
  const spans = Array.from({ length: Math.min(kAtATime, count - first) }, (_, step) => span(first + step));
  console.log(JSON.stringify({
    resourceSpans: [{ resource: { attributes: [text('service.name', 'research')] }, scopeSpans: [{ scope: {}, spans }] }],
  }));
}
