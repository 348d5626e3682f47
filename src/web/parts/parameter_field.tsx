import { h } from "preact";
import type { ParameterDescription } from "./catalog";
import type { Refusal } from "./refusal";

interface Props {
  query: string;
  parameter: ParameterDescription;
  values: string[];
  refusal: Refusal | null;
  /** Takes what the field holds, and whether a person is done with it. */
  set(values: string[], complete: boolean): void;
}

const kExamples: Record<string, string> = {
  since: "2h", until: "2026-01-02 15:00", service: "agent-*", limit: "50", task: "task-7f21", worker: "coder-*", agent: "planner",
  model: "gpt-4*", attr: "error.type=timeout", name: "llm.*", id: "coder-*", text: "timed out", of: "slow --min 10s", trace: "5f1ec041",
};
/** Where a name means something else. */
const kExamplesOf: Record<string, Record<string, string>> = {
  slow: { min: "10s" }, priority: { min: "8", max: "10" }, type: { name: "code_*" }, traces: { name: "multiagent.task.*" },
};

/** Questions whose traces others are often asked about. */
const kQuestions = ["failed", "slow --min 10s", "slow --scope trace --min 10s", "loops", "joins", "priority --min 8", "type --name *"];

/** One parameter of a question as a field, with its error under it. */
export function ParameterField({ query, parameter, values, refusal, set }: Props): JSX.Element {
  const id = `${query}-${parameter.name}`;
  return (
    <div class={refusal === null || refusal.missing ? "field" : "field wrong"}>
      <label for={id} title={parameter.description}>{parameter.name.replace(/_/g, " ")}</label>
      <Control id={id} query={query} parameter={parameter} values={values} refusal={refusal} set={set} />
      {refusal !== null && (
        <p id={`${id}-refusal`} role="alert">{!refusal.missing && <span aria-hidden="true">✗ </span>}{refusal.message}</p>
      )}
    </div>
  );
}

function Control({ id, query, parameter, values, refusal, set }: Props & { id: string }): JSX.Element {
  const { name, type, choices, description } = parameter;
  const value = values[0] ?? "";
  if (choices.length > 0) {
    return (
      <select id={id} title={description} value={value} onChange={(event: Event) => set([textOf(event)], true)}>
        <option value="" selected={value === ""}>default</option>
        {choices.map((choice) => <option key={choice} value={choice} selected={choice === value}>{choice}</option>)}
      </select>
    );
  }
  if (type === "boolean") {
    return <input id={id} type="checkbox" title={description} checked={value === "true"}
      onChange={(event: Event) => set((event.currentTarget as HTMLInputElement).checked ? ["true"] : [], true)} />;
  }
  const shown = type === "array" ? [...values, ""] : [value];
  return (
    <span class="inputs">
      {shown.map((text, index) => (
        <input key={String(index)} id={index === 0 ? id : undefined} aria-label={index === 0 ? undefined : `one more ${name}`} value={text} title={description}
          placeholder={kExamplesOf[query]?.[name] ?? kExamples[name]} autocomplete="off" spellCheck={false}
          inputMode={type === "integer" ? "numeric" : undefined} list={name === "of" ? `${id}-known` : undefined}
          aria-invalid={refusal === null ? undefined : "true"} aria-describedby={refusal === null ? undefined : `${id}-refusal`}
          onInput={(event: Event) => set(replaced(values, index, textOf(event)), false)} />
      ))}
      {name === "of" && <datalist id={`${id}-known`}>{kQuestions.map((question) => <option key={question} value={question} />)}</datalist>}
    </span>
  );
}

function textOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement | HTMLSelectElement).value;
}

function replaced(values: string[], index: number, text: string): string[] {
  const next = [...values];
  next[index] = text;
  return next;
}
