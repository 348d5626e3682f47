import { scaleLog } from "d3-scale";
import { h } from "preact";
import * as format from "../../../core/format";
import { parameters } from "../../../core/address";
import { apiPath } from "../../../core/api";
import type { Row } from "../../../core/shapes";
import { Fetched } from "../../../parts/fetched";

interface Props {
  name: string;
  duration: number | null;
}

const kMostSpans = 200;
const kBins = 32;

/** How long the newest spans of the same name took, with this one marked among them. */
export function Distribution({ name, duration }: Props): JSX.Element {
  const path = apiPath(["query", "spans"], parameters({ name, limit: kMostSpans }));
  return <Fetched path={path} waiting={<p class="dim">…</p>} show={(rows: Row[]) => <Histogram durations={durationsOf(rows)} duration={duration} />} />;
}

function durationsOf(rows: Row[]): number[] {
  return rows.map(({ duration_ns }) => duration_ns).filter((value): value is number => typeof value === "number").sort((a, b) => a - b);
}

function Histogram({ durations, duration }: { durations: number[]; duration: number | null }): JSX.Element {
  if (durations.length < 2) return <p class="dim">No other span has this name.</p>;
  const all = duration === null ? durations : [...durations, duration];
  const [least, most] = [Math.max(1, Math.min(...all)), Math.max(2, ...all)];
  // Of equal ends a logarithmic scale makes nothing.
  const scale = scaleLog().domain([least, most * 1.0001]).range([0, kBins]);
  const binOf = (value: number) => Math.min(kBins - 1, Math.floor(scale(Math.max(1, value))));
  const bins = new Array<number>(kBins).fill(0);
  for (const each of durations) ++bins[binOf(each)];
  const highest = Math.max(...bins);
  const own = duration === null ? -1 : binOf(duration);
  return (
    <div class="distribution">
      <div class="histogram" aria-hidden="true">
        {bins.map((count, bin) => <span key={String(bin)} class={bin === own ? "own" : ""} style={`--height: ${(count / highest) * 100}%`} title={format.counted(count, "span")} />)}
      </div>
      <div class="ends dim" aria-hidden="true"><span>{format.duration(least)}</span><span>{format.duration(most)}</span></div>
      <p>{comparison(durations, duration)}</p>
    </div>
  );
}

function comparison(durations: number[], duration: number | null): string {
  const median = format.duration(durations[Math.floor((durations.length - 1) / 2)]);
  const among = `the newest ${format.counted(durations.length, "span")} of this name (median ${median})`;
  if (duration === null) return `Of ${among}.`;
  const shorter = durations.filter((each) => each < duration).length;
  return `Longer than ${format.percent(shorter / durations.length)} of ${among}.`;
}
