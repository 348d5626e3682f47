import { apiPath, ask, isReport, kRowsPerAnswer } from "../../core/api";
import type { Row } from "../../core/shapes";
import type { TraceRow } from "./trace_row";

/** What the list shows of a trace beyond its row. */
export interface Details {
  task: string | null;
  /** The critical path's time by role, in the order in which roles first appear. */
  roles: Map<string, number>;
}

// Scrolling asks for what stays in sight, not for all that passes.
const kPauseMs = 80;
// An address has to stay as short as servers take it.
const kMostAtOnce = 60;
const kMostSegments = 10000;
const kMostTasks = 2000;

/** Asks for the details of the traces in sight, many at once, each once. */
export class RowDetails {
  private known = new Map<string, Details>();
  private wanted: TraceRow[] = [];
  private timer = 0;
  private abort = new AbortController();

  constructor(private arrived: () => void) {}

  /** What is known by now. */
  of(row: TraceRow): Details | undefined {
    return this.known.get(keyOf(row));
  }

  /** The rows that are in sight now; those that are not any more are not asked for. */
  want(rows: TraceRow[]): void {
    this.wanted = rows.filter((row) => !this.known.has(keyOf(row))).slice(0, kMostAtOnce);
    if (this.wanted.length > 0 && this.timer === 0) this.timer = window.setTimeout(() => this.fetch(), kPauseMs);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.abort.abort();
  }

  private async fetch(): Promise<void> {
    const rows = this.wanted;
    try {
      const [segments, tasks] = await Promise.all([
        this.ask("critical-path", rows, kMostSegments),
        this.ask("tasks", rows, kMostTasks),
      ]);
      for (const row of rows) this.known.set(keyOf(row), { task: taskOf(row, tasks), roles: rolesOf(row, segments) });
    } catch {
      // The list says all that matters without them; not asked again, so that a failing server is left in peace.
      for (const row of rows) this.known.set(keyOf(row), { task: null, roles: new Map() });
    }
    this.timer = 0;
    if (!this.abort.signal.aborted) this.arrived();
  }

  private async ask(query: string, rows: TraceRow[], limit: number): Promise<Row[]> {
    if (isReport) return (await Promise.all(rows.map((row) => this.askOne(query, row)))).flat();
    const params = new URLSearchParams(rows.map((row) => ["trace", row.trace_id]));
    params.set("limit", String(limit));
    return (await ask<Row[]>(apiPath(["query", query], params), this.abort.signal)).value;
  }

  /** A report holds answers about single traces, of some of them. */
  private askOne(query: string, { trace_id }: TraceRow): Promise<Row[]> {
    const path = apiPath(["query", query], new URLSearchParams({ trace: trace_id, limit: String(kRowsPerAnswer) }));
    return ask<Row[]>(path).then(({ value }) => value, () => []);
  }
}

/** A trace that grew is another one. */
function keyOf(row: TraceRow): string {
  return `${row.trace_id} ${row.spans}`;
}

function taskOf({ trace_id }: TraceRow, tasks: Row[]): string | null {
  const named = tasks.find((task) => task.trace_id === trace_id && task.task_name !== null);
  return named === undefined ? null : String(named.task_name);
}

function rolesOf({ trace_id }: TraceRow, segments: Row[]): Map<string, number> {
  const roles = new Map<string, number>();
  for (const { trace_id: id, role, duration_ns } of segments) {
    if (id === trace_id) roles.set(String(role), (roles.get(String(role)) ?? 0) + Number(duration_ns));
  }
  return roles;
}
