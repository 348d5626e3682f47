import { Component, h } from "preact";
import { change, currentAddress, parameters } from "../../core/address";
import { apiPath, kRowsPerAnswer } from "../../core/api";
import { counted } from "../../core/format";
import type { Row, Trace } from "../../core/shapes";
import { Choice } from "../../parts/choice";
import { Fetched } from "../../parts/fetched";
import { RowsTable } from "../../parts/rows_table";
import { LaneChart } from "./lanes/chart";
import { LaneLayout, laneLayout } from "./lanes/layout";
import { outlineOf, questionAbout } from "./outline";

export interface Props {
  trace: Trace;
  /** The ID of the span that is shown beside. */
  selected: string | null;
  select(spanId: string): void;
}

const kNoHops: Row[] = [];

/** What each worker or agent of a trace did when, and who handed work to whom. */
export function LanesTab(props: Props): JSX.Element {
  const path = apiPath(["query", "hops"], parameters({ ...questionAbout(outlineOf(props.trace)), limit: kRowsPerAnswer }));
  const lanes = (hops: Row[]) => <Lanes {...props} hops={hops} />;
  return <Fetched path={path} live={props.trace.trace_id} optional waiting={lanes(kNoHops)} show={lanes} />;
}

interface LanesProps extends Props {
  hops: Row[];
}

class Lanes extends Component<LanesProps, {}> {
  private laid?: { trace: Trace; hops: Row[]; layout: LaneLayout };

  private layout(): LaneLayout {
    const { trace, hops } = this.props;
    if (this.laid?.trace !== trace || this.laid.hops !== hops) this.laid = { trace, hops, layout: laneLayout(trace, hops) };
    return this.laid.layout;
  }

  render({ trace, hops, selected, select }: LanesProps): JSX.Element {
    const layout = this.layout();
    const shape = currentAddress().params.get("lanes") ?? "chart";
    const untimed = trace.nodes.length - layout.blocks.length;
    return (
      <div class="picture">
        <div class="tools">
          <Choice label="Show as" value={shape} options={[["chart", "Chart"], ["table", "Table"]]}
            choose={(value) => change({ lanes: value === "chart" ? null : value })} />
          <span class="dim">
            {counted(layout.lanes.length, "lane")}, {counted(layout.arrows.length, "hand-off")}
            {untimed > 0 && `; ${counted(untimed, "span")} without a time left out`}
          </span>
        </div>
        {shape === "table"
          ? <LaneTables trace={trace} layout={layout} hops={hops} />
          : <LaneChart trace={trace} layout={layout} selected={selected} select={select} />}
      </div>
    );
  }
}

function LaneTables({ trace, layout, hops }: { trace: Trace; layout: LaneLayout; hops: Row[] }): JSX.Element {
  const rows = layout.lanes.map(({ name, isService, spans, failures, busyNs, waitNs }) => ({
    lane: name, kind: isService ? "service" : "worker or agent", spans, failures, busy_ns: busyNs, waiting_ns: waitNs,
    utilization: busyNs / Math.max(1, trace.duration_ns),
  }));
  return (
    <div class="picture">
      <RowsTable rows={rows} truncated={false} none="No span has a time." />
      <h2 class="sentence">Hand-offs</h2>
      <RowsTable rows={hops} truncated={hops.length === kRowsPerAnswer} none="No work was handed over." without={["trace_id"]} />
    </div>
  );
}
