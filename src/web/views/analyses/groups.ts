/** The questions as they stand in the list: by what a person wants. */
export const kGroups = [
  { title: "Find", names: ["failed", "slow", "tasks", "type", "priority", "worker", "spans", "grep"] },
  { title: "Explain why", names: ["blame", "critical-path", "explain", "hops", "lanes", "loops", "waits", "cost"] },
  { title: "Add up", names: ["operations", "services", "workers", "errors", "runs"] },
  { title: "Data", names: ["doctor", "joins", "issues"] },
];

export const kQueries = kGroups.flatMap(({ names }) => names);

/** What a question that needs an answer first begins with. */
const kFirst: Record<string, Record<string, string>> = {
  explain: { of: "failed" },
  type: { name: "*" },
  worker: { id: "*" },
};

export function firstParameters(name: string): Record<string, string> {
  return kFirst[name] ?? {};
}
