/** What the API answers; openapi.json describes it. Times are nanoseconds since 1970. */

export type Cell = string | number | boolean | null | string[];
export type Row = Record<string, Cell>;

/** A span in a tree, or the place of a parent that is missing. */
export interface Node {
  parent: number | null;
  depth: number;
  span_id: string;
  missing: boolean;
  name: string;
  service: string;
  role: string;
  kind: string;
  start_ns: number | null;
  duration_ns: number | null;
  status: string;
  status_message: string;
  evidence: string[];
  actor: string;
  detail: string;
  self_ns: number | null;
  share: number | null;
  joined_trace_id: string | null;
  matched: boolean;
  cycle_cut: boolean;
  duplicate_id: boolean;
  outside_parent: boolean;
}

/** A trace with its tree as a list in order of depth first. */
export interface Trace {
  trace_id: string;
  name: string;
  service: string;
  start_ns: number;
  end_ns: number;
  duration_ns: number;
  spans: number;
  errors: number;
  orphans: number;
  unfinished: number;
  services: string[];
  agents: string[];
  status: string;
  has_root: boolean;
  root_count: number;
  missing_parents: number;
  cycles: number;
  duplicate_ids: number;
  outside_parent: number;
  truncated: boolean;
  nodes: Node[];
}

export type AttributeValue =
  | string
  | number
  | boolean
  | null
  | AttributeValue[]
  | { [name: string]: AttributeValue };

export type Attributes = Record<string, AttributeValue>;

/** Everything that is stored of a span. */
export interface Span {
  trace_id: string;
  span_id: string;
  parent_span_id: string | null;
  name: string;
  service: string;
  role: string;
  kind: string;
  start_ns: number | null;
  duration_ns: number | null;
  status: string;
  status_message: string | null;
  error_message: string | null;
  evidence: string[];
  trace_state: string | null;
  attributes: Attributes;
  events: { name: string; time_ns: number; attributes: Attributes }[];
  links: { trace_id: string; span_id: string; attributes: Attributes }[];
  dropped_attributes: number;
  dropped_events: number;
  dropped_links: number;
  resource: Attributes;
  scope: { name: string; version: string; attributes: Attributes };
}

/** A group of spans of the same path in many traces. */
export interface AggregatedNode {
  parent: number | null;
  depth: number;
  name: string;
  role: string;
  count: number;
  errors: number;
  unfinished: number;
  finished: number;
  total_ns: number;
  self_ns: number;
  p50_ns: number | null;
  p95_ns: number | null;
  max_ns: number | null;
  share: number;
  missing: boolean;
}

/** Many traces merged, with the groups as a list in order of depth first. */
export interface AggregatedTree {
  traces: number;
  spans: number;
  nodes: AggregatedNode[];
}
