import { h } from "preact";
import { change } from "../core/address";

const kSpans = [{ since: "1h", label: "Last hour" }, { since: "1d", label: "Last day" }];

/** Asks the same about less time. */
export function NarrowTime(): JSX.Element {
  return (
    <span>{kSpans.map(({ since, label }) => <button key={since} type="button" onClick={() => change({ since })}>{label}</button>)}</span>
  );
}
