import { uploadFile } from '../api-client/client.js';
import { addDays, daysBetween, type PlainDate } from '../domain/dates/plain-date.js';
import { civilDate } from '../db/in-transaction.js';
import { momentAt } from '../simulator/business-moment.js';
import { FIRST_DAY } from '../simulator/practice-cast.js';
import { claimFile, foundOrganization } from '../simulator/practice-organization.js';
import { practiceYear, type YearChoice } from '../simulator/practice-year.js';
import type { World } from '../simulator/world.js';
import type { Rehearsal } from './rehearsal.js';

const ZONE = 'America/New_York';

export interface YearProgress {
  readonly businessDate: PlainDate;
  readonly day: number;
  readonly of: number;
  /** Claims that came in so far. */
  readonly claims: number;
}

/** Lets a practice live through its days: each week's claims come in as one 837P, everybody acts when due. Ends on the last evening. */
export async function simulateYear(
  office: Rehearsal,
  choice: YearChoice & { readonly dataDir: string },
  onProgress: (progress: YearProgress) => void = () => undefined,
): Promise<World> {
  const { organizationId, api } = office;
  const { cast, sendings } = practiceYear(choice);
  const world = await foundOrganization(api, { ...choice, organizationId }, cast);
  office.enter(world);
  let claims = 0;
  const onMove = (businessAt: string): void => {
    const businessDate = civilDate(businessAt, ZONE);
    onProgress({ businessDate, day: daysBetween(FIRST_DAY, businessDate), of: choice.days, claims });
  };
  for (const [at, { day, generated }] of sendings.entries()) {
    await office.passUntil(momentAt(day, '07:30', ZONE), onMove);
    const number = at + 1;
    world.counters['filesSent'] = number;
    const bytes = claimFile(choice.seed, generated, { day, number });
    await uploadFile(api.as('admin'), { bytes, name: `week-${number}.837`, key: `week:${number}` });
    claims += generated.claims.length;
  }
  await office.passUntil(momentAt(addDays(FIRST_DAY, choice.days), '20:00', ZONE), onMove);
  return world;
}
