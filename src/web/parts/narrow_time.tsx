import { h } from "preact";
import { change } from "../core/address";
import { kTimeRanges } from "../core/time_ranges";

/** Asks the same about less time. */
export function NarrowTime(): JSX.Element {
  return (
    <span>{kTimeRanges.map(({ since, text }) => <button key={since} type="button" onClick={() => change({ since })}>Last {text}</button>)}</span>
  );
}
