import { h } from "preact";
import type { Address } from "../../core/address";
import { apiPath } from "../../core/api";
import type { AggregatedTree } from "../../core/shapes";
import { TraceColumns, traceColumnsPath, traceOf } from "../../core/trace_columns";
import { Fetched } from "../../parts/fetched";
import { Empty } from "../../parts/marks";
import { RunComparison } from "./runs";
import { Side, SideFields, sideOf } from "./sides";
import { TraceComparison } from "./traces";

/** Two traces or two runs side by side. */
export function CompareView({ address }: { address: Address }): JSX.Element {
  const { params } = address;
  return (
    <div class="picture">
      <SideFields params={params} />
      <Comparison base={sideOf(params.get("base"))} head={sideOf(params.get("head"))} params={params} />
    </div>
  );
}

interface Props {
  base: Side | null;
  head: Side | null;
  params: URLSearchParams;
}

function Comparison({ base, head, params }: Props): JSX.Element {
  if (base === null || head === null) {
    return <Empty text="Name two traces by their IDs, or two runs: what came later, what is gone, and what takes longer stands side by side." />;
  }
  if (base.kind !== head.kind) return <Empty text="A trace cannot be compared with a run: name two of a kind." />;
  return base.kind === "trace"
    ? (
      <Fetched key="traces" path={traceColumnsPath(base.name)} show={(before: TraceColumns) => (
        <Fetched path={traceColumnsPath(head.name)} show={(after: TraceColumns) => <TraceComparison base={traceOf(before)} head={traceOf(after)} params={params} />} />
      )} />
    )
    : (
      <Fetched key="runs" path={treePath(base.name)} show={(before: AggregatedTree) => (
        <Fetched path={treePath(head.name)} show={(after: AggregatedTree) => (
          <RunComparison names={[base.name, head.name]} base={before} head={after} params={params} />
        )} />
      )} />
    );
}

function treePath(run: string): string {
  return apiPath(["tree"], new URLSearchParams({ query: "traces", run, flat: "true" }));
}
