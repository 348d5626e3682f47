import { isReport } from "../../core/api";
import { questionText } from "../../core/question";
import { kRoleNames } from "../../core/roles";
import { kTimeRanges } from "../../core/time_ranges";

/** What the list of traces can be narrowed by. Each filter is a parameter of the address. */
export interface Filter {
  name: string;
  label: string;
  /** What it means, for those who have not used it. */
  help: string;
  example?: string;
  choices?: { value: string; label: string }[];
  /** The query and its column that know values. */
  suggested?: { query: string; column: string };
  repeated?: boolean;
}

const same = (values: string[]) => values.map((value) => ({ value, label: value }));

export const kFilters: Filter[] = [
  {
    name: "status", label: "Status", help: "by any evidence, not by the status alone",
    choices: [{ value: "failed", label: "a task failed" }, { value: "any", label: "a span failed" }],
  },
  { name: "min", label: "At least", help: "the trace took as long or longer", example: "10s" },
  { name: "max", label: "At most", help: "the trace took as long or less", example: "1m30s" },
  {
    name: "since", label: "Since", help: "the trace began then or later", example: "2h, 2026-01-02 14:00",
    choices: kTimeRanges.map(({ since, text }) => ({ value: since, label: `the last ${text}` })),
  },
  { name: "until", label: "Until", help: "the trace began before", example: "1h, 2026-01-02 15:00" },
  { name: "service", label: "Service", help: "* stands for any text", example: "agent-*", suggested: { query: "services", column: "service" } },
  { name: "name", label: "Root", help: "name of the root span; * stands for any text", example: "multiagent.task.*" },
  {
    name: "operation", label: "Operation", help: "name of any span; * stands for any text", example: "llm.*",
    suggested: { query: "operations", column: "name" },
  },
  { name: "role", label: "Role", help: "holds a span of this role", choices: same(kRoleNames) },
  { name: "type", label: "Task type", help: "holds a task of this type", example: "code_*" },
  { name: "priority", label: "Priority from", help: "holds a task of this priority or a higher one", example: "8" },
  { name: "task", label: "Task", help: "ID of a task; * stands for any text", example: "task-7f21" },
  {
    name: "worker", label: "Worker", help: "* stands for any text", example: "coder-*",
    suggested: { query: "workers", column: "worker_id" },
  },
  { name: "agent", label: "Agent", help: "* stands for any text", example: "planner" },
  { name: "model", label: "Model", help: "* stands for any text", example: "gpt-4*", suggested: { query: "cost", column: "key" } },
  { name: "session", label: "Session", help: "* stands for any text" },
  { name: "attr", label: "Attribute", help: "of one span", example: "error.type=timeout", repeated: true },
  { name: "run", label: "Run", help: "that brought the trace", suggested: { query: "runs", column: "run" } },
  { name: "of", label: "Found by", help: "another question", example: "loops" },
];

const kAskedDirectly = ["name", "service", "since", "until", "run", "worker", "agent", "model", "session", "task", "attr", "limit"];

/** What the API is asked for an address. A filter that the query of traces has no parameter for is a question inside it,
 *  each narrowed by the next. */
export function tracesQuestion(params: URLSearchParams): URLSearchParams {
  const asked = new URLSearchParams();
  for (const name of kAskedDirectly) for (const value of params.getAll(name)) asked.append(name, value);
  const of = innerQuestions(params).reduce<string | null>(nested, params.get("of"));
  if (of !== null) asked.set("of", of);
  if (chosenBy(params) === "longest") asked.set("order", "longest");
  return asked;
}

/** Which traces are taken, where there are more than are asked for. */
export function chosenBy(params: URLSearchParams): "newest" | "longest" {
  return params.get("order") === "slowest" && !isReport ? "longest" : "newest";
}

function nested(inner: string | null, [query, values]: [string, Record<string, string | null>]): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null) params.set(name, value);
  if (inner !== null) params.set("of", inner);
  return questionText(query, params);
}

function innerQuestions(params: URLSearchParams): [string, Record<string, string | null>][] {
  const [status, min, operation, role, type, priority] =
    ["status", "min", "operation", "role", "type", "priority"].map((name) => params.get(name));
  const questions: [string, Record<string, string | null>][] = [];
  if (operation !== null || role !== null) questions.push(["spans", { name: operation, role }]);
  if (type !== null) questions.push(["type", { name: type }]);
  if (priority !== null) questions.push(["priority", { min: priority }]);
  if (status !== null) questions.push(["failed", { role: status === "any" ? "any" : null }]);
  if (min !== null) questions.push(["slow", { scope: "trace", min }]);
  return questions;
}

export function isFiltered(params: URLSearchParams): boolean {
  return kFilters.some(({ name }) => params.has(name));
}
