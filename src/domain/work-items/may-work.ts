import type { Role } from '../roles.js';

/** Levels of the rulebook's approval ladder (§10): whoever stands higher may do the work of those below. */
const LADDER: readonly string[] = ['specialist', 'lead', 'supervisor', 'manager', 'director'];

const levelOf = (role: string): number => LADDER.indexOf(role);

/** A person works items of their own role; leads and above also those of specialists and of the side roles. */
export function mayWork(actorRole: string, itemRole: string): boolean {
  if (actorRole === itemRole) return true;
  const own = levelOf(actorRole);
  const needed = levelOf(itemRole);
  return needed >= 0 ? own >= needed : own >= levelOf('lead' satisfies Role);
}
