import { h } from "preact";
import { change } from "../../core/address";
import { apiPath } from "../../core/api";
import type { Row } from "../../core/shapes";
import { Fetched } from "../../parts/fetched";

/** What is compared: a trace by its ID, or the traces of a run by its name. */
export interface Side {
  kind: "trace" | "run";
  name: string;
}

export function sideOf(text: string | null): Side | null {
  const found = /^(trace|run):(.+)$/.exec(text ?? "");
  return found === null ? null : { kind: found[1] as Side["kind"], name: found[2] };
}

/** What a person types: an ID alone is that of a trace, another text is the name of a run. */
function written(text: string): string {
  if (text === "" || sideOf(text) !== null) return text;
  return /^[0-9a-f]{8,32}$/i.test(text) ? `trace:${text.toLowerCase()}` : `run:${text}`;
}

/** The two sides as fields. */
export function SideFields({ params }: { params: URLSearchParams }): JSX.Element {
  const [base, head] = [params.get("base") ?? "", params.get("head") ?? ""];
  return (
    <div class="tools" role="group" aria-label="What is compared">
      <SideField name="base" label="Before" value={base} />
      <button type="button" title="Swap the sides" aria-label="Swap the sides" onClick={() => change({ base: head, head: base, row: null })}>⇄</button>
      <SideField name="head" label="After" value={head} />
      <Fetched path={apiPath(["query", "runs"])} optional waiting={null} show={(runs: Row[]) => (
        <datalist id="runs">{runs.map(({ run }) => <option key={String(run)} value={`run:${String(run)}`} />)}</datalist>
      )} />
    </div>
  );
}

function SideField({ name, label, value }: { name: "base" | "head"; label: string; value: string }): JSX.Element {
  return (
    <label>{label}
      <input class="side-name" value={value} list="runs" placeholder="ID of a trace, or a run" autocomplete="off" spellCheck={false}
        onChange={(event: Event) => change({ [name]: written((event.currentTarget as HTMLInputElement).value.trim()), row: null, closed: null })} />
    </label>
  );
}
