// Prints one line of OTLP JSON: a call of a model with what was said, as OpenTelemetry's convention has it.
const attribute = (key, value) => ({ key, value: typeof value === 'number' ? { intValue: String(value) } : { stringValue: value } });
const said = (role, ...parts) => ({ role, parts });

console.log(JSON.stringify({
  resourceSpans: [{
    resource: { attributes: [attribute('service.name', 'travel')] },
    scopeSpans: [{
      scope: {},
      spans: [{
        traceId: 'c4a7'.padEnd(32, '0'),
        spanId: 'c4a7'.padEnd(16, '0'),
        name: 'chat gpt-4',
        kind: 3,
        startTimeUnixNano: '1768467600000000000',
        endTimeUnixNano: '1768467602000000000',
        attributes: [
          attribute('gen_ai.operation.name', 'chat'),
          attribute('gen_ai.provider.name', 'openai'),
          attribute('gen_ai.request.model', 'gpt-4'),
          attribute('gen_ai.usage.input_tokens', 512),
          attribute('gen_ai.usage.output_tokens', 40),
          attribute('http.request.method', 'POST'),
          attribute('gen_ai.input.messages', JSON.stringify([said('user', { type: 'text', content: 'Which flights are there?' })])),
          attribute('gen_ai.output.messages', JSON.stringify([
            said('assistant', { type: 'tool_call', id: '1', name: 'search_flights', arguments: { to: 'Oslo' } }),
          ])),
        ],
      }],
    }],
  }],
}));
