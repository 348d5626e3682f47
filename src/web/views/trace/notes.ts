import type { Node } from "../../core/shapes";

export const kJoined = "joined";

/** What is not as it should be with a span, in a word each, and what that means. */
export function notesOf(node: Node): [string, string][] {
  const notes: [string, string][] = [];
  if (node.joined_trace_id !== null) notes.push([kJoined, `It came as a trace of its own, ${node.joined_trace_id}.`]);
  if (node.cycle_cut) notes.push(["cycle", "Its parents lead back to itself; the tree was cut here."]);
  if (node.duplicate_id) notes.push(["same ID", "Another span of this trace has the same ID."]);
  if (node.outside_parent) notes.push(["outside", "It begins or ends outside the time of its parent."]);
  return notes;
}
