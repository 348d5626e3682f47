import { h } from "preact";
import * as format from "../core/format";
import { roleOf } from "../core/roles";

/** Where the time went: a strip of the roles' shares, each with its letter where there is room. */
export function RoleStrip({ roles }: { roles: Map<string, number> }): JSX.Element {
  const total = [...roles.values()].reduce((sum, time) => sum + time, 0);
  const told = [...roles].map(([role, time]) => `${role} ${format.percent(time / total)}`).join(", ");
  if (total === 0) return <span class="role-strip" />;
  return (
    <span class="role-strip" role="img" title={told} aria-label={`time by role: ${told}`}>
      {[...roles].map(([role, time]) => (
        <span key={role} style={`--role: ${roleOf(role).color}; flex-grow: ${time / total}`}>{time / total > kRoom ? roleOf(role).letter : ""}</span>
      ))}
    </span>
  );
}

// The share from which a letter fits into its part.
const kRoom = 0.14;
