import { h } from "preact";
import { JsonView, parsedJson } from "../../../parts/json_view";
import { LongText } from "../../../parts/long_text";
import { CopyButton } from "../../../parts/marks";
import type { Message, Part } from "./messages";

/** Messages as people read them: who said what. */
export function Conversation({ messages }: { messages: Message[] }): JSX.Element {
  return <ol class="conversation">{messages.map((message, index) => <MessageItem key={String(index)} message={message} />)}</ol>;
}

function MessageItem({ message }: { message: Message }): JSX.Element {
  return (
    <li class={`said-by-${message.role === "assistant" ? "model" : message.role === "tool" ? "tool" : "others"}`}>
      <div class="who">
        <b><bdi>{message.role}</bdi></b>
        {message.finishReason !== undefined && <bdi class="dim">ended by {message.finishReason}</bdi>}
        <CopyButton text={() => message.parts.map(partText).join("\n")} />
      </div>
      {message.parts.map((part, index) => <PartView key={String(index)} part={part} />)}
      {message.parts.length === 0 && <span class="dim">nothing</span>}
    </li>
  );
}

function PartView({ part }: { part: Part }): JSX.Element {
  if ("text" in part) return <TextPart text={part.text} isReasoning={part.kind === "reasoning"} />;
  return (
    <div class="call">
      <span class="dim">{part.kind === "call" ? "calls" : "result"}</span> <b><bdi>{part.name}</bdi></b>
      {part.value !== undefined && <JsonView value={part.value} open={2} />}
    </div>
  );
}

function TextPart({ text, isReasoning }: { text: string; isReasoning: boolean }): JSX.Element {
  const json = parsedJson(text);
  return (
    <div>
      {isReasoning && <span class="dim">thinks</span>}
      {json === undefined ? <LongText text={text} /> : <JsonView value={json} open={2} />}
    </div>
  );
}

function partText(part: Part): string {
  return "text" in part ? part.text : `${part.name}: ${JSON.stringify(part.value)}`;
}
