import { EVERYTHING, mayTake, type Holding, type Skills, type Work } from './staff-skills.js';

/** A person who is given work each morning. */
export interface StaffToday extends Skills {
  readonly owner: string;
  readonly role: string;
  /** Items in hand and finished today. */
  readonly load: number;
}

export interface FreeWork extends Work {
  readonly id: string;
  /** Who let it lie untouched before: the morning gives it to somebody else. */
  readonly untouchedBy: readonly string[];
  /** Whose own or relative's account it is about: nobody acts on such a one (rulebook §10). */
  readonly ownOf: readonly string[];
}

export interface Assignment {
  readonly id: string;
  readonly owner: string;
}

/**
 * The morning's assignment (rulebook §7): the most urgent first, to people of the item's own role who know such work and such a
 * payer, all items of a claim to one of them, of those who may the one with the least in hand; nobody beyond the daily load. A
 * claim that has an owner gets no second one; what fits nobody stays free in its queue.
 */
export function assignWork(
  free: readonly FreeWork[],
  held: readonly Holding[],
  staff: readonly StaffToday[],
  dailyLoad: number,
): readonly Assignment[] {
  const hands = new Hands(held, staff, dailyLoad);
  return byClaim(free).flatMap((together) => {
    const whole = hands.give(together);
    // Nobody knows all of it, or has room for all of it: each item by itself, still with one owner as far as that one knows it.
    return whole.length > 0 || together.length === 1 ? whole : together.flatMap((work) => hands.give([work]));
  });
}

/** Items of one claim and role together, in the place of the most urgent of them. */
function byClaim(free: readonly FreeWork[]): readonly (readonly FreeWork[])[] {
  const claims = new Map<string, FreeWork[]>();
  for (const work of free) addTo(claims, work.claimId === null ? work.id : `${work.claimId} ${work.role}`, work);
  return [...claims.values()];
}

function addTo<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** Who has how much in hand while the morning's work is given out. */
class Hands {
  private readonly loads: Map<string, number>;
  private readonly known: ReadonlyMap<string, StaffToday>;
  /** By claim; work about no claim binds nobody. */
  private readonly held = new Map<string, Holding[]>();

  constructor(
    held: readonly Holding[],
    private readonly staff: readonly StaffToday[],
    private readonly dailyLoad: number,
  ) {
    this.loads = new Map(staff.map(({ owner, load }) => [owner, load]));
    this.known = new Map(staff.map((person) => [person.owner, person]));
    held.forEach((holding) => this.hold(holding));
  }

  /** All of it to one person, or nothing. */
  give(together: readonly FreeWork[]): readonly Assignment[] {
    const [owner] = this.staff
      .filter((person) => this.loadOf(person) + together.length <= this.dailyLoad)
      .filter((person) => together.every((work) => this.suits(person, work)))
      .sort((a, b) => this.loadOf(a) - this.loadOf(b) || a.owner.localeCompare(b.owner))
      .map((person) => person.owner);
    if (owner === undefined) return [];
    this.loads.set(owner, (this.loads.get(owner) ?? 0) + together.length);
    together.forEach((work) => this.hold({ ...work, owner }));
    return together.map(({ id }) => ({ id, owner }));
  }

  private hold(holding: Holding): void {
    if (holding.claimId !== null) addTo(this.held, holding.claimId, holding);
  }

  private loadOf({ owner }: StaffToday): number {
    return this.loads.get(owner) ?? 0;
  }

  private suits({ owner, role }: StaffToday, work: FreeWork): boolean {
    const held = work.claimId === null ? [] : (this.held.get(work.claimId) ?? []);
    const skillsOf = (name: string): Skills => this.known.get(name) ?? EVERYTHING;
    const barred = work.untouchedBy.includes(owner) || work.ownOf.includes(owner);
    return role === work.role && !barred && mayTake(owner, work, held, skillsOf);
  }
}
