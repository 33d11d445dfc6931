import { cleanAndPaid } from './scenarios/clean-and-paid.js';
import { fateOf } from './scenarios/catalog.js';
import type { Scenario } from './scenarios/scenario.js';
import type { World } from './world.js';

/** The fate of the claim whose guarantor has this name. */
export function guarantorFate(world: World, person: { lastName: string; firstName: string } | undefined): Scenario {
  const known = Object.values(world.claims).find(
    ({ claim: { subscriber } }) =>
      subscriber.name === person?.lastName && (subscriber.firstName ?? '') === person.firstName,
  );
  return known ? fateOf(world, known.claim) : cleanAndPaid;
}
