import { Component, h } from "preact";
import * as format from "../../core/format";
import type { Graph, GraphEdge, GraphNode } from "./graph";
import { Layout, layeredLayout } from "./layered_layout";
import { Place, arrowHead, edgePath, kNodeHeight, kNodeWidth, labelPlace, placesOf, sizeOf } from "./geometry";

interface Props {
  graph: Graph;
  /** The names of what is chosen: a node alone, or both ends of an edge. */
  chosen: { from: string | null; to: string | null };
  choose(from: string | null, to: string | null): void;
}

interface State {
  /** A node that is pointed at. */
  pointed: number | null;
}

// With more, only those of the node that is pointed at have a label.
const kMostLabels = 14;

const kMarks: Record<GraphNode["kind"], [letter: string, role: string]> = {
  agent: ["A", "agent"], worker: ["W", "worker"], service: ["◇", "other"], nobody: ["!", "other"], others: ["…", "other"],
};

/** Nodes from left to right in the order of their calls. The table below says the same in text. */
export class GraphPicture extends Component<Props, State> {
  state: State = { pointed: null };
  private laid?: { graph: Graph; layout: Layout; places: Place[] };

  private layout() {
    const { graph } = this.props;
    if (this.laid?.graph !== graph) {
      const layout = layeredLayout(graph.nodes.length, graph.edges);
      this.laid = { graph, layout, places: placesOf(layout) };
    }
    return this.laid;
  }

  render({ graph }: Props): JSX.Element {
    const { layout, places } = this.layout();
    const { width, height } = sizeOf(layout);
    const most = Math.max(1, ...graph.edges.map(({ count }) => count));
    return (
      <div class="agents-graph">
        <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label="Graph of who hands work to whom">
          {graph.edges.map((edge, index) => this.edge(edge, index, places, most))}
          {graph.edges.map((edge, index) => this.label(edge, index, places))}
          {graph.nodes.map((node, index) => this.node(node, index, places[index]))}
        </svg>
      </div>
    );
  }

  /** Whether it belongs to what stands out; everything does when nothing does. */
  private stands({ from, to }: GraphEdge): boolean {
    const { graph: { nodes }, chosen } = this.props;
    const { pointed } = this.state;
    if (pointed !== null) return from === pointed || to === pointed;
    if (chosen.from !== null && chosen.to !== null && chosen.from !== chosen.to) return nodes[from].name === chosen.from && nodes[to].name === chosen.to;
    const name = chosen.from ?? chosen.to;
    return name === null || nodes[from].name === name || nodes[to].name === name;
  }

  private isQuiet(): boolean {
    return this.state.pointed === null && this.props.chosen.from === null && this.props.chosen.to === null;
  }

  private edge(edge: GraphEdge, index: number, places: Place[], most: number): JSX.Element {
    const { nodes } = this.props.graph;
    const [from, to] = [nodes[edge.from].name, nodes[edge.to].name];
    const width = 1 + 6 * Math.sqrt(edge.count / most);
    const kind = `edge${edge.failures > 0 ? " failed" : ""}${this.stands(edge) ? "" : " faint"}`;
    return (
      <g key={`edge ${index}`} class={kind} onClick={() => this.props.choose(from, to)}>
        <title>{`${format.isolated(from)} → ${format.isolated(to)}: ${tellEdge(edge)}`}</title>
        <path class="reach" d={edgePath(places[edge.from], places[edge.to])} />
        <path class="line" d={edgePath(places[edge.from], places[edge.to])} stroke-width={width.toFixed(1)} />
        <path class="arrow-head" d={arrowHead(places[edge.to], 4 + width)} />
      </g>
    );
  }

  private label(edge: GraphEdge, index: number, places: Place[]): JSX.Element | null {
    const { graph, chosen } = this.props;
    const isOne = chosen.from !== chosen.to && this.state.pointed === null;
    if (!(this.isQuiet() && graph.edges.length <= kMostLabels) && !(isOne && this.stands(edge))) return null;
    const { x, y } = labelPlace(places[edge.from], places[edge.to]);
    return <text key={`label ${index}`} class={edge.failures > 0 ? "edge-label failed" : "edge-label"} x={x} y={y}>{shortEdge(edge)}</text>;
  }

