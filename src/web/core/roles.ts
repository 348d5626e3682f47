/** What a span is in a system of agents, always told by a letter beside its colour. */
export interface Role {
  name: string;
  letter: string;
  /** The custom property of style/tokens.css that holds its colour. */
  color: string;
}

const kRoles: Record<string, Role> = Object.fromEntries(
  [
    ["other", "·"],
    ["task", "T"],
    ["worker", "W"],
    ["message", "M"],
    ["agent", "A"],
    ["llm", "L"],
    ["tool", "X"],
    ["storage", "S"],
    ["memory", "R"],
    ["session", "N"],
  ].map(([name, letter]) => [name, { name, letter, color: `var(--role-${name})` }]),
);

export const kRoleNames = Object.keys(kRoles);

export function roleOf(name: string | null | undefined): Role {
  return kRoles[name ?? "other"] ?? kRoles.other;
}
