import { h } from "preact";
import { boundKeys } from "../core/keys";

/** All keys that do something now, beside the view, not over it. */
export function KeyHelp({ close }: { close(): void }): JSX.Element {
  return (
    <aside class="key-help" aria-label="Keys">
      <div class="head"><h2>Keys</h2><button type="button" class="quiet" onClick={close} aria-label="Close">×</button></div>
      <dl>
        {boundKeys().map(({ key, does }) => <div key={key}><dt><kbd>{key === " " ? "Space" : key}</kbd></dt><dd>{does}</dd></div>)}
      </dl>
    </aside>
  );
}