  /** The node whose edges stand out; null for none. */
  private hub(): number | null {
    const { graph, chosen } = this.props;
    if (this.state.pointed !== null) return this.state.pointed;
    const found = chosen.from === chosen.to ? graph.nodes.findIndex(({ name }) => name === chosen.from) : -1;
    return found < 0 ? null : found;
  }

  /** What passes between a node and the one that stands out, if anything. */
  private edgeWithHub(node: number): GraphEdge | undefined {
    const hub = this.hub();
    if (hub === null || hub === node) return undefined;
    return this.props.graph.edges.find(({ from, to }) => (from === hub && to === node) || (to === hub && from === node));
  }

  private node(node: GraphNode, index: number, { x, y }: Place): JSX.Element {
    const { choose, chosen, graph } = this.props;
    const [letter, role] = kMarks[node.kind];
    const failures = graph.edges.reduce((sum, { to, failures: failed }) => sum + (to === index ? failed : 0), 0);
    const edge = this.edgeWithHub(index);
    const figures = edge !== undefined ? shortFigures(edge) : failures > 0 ? `✗ ${format.count(failures)}` : "";
    const isChosen = chosen.from === node.name && chosen.to === node.name;
    const isFaint = !this.isQuiet() && !graph.edges.some((each) => (each.from === index || each.to === index) && this.stands(each));
    const point = (pointed: number | null) => () => this.setState({ pointed });
    const press = (event: KeyboardEvent) => event.key === "Enter" && choose(node.name, node.name);
    return (
      <g key={`node ${index}`} class={`node ${node.kind}${isChosen ? " chosen" : ""}${isFaint ? " faint" : ""}`} role="button" tabIndex={0}
        transform={`translate(${x},${y})`} aria-pressed={String(isChosen)}
        aria-label={`${node.kind} ${node.name}${failures > 0 ? `, ${format.counted(failures, "failure")}` : ""}`}
        onMouseEnter={point(index)} onMouseLeave={point(null)} onFocus={point(index)} onBlur={point(null)}
        onClick={() => choose(node.name, node.name)} onKeyDown={press}>
        <title>{node.name}</title>
        <rect width={kNodeWidth} height={kNodeHeight} rx={4} />
        <rect class="stripe" width={4} height={kNodeHeight} style={`fill: var(--role-${role})`} />
        <text class="letter" x={12} y={kNodeHeight / 2}>{letter}</text>
        <text x={28} y={kNodeHeight / 2}>{clipped(node.name, 20 - figures.length)}</text>
        {figures !== "" && <text class={failures > 0 ? "figures failed" : "figures"} x={kNodeWidth - 6} y={kNodeHeight / 2} text-anchor="end">{figures}</text>}
      </g>
    );
  }
}

// A name that is cut still has a beginning.
const kFewestLetters = 8;

function clipped(name: string, room: number): string {
  const letters = Math.max(kFewestLetters, room);
  return name.length <= letters ? name : `${name.slice(0, letters - 1)}…`;
}

function shortEdge({ count, failures, queueP50 }: GraphEdge): string {
  return `${format.count(count)}${queueP50 === null ? "" : ` · queue ${format.duration(queueP50)}`}${failures > 0 ? ` · ✗ ${format.count(failures)}` : ""}`;
}

function shortFigures({ count, failures, queueP50 }: GraphEdge): string {
  return `${failures > 0 ? "✗ " : ""}${format.count(count)}${queueP50 === null ? "" : ` · ${format.duration(queueP50)}`}`;
}

function tellEdge({ count, failures, queueP50, queueP95, workP50 }: GraphEdge): string {
  return [
    format.counted(count, "hand-off"), failures > 0 ? `✗ ${format.counted(failures, "failure")}` : "",
    queueP50 === null ? "" : `queue p50 ${format.duration(queueP50)}`, queueP95 === null ? "" : `p95 ${format.duration(queueP95)}`,
    workP50 === null ? "" : `work p50 ${format.duration(workP50)}`,
  ].filter((part) => part !== "").join(", ");
}
