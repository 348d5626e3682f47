import { h } from "preact";
import { change } from "../core/address";
import { kTimeRanges } from "../core/time_ranges";

const kAll = { since: "", text: "All time" };
const kChoices = [kAll, ...kTimeRanges.map(({ since, text }) => ({ since, text: `Last ${text}` }))];

/** The time that a view looks at. One of its own, as a filter or a drag over points asks for, is told as it is. */
export function TimeRange({ params }: { params: URLSearchParams }): JSX.Element {
  const [since, until] = [params.get("since") ?? "", params.get("until") ?? ""];
  const isChoice = until === "" && kChoices.some((choice) => choice.since === since);
  const own = [since && `since ${since}`, until && `until ${until}`].filter((text) => text !== "").join(", ");
  const choose = (event: Event) => change({ since: (event.currentTarget as HTMLSelectElement).value, until: null });
  return (
    <select class="quiet time-range" aria-label="Time" title={isChoice ? "Time" : own} onChange={choose}>
      {!isChoice && <option value={since} selected>{own}</option>}
      {kChoices.map((choice) => <option key={choice.since} value={choice.since} selected={isChoice && choice.since === since}>{choice.text}</option>)}
    </select>
  );
}
