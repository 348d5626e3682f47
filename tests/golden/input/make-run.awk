# awk -v run=N [-v slow=FACTOR] [-v tasks=COUNT] -f make-run.awk: the spans of a run, as OTLP/JSON. Each task sends work to one worker, which
# asks a model; the worker takes FACTOR times as long. What varies is the same on every machine.
function noise() {
  state = (state * 1103 + 12345) % 65536
  return state / 65536
}
function hex(number, digits) { return sprintf("%0" digits "x", number) }
function text(key, value) { return "{\"key\":\"" key "\",\"value\":{\"stringValue\":\"" value "\"}}" }
function number(key, value) { return "{\"key\":\"" key "\",\"value\":{\"intValue\":\"" value "\"}}" }
# Times are in microseconds after the start of the run's minute.
function span(id, parent, name, from, to, attributes) {
  printf "%s{\"traceId\":\"%s\",\"spanId\":\"%s\",", separator, hex(run * 4096 + task, 32), hex(id, 16)
  if (parent) printf "\"parentSpanId\":\"%s\",", hex(parent, 16)
  printf "\"name\":\"%s\",\"kind\":1,\"startTimeUnixNano\":\"%d%09d000\",\"endTimeUnixNano\":\"%d%09d000\",", name, minute, from, minute, to
  printf "\"attributes\":[%s],\"status\":{\"code\":1}}", attributes
  separator = ","
}
BEGIN {
  if (!slow) slow = 1
  if (!tasks) tasks = 12
  state = run * 2654 % 65536
  # Seconds in thousands, so that nine digits of microseconds stand behind them.
  minute = 1768467 + run
  printf "{\"resourceSpans\":[{\"resource\":{\"attributes\":[%s]},\"scopeSpans\":[{\"spans\":[", text("service.name", "coder")
  for (task = 1; task <= tasks; ++task) {
    begin = 600000000 + task * 1000000
    work = int(200000 * (0.95 + 0.1 * noise()) * slow)
    ask = int(80000 * (0.95 + 0.1 * noise()))
    span(1, 0, "build", begin, begin + work + 20000, text("multiagent.task.id", run "-" task) "," text("multiagent.task.type", "review") "," text("span.kind", "task"))
    span(4, 1, "send", begin + 1000, begin + 2000, text("multiagent.message.id", run "." task) "," text("multiagent.message.type", "task") "," text("operation", "send") "," text("span.kind", "protocol"))
    span(2, 1, "work", begin + 5000, begin + 5000 + work, text("multiagent.worker.id", "coder-" task % 2 + 1) "," text("multiagent.message.id", run "." task) "," text("span.kind", "worker"))
    span(3, 2, "ask", begin + 6000, begin + 6000 + ask, text("gen_ai.request.model", "large") "," number("gen_ai.usage.input_tokens", 1000 + int(50 * noise())) "," text("span.kind", "llm"))
  }
  print "]}]}]}"
}
