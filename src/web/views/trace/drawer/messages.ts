import type { AttributeValue, Attributes, Span } from "../../../core/shapes";
import { parsedJson } from "../../../parts/json_view";

/** What was said to a model or by it, in the order in which it was said. */
export interface Message {
  /** system, user, assistant, tool, or what else the exporter calls it. */
  role: string;
  parts: Part[];
  finishReason?: string;
}

export type Part =
  | { kind: "text" | "reasoning"; text: string }
  | { kind: "call" | "result"; name: string; value: unknown };

/** The messages of a span, wherever its exporter puts them: attributes of OpenTelemetry's convention, numbered ones of
 *  OpenLLMetry and OpenInference, or events. */
export function messagesOf(span: Span): Message[] {
  const sources = [structured(span.attributes), ...span.events.map(({ attributes }) => structured(attributes)), numbered(span.attributes), ofEvents(span.events)];
  return sources.find((messages) => messages.length > 0) ?? [];
}

function structured(attributes: Attributes): Message[] {
  const system = listOf(attributes["gen_ai.system_instructions"]);
  const said = [...listOf(attributes["gen_ai.input.messages"]), ...listOf(attributes["gen_ai.output.messages"])];
  return [...(system.length > 0 ? [{ role: "system", parts: system.flatMap(partsOf) }] : []), ...said.map(messageOf)];
}

function listOf(value: AttributeValue | undefined): unknown[] {
  const list = typeof value === "string" ? parsedJson(value) : value;
  return Array.isArray(list) ? list : [];
}

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return value !== null && typeof value === "object" ? (value as Fields) : {};
}

function messageOf(value: unknown): Message {
  const fields = fieldsOf(value);
  const parts = [...listIn(fields.parts).flatMap(partsOf), ...contentOf(fields.content), ...listIn(fields.tool_calls).flatMap(callOf)];
  const finish = fields.finish_reason;
  return { role: textOf(fields.role ?? "?"), parts, finishReason: finish === undefined ? undefined : textOf(finish) };
}

function listIn(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function contentOf(content: unknown): Part[] {
  if (content === undefined || content === null || content === "") return [];
  return Array.isArray(content) ? content.flatMap(partsOf) : [{ kind: "text", text: textOf(content) }];
}

function partsOf(value: unknown): Part[] {
  if (typeof value === "string") return [{ kind: "text", text: value }];
  const fields = fieldsOf(value);
  switch (fields.type) {
    case "tool_call": return callOf(fields);
    case "tool_call_response": return [{ kind: "result", name: textOf(fields.id ?? ""), value: valueIn(fields.response ?? fields.result) }];
    case "reasoning":
    case "thinking": return [{ kind: "reasoning", text: textOf(fields.content ?? fields.thinking ?? "") }];
    default: return typeof (fields.content ?? fields.text) === "string"
      ? [{ kind: "text", text: textOf(fields.content ?? fields.text) }]
      : [{ kind: "result", name: textOf(fields.type ?? ""), value }];
  }
}

function callOf(value: unknown): Part[] {
  const fields = fieldsOf(value);
  const called = fieldsOf(fields.function ?? fields);
  return [{ kind: "call", name: textOf(called.name ?? "?"), value: valueIn(called.arguments) }];
}

/** The value that a text of JSON holds; what is none stays as it is. */
function valueIn(value: unknown): unknown {
  return typeof value === "string" ? parsedJson(value) ?? value : value;
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

const kNumbered = /^(?:gen_ai\.(prompt|completion)|llm\.(input|output)_messages)\.(\d+)\.(?:message\.)?(.+)$/;

/** `gen_ai.prompt.0.content`, `llm.input_messages.0.message.tool_calls.0.tool_call.function.name`. */
function numbered(attributes: Attributes): Message[] {
  const messages = new Map<string, Fields>();
  for (const [name, value] of Object.entries(attributes)) {
    const found = kNumbered.exec(name);
    if (found === null) continue;
    const [, prompt, side, number, field] = found;
    const isSaid = prompt === "completion" || side === "output";
    const key = `${isSaid ? 1 : 0} ${number.padStart(6, "0")}`;
    const fields = messages.get(key) ?? { role: isSaid ? "assistant" : "user" };
    messages.set(key, fields);
    setNumbered(fields, field, value);
  }
  return [...messages.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, fields]) => messageOf(fields));
}

const kCall = /^tool_calls\.(\d+)\.(?:tool_call\.function\.)?(name|arguments)$/;
const kContent = /^contents\.\d+\.message_content\.text$/;

function setNumbered(fields: Fields, field: string, value: AttributeValue): void {
  const call = kCall.exec(field);
  if (call !== null) {
    const calls = (fields.tool_calls ??= []) as Fields[];
    (calls[Number(call[1])] ??= {})[call[2]] = value;
  } else if (kContent.test(field)) {
    ((fields.parts ??= []) as unknown[]).push(value);
  } else if (["role", "content", "finish_reason"].includes(field)) {
    fields[field] = value;
  }
}

const kEvent = /^gen_ai\.(system|user|assistant|tool)\.message$/;

function ofEvents(events: Span["events"]): Message[] {
  return events.flatMap(({ name, attributes }): Message[] => {
    const found = kEvent.exec(name);
    if (found !== null) return [messageOf({ ...attributes, role: attributes.role ?? found[1], tool_calls: listOf(attributes.tool_calls) })];
    if (name !== "gen_ai.choice") return [];
    const message = fieldsOf(valueIn(attributes.message) ?? attributes);
    return [messageOf({ role: "assistant", ...message, finish_reason: attributes.finish_reason })];
  });
}
