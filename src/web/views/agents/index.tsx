import { Component, h } from "preact";
import { Address, change } from "../../core/address";
import { apiPath } from "../../core/api";
import { counted } from "../../core/format";
import type { Row } from "../../core/shapes";
import { Choice } from "../../parts/choice";
import { Fetched } from "../../parts/fetched";
import { Empty, Truncated } from "../../parts/marks";
import { RowsTable } from "../../parts/rows_table";
import { Dependency, Graph, GraphEdge, callsOfHops, callsOfServices, graphOf, senderOf, takerOf } from "./graph";
import { GraphPicture } from "./picture";

// All that an answer may hold.
const kMostRows = "10000";
const kFields: [name: string, example: string][] = [["run", "any"], ["service", "any"], ["task", "any"], ["since", "2026-01-31"], ["until", "2026-02-01"]];

/** Who hands work to whom, how often, and how long it waits. */
export function AgentsView({ address: { params } }: { address: Address }): JSX.Element {
  const of = params.get("of") ?? "agents";
  return (
    <div class="picture">
      <div class="tools">
        <Choice label="Graph of" value={of} options={[["agents", "Agents and workers"], ["services", "Services"]]}
          choose={(value) => change({ of: value === "agents" ? null : value, from: null, to: null })} />
        {of === "agents" && kFields.map(([name, example]) => (
          <label key={name}>{name}
            <input class="narrow" value={params.get(name) ?? ""} placeholder={example} autocomplete="off"
              onChange={(event: Event) => change({ [name]: (event.currentTarget as HTMLInputElement).value.trim() })} />
          </label>
        ))}
      </div>
      {of === "services" ? <Services params={params} /> : <Agents params={params} />}
    </div>
  );
}

function selection(params: URLSearchParams, others: Record<string, string>): URLSearchParams {
  const chosen = kFields.map(([name]) => [name, params.get(name) ?? ""]).filter(([, value]) => value !== "");
  return new URLSearchParams({ ...Object.fromEntries(chosen), ...others });
}

const kNoRows: Row[] = [];

function Agents({ params }: { params: URLSearchParams }): JSX.Element {
  const failures = apiPath(["query", "failed"], selection(params, { role: "worker", limit: kMostRows }));
  return (
    <Fetched path={apiPath(["query", "hops"], selection(params, { limit: kMostRows }))} live show={(hops: Row[], truncated) => {
      const drawn = (failed: Row[]) => <AgentGraph hops={hops} failed={failed} truncated={truncated} params={params} />;
      return <Fetched path={failures} optional waiting={drawn(kNoRows)} show={drawn} />;
    }} />
  );
}

interface AgentGraphProps {
  hops: Row[];
  /** Spans of workers that failed. */
  failed: Row[];
  truncated: boolean;
  params: URLSearchParams;
}

class AgentGraph extends Component<AgentGraphProps, {}> {
  private made?: { hops: Row[]; failed: Row[]; graph: Graph };

  private graph(): Graph {
    const { hops, failed } = this.props;
    if (this.made?.hops !== hops || this.made.failed !== failed) {
      this.made = { hops, failed, graph: graphOf(callsOfHops(hops, new Set(failed.map(({ span_id }) => String(span_id))))) };
    }
    return this.made.graph;
  }

  render({ hops, truncated, params }: AgentGraphProps): JSX.Element {
    if (hops.length === 0) return <Empty text="No work was handed over: there are no spans of workers under those who sent it. The services may still call each other." />;
    const ends = { from: params.get("from"), to: params.get("to") };
    const chosen = ends.from === null ? null : hops.filter((hop) => isChosen(senderOf(hop).name, takerOf(hop).name, ends));
    return (
      <div class="picture">
        {truncated && <Truncated rows={hops.length} />}
        <GraphAndEdges graph={this.graph()} params={params} calls="hand-off" listed={chosen === null} />
        {chosen !== null && <div class="chosen-calls"><RowsTable rows={chosen} truncated={false} none="None in this selection." /></div>}
      </div>
    );
  }
}

interface Ends {
  from: string | null;
  to: string | null;
}

/** Both ends the same: all that one sent or took. */
function isChosen(sender: string, taker: string, { from, to }: Ends): boolean {
  if (from === null || to === null) return true;
  return from === to ? sender === from || taker === from : sender === from && taker === to;
}

interface GraphProps {
  graph: Graph;
  params: URLSearchParams;
  /** What an edge counts. */
  calls: string;
  /** Whether the edges stand below in text, too. */
  listed: boolean;
}

function GraphAndEdges({ graph, params, calls, listed }: GraphProps): JSX.Element {
  const chosen = { from: params.get("from"), to: params.get("to") };
  const choose = (from: string | null, to: string | null) => change({ from, to }, "replace");
  const edges = graph.edges.filter(({ from, to }) => isChosen(graph.nodes[from].name, graph.nodes[to].name, chosen));
  const total = edges.reduce((sum, { count }) => sum + count, 0);
  return (
    <div class="picture">
      <p class="sentence">
        {counted(total, calls)}{chosen.from === null ? ` between ${counted(graph.nodes.length, "node")}` : " "}
        {chosen.from !== null && <ChosenEnds from={chosen.from} to={chosen.to ?? chosen.from} />}
        {chosen.from === null
          ? `; the width of a line is their number. Point at a node to see with whom it has how many, and how long they queue; press it to see them.`
          : <button type="button" class="quiet" onClick={() => choose(null, null)}>Show all</button>}
        {graph.folded > 0 && ` The ${graph.folded} with the fewest are one node.`}
      </p>
      <GraphPicture graph={graph} chosen={chosen} choose={choose} />
      {listed && <RowsTable rows={rowsOf(graph, edges)} truncated={false} none="None." />}
    </div>
  );
}

function ChosenEnds({ from, to }: { from: string; to: string }): JSX.Element {
  return from === to ? <span>of <bdi>{from}</bdi> </span> : <span>from <bdi>{from}</bdi> to <bdi>{to}</bdi> </span>;
}

function rowsOf({ nodes }: Graph, edges: GraphEdge[]): Row[] {
  return [...edges].sort((left, right) => right.count - left.count).map(({ from, to, count, failures, queueP50, queueP95, workP50 }) => ({
    from: nodes[from].name, to: nodes[to].name, count,
    // Of services it is not known which of their calls failed.
    failures: nodes[to].kind === "service" ? null : failures, queue_p50_ns: queueP50, queue_p95_ns: queueP95, work_p50_ns: workP50,
  }));
}

/** All time: this API counts calls up to a moment. */
function Services({ params }: { params: URLSearchParams }): JSX.Element {
  return (
    <Fetched path={kDependencies} live show={({ data }: { data: Dependency[] }) => (data.length === 0
      ? <Empty text="No service calls another." />
      : <GraphAndEdges graph={graphOf(callsOfServices(data))} params={params} calls="call" listed />)} />
  );
}

// Asked once for all times up to now, so that a view that comes back finds its answer.
const kNow = Date.now();
const kDependencies = `/api/dependencies?endTs=${kNow}&lookback=${kNow}`;
