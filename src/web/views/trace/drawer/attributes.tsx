import { Component, h } from "preact";
import * as format from "../../../core/format";
import { isReport } from "../../../core/api";
import { link } from "../../../core/address";
import type { AttributeValue, Attributes } from "../../../core/shapes";
import { JsonView, parsedJson } from "../../../parts/json_view";
import { LongText } from "../../../parts/long_text";
import { CopyButton } from "../../../parts/marks";
import { Section } from "./section";

interface Props {
  attributes: Attributes;
  /** How many its exporter left out. */
  dropped: number;
}

// Fewer can be seen at once.
const kFewestSearched = 8;

/** The attributes of a span in groups, those that hold a text. */
export class SearchedAttributes extends Component<Props, { text: string }> {
  state = { text: "" };

  render({ attributes, dropped }: Props, { text }: { text: string }): JSX.Element {
    const names = Object.keys(attributes);
    const found = names.filter((name) => `${name}\n${valueText(attributes[name])}`.toLowerCase().includes(text.toLowerCase()));
    return (
      <Section title="Attributes" count={names.length}>
        {names.length >= kFewestSearched && (
          <input type="search" class="attribute-search" value={text} placeholder="Find an attribute" aria-label="Find an attribute"
            onInput={(event: Event) => this.setState({ text: (event.target as HTMLInputElement).value })} />
        )}
        {groupsOf(found).map(([title, group]) => (
          <div key={title} class="attribute-group">
            {title !== "" && <h3>{title}</h3>}
            <AttributeList attributes={Object.fromEntries(group.map((name) => [name, attributes[name]]))} />
          </div>
        ))}
        {names.length === 0 && <p class="dim">none</p>}
        {names.length > 0 && found.length === 0 && <p class="dim">No attribute holds this text.</p>}
        {dropped > 0 && <p class="dim">Its exporter dropped {format.counted(dropped, "more", "more")}.</p>}
      </Section>
    );
  }
}

const kGroups: [string, RegExp][] = [
  ["Task", /^(multiagent|task)\./],
  ["Generative AI", /^(gen_ai|llm|openinference|traceloop|tool|agent|mcp)\./],
  ["HTTP and network", /^(http|url|server|client|network|net|user_agent|rpc)\./],
];

/** Names by group, in the order of the groups; one group alone has no title. */
function groupsOf(names: string[]): [string, string[]][] {
  const titleOf = (name: string) => kGroups.find(([, pattern]) => pattern.test(name))?.[0] ?? "Other";
  const groups = [...kGroups.map(([title]) => title), "Other"]
    .map((title): [string, string[]] => [title, names.filter((name) => titleOf(name) === title)])
    .filter(([, group]) => group.length > 0);
  return groups.length === 1 ? [["", groups[0][1]]] : groups;
}

export function AttributeList({ attributes }: { attributes: Attributes }): JSX.Element {
  return <dl class="attributes">{Object.keys(attributes).sort().map((name) => <Attribute key={name} name={name} value={attributes[name]} />)}</dl>;
}

function Attribute({ name, value }: { name: string; value: AttributeValue }): JSX.Element {
  const text = valueText(value);
  return (
    <div>
      <dt><bdi>{name}</bdi></dt>
      <dd><Value value={value} /></dd>
      <span class="do">
        {!isReport && canBeSought(value) && <a href={link(["traces"], { attr: `${name}=${text}` })} title={`Traces with this ${name}`}>Find</a>}
        <CopyButton text={() => text} />
      </span>
    </div>
  );
}

const kMostSought = 120;

function canBeSought(value: AttributeValue): boolean {
  return typeof value !== "object" && String(value).length <= kMostSought;
}

function Value({ value }: { value: AttributeValue }): JSX.Element {
  if (typeof value !== "string") return typeof value === "object" ? <JsonView value={value} /> : <span class="json-number">{String(value)}</span>;
  const json = parsedJson(value);
  return json === undefined ? <LongText text={value} /> : <JsonView value={json} open={isShort(value) ? 1 : 0} />;
}

function isShort(text: string): boolean {
  return text.length < 400;
}

function valueText(value: AttributeValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
