// Prints one line of OTLP JSON: a trace in which every text is an attack on a page that shows it. What runs sets
// `hostile`, or leaves an element of that name behind.
const kAttacks = [
  '<script>window.hostile=1</script>',
  '"><img src=x id=hostile onerror="window.hostile=1">',
  "'><svg id=hostile onload=window.hostile=1>",
  '</script><script>window.hostile=1</script><!--',
  '<iframe id=hostile srcdoc="<script>parent.hostile=1</script>"></iframe>',
  '<a id=hostile href="javascript:window.hostile=1">look</a>',
  'javascript:window.hostile=1',
  '<style id=hostile>*{display:none}</style>',
  '{{constructor.constructor("window.hostile=1")()}}',
  '${window.hostile=1}',
  '<base id=hostile href="http://evil.example/">',
  '<meta http-equiv=refresh content="0;url=http://evil.example/">',
  '<form id=hostile action="http://evil.example/"><button>look</button></form>',
  '&lt;script&gt;window.hostile=1&lt;/script&gt;',
  'url(http://evil.example/); background: url(http://evil.example/)',
  '\u202egnp.exe\u2066\u200b\u0007\u001b]0;hostile\u0007',
  'x'.repeat(20000),
  '__proto__',
  'constructor',
];

const kStart = 1768467600000;
let next = 0;

const attack = () => kAttacks[next++ % kAttacks.length];
const text = (stringValue) => ({ stringValue });
const attribute = (key, value = attack()) => ({ key, value: text(value) });
const id = (number) => number.toString(16).padStart(16, '0');
const time = (ms) => `${kStart + ms}000000`;

function span(number) {
  return {
    traceId: 'a77ac0'.padEnd(32, '0'),
    spanId: id(number),
    parentSpanId: number === 1 ? '' : id(number < 4 ? 1 : number >> 1),
    name: attack(),
    kind: 1,
    startTimeUnixNano: time(number),
    endTimeUnixNano: time(1000 - number),
    status: { code: number % 3 === 0 ? 2 : 1, message: attack() },
    attributes: [
      attribute('multiagent.task.id'),
      attribute('multiagent.task.type'),
      attribute('multiagent.worker.id'),
      attribute('gen_ai.request.model'),
      attribute('gen_ai.prompt.0.content'),
      attribute('gen_ai.prompt.0.role'),
      attribute('input.value', JSON.stringify({ [attack()]: [attack()], __proto__: attack() })),
      attribute('http.url'),
      ...kAttacks.map((key) => attribute(key)),
    ],
    events: [
      {
        name: 'exception',
        timeUnixNano: time(number + 1),
        attributes: ['exception.type', 'exception.message', 'exception.stacktrace'].map((key) => attribute(key)),
      },
      { name: attack(), timeUnixNano: time(number + 2), attributes: [attribute(attack())] },
    ],
    links: [{ traceId: 'b'.repeat(32), spanId: 'c'.repeat(16), attributes: [attribute(attack())] }],
  };
}

const spans = Array.from({ length: 40 }, (_, index) => span(index + 1));
console.log(
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [attribute('service.name', kAttacks[1]), attribute(attack())] },
        scopeSpans: [{ scope: { name: attack(), version: attack() }, spans }],
      },
    ],
  }),
);
