import { h } from "preact";
import { change } from "../../core/address";
import { apiPath } from "../../core/api";
import type { AggregatedTree, Row } from "../../core/shapes";
import { Choice } from "../../parts/choice";
import { DifferenceView } from "../../parts/difference_view";
import { Fetched } from "../../parts/fetched";
import { Empty } from "../../parts/marks";
import { NameSearch } from "../../parts/name_search";
import { MetricsTable } from "./metrics";

interface Props {
  names: [base: string, head: string];
  base: AggregatedTree;
  head: AggregatedTree;
  params: URLSearchParams;
}

/** Two runs: their metrics with verdicts where the server knows them, then their trees by path. */
export function RunComparison({ names, base, head, params }: Props): JSX.Element {
  const without = names.filter((_, index) => [base, head][index].traces === 0);
  if (without.length > 0) return <Empty text={`No traces are stored of ${without.map((name) => `the run “${name}”`).join(" and ")}.`} />;
  const shape = params.get("as") ?? "table";
  return (
    <div class="picture run-comparison">
      <Metrics base={names[0]} head={names[1]} />
      <div class="tools">
        <Choice label="Show as" value={shape} options={[["table", "Table"], ["flame", "Flame graph"]]}
          choose={(as) => change({ as: as === "table" ? null : as })} />
        {shape === "flame" && <NameSearch value={params.get("find") ?? ""} change={(find) => change({ find }, "replace")} />}
      </div>
      <DifferenceView base={base} head={head} params={params} />
    </div>
  );
}

/** Not every server compares runs by their metrics; then this is left out. */
function Metrics({ base, head }: { base: string; head: string }): JSX.Element {
  const path = apiPath(["compare"], new URLSearchParams({ base, head }));
  return <Fetched path={path} optional waiting={null} show={(rows: Row[]) => <MetricsTable rows={rows} />} />;
}
