/** What it means that a question has no rows. */
const kNone: Record<string, string> = {
  blame: "No task failed, or no failure can be told from the evidence.",
  cost: "No span names a model with its tokens or cost.",
  "critical-path": "There is no trace that can be followed from its root.",
  doctor: "Nothing is wrong with the instrumentation, as far as its spans tell.",
  errors: "No span carries an error message.",
  explain: "Nothing sets these traces apart from the others more than chance would.",
  failed: "No task failed, by any evidence.",
  grep: "No span holds this text.",
  hops: "No work was handed from one agent to another, or no span tells of it.",
  issues: "Everything that came in could be read.",
  joins: "No traces came apart.",
  lanes: "No span names a worker or an agent.",
  loops: "No work was done again.",
  priority: "No task has such a priority, or tasks name none.",
  runs: "No run has a name: ingest with --run NAME, or start a command with tracewh run --run NAME.",
  slow: "Nothing took so long.",
  tasks: "No span is a task.",
  type: "No task is of this type.",
  waits: "No trace stood still.",
  worker: "No span names this worker.",
  workers: "No span names a worker.",
};

export function noneMeans(query: string): string {
  return kNone[query] ?? "Nothing is stored that has all of that.";
}
