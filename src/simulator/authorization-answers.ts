import { answerAuthorization } from '../edi/x12/278/answer-authorization.js';
import type { Authorization, ReviewDecision } from '../edi/x12/278/authorization.js';
import { authorizationSegments } from '../edi/x12/278/write-authorization.js';
import type { X12Item } from '../edi/x12/read.js';
import type { Stage } from './actors.js';
import { afterDays, clockTime, minutesLater } from './business-moment.js';
import { interchangeText, type Envelope } from './payer-files.js';
import { scenarioNamed } from './scenarios/catalog.js';
import { nextNumber, type World } from './world.js';

/** BHT02 of a request. */
const REQUEST = '13';
const GUIDE = '005010X217';

/** Each 278 request is answered by one 278: as this patient's fate has it; where it says nothing, given to nobody after the fact. */
export function answerAuthorizationRequests(stage: Stage, envelope: Envelope, items: readonly X12Item[]): void {
  for (const item of items)
    if (item.kind === 'authorization' && item.origin.purpose === REQUEST) answerRequest(stage, envelope, item);
}

function answerRequest({ world, now }: Stage, envelope: Envelope, request: Authorization): void {
  const { authorization } = fateOfMember(world, request);
  const at = authorization ? afterDays(now, authorization.answerAfterDays, '08:30') : minutesLater(now, 30);
  const decision = decided(world, authorization?.answer ?? 'refused');
  const answer = answerAuthorization(
    request,
    { createdDate: now.date, createdTime: clockTime(now) },
    request.events.map(() => ({ decision })),
  );
  const segments = authorizationSegments(answer);
  if (!segments.ok) throw new Error(`The answer to a 278 cannot be written: ${segments.problem[0]?.code}`);
  const text = interchangeText(world, now, envelope, {
    st01: '278',
    guide: GUIDE,
    functionalId: 'HI',
    segments: segments.value,
  });
  world.agenda.push({ at, kind: 'deliver', name: `278-${String(nextNumber(world, 'answer'))}.x12`, text });
}

const fateOfMember = (world: World, { subscriber }: Authorization) =>
  scenarioNamed(world.fates[subscriber?.id ?? '']?.scenario ?? '');

/** HCR: certified in total with a number, or not certified. */
const decided = (world: World, answer: 'approved' | 'refused'): ReviewDecision =>
  answer === 'approved'
    ? { action: 'A1', number: `UMA${String(nextNumber(world, 'authorization')).padStart(6, '0')}` }
    : { action: 'A3' };
