import fc from 'fast-check';
import { denialStates } from '../../src/domain/appeals/denial-state.js';
import { claimStates, isOpen } from '../../src/domain/claims/claim-state.js';
import { signalNames, type UpdateName } from '../../src/contracts/stories.js';
import type { StepKind } from '../../src/domain/stories/turn.js';
import type { Scene, Script } from './played-stories.js';
import { acts, ends, isTold, sleeps, waits, type State } from './scenes.js';

/** What one kind of story may be judged to be and to do, whatever the order. */
interface Repertoire {
  readonly kind: Script['kind'];
  readonly open: readonly State[];
  readonly final: readonly State[];
  readonly steps: readonly StepKind[];
  readonly commands: readonly UpdateName[];
}

const repertoires: Readonly<Record<string, Repertoire>> = {
  claimLifecycle: {
    kind: 'claim',
    open: claimStates.filter(isOpen),
    final: ['CLOSED_PAID', 'CLOSED_WRITTEN_OFF'],
    steps: ['checkEligibility', 'submitClaim', 'submitCorrectedClaim', 'requestClaimStatus', 'billNextPayer'],
    commands: ['placeHold', 'releaseHold', 'expediteFollowUp', 'replanDeadline'],
  },
  appealLifecycle: {
    kind: 'appeal',
    open: denialStates.filter((state) => state !== 'RESOLVED'),
    final: ['RESOLVED'],
    steps: ['buildAppealPacket', 'submitCorrectedClaim'],
    commands: ['replanDeadline', 'cancelAppeal'],
  },
  patientBalance: {
    kind: 'patient-balance',
    open: ['IDLE', 'DUNNING', 'PLAN_OFFERED', 'ON_PLAN', 'FROZEN', 'ASSISTANCE', 'PLACEMENT_REVIEW', 'PLACED'],
    final: ['SETTLED'],
    steps: ['notifyPatient', 'placeWithAgency'],
    commands: [],
  },
  paymentPlan: {
    kind: 'plan',
    open: ['PROPOSED', 'ACTIVE', 'LATE', 'DEFAULTED'],
    final: ['COMPLETED', 'CANCELLED'],
    steps: ['notifyPatient'],
    commands: [],
  },
  agencyPlacement: {
    kind: 'placement',
    open: ['SELECTED', 'APPROVED', 'PLACED', 'PARTIAL', 'DISPUTED', 'LEGAL_REQUESTED', 'RECALLED'],
    final: ['PAID', 'RETURNED'],
    steps: ['placeWithAgency'],
    commands: [],
  },
  submissionBatch: {
    kind: 'batch',
    open: ['COLLECTING', 'SENDING', 'SENT', 'ACKNOWLEDGED'],
    final: ['DONE', 'REJECTED'],
    steps: ['buildAndSendBatch'],
    commands: [],
  },
};

function scene({ open, steps, commands }: Repertoire): fc.Arbitrary<Scene> {
  const state = fc.constantFrom(...open);
  const act = fc
    .tuple(state, fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 3 }))
    .map(([at, kinds]) => acts(at, ...kinds));
  const wait = fc.tuple(state, fc.constantFrom(...signalNames)).map(([at, signal]) => waits(at, 'news', signal));
  const told = commands.map((command) => state.map((at) => isTold(at, 'news', command)));
  return fc.oneof(
    { weight: 3, arbitrary: act },
    { weight: 4, arbitrary: wait },
    { weight: 1, arbitrary: state.map((at) => sleeps(at, 'its day')) },
    ...told,
  );
}

function life(repertoire: Repertoire): fc.Arbitrary<Script> {
  return fc
    .record({
      scenes: fc.array(scene(repertoire), { minLength: 2, maxLength: 12 }),
      final: fc.constantFrom(...repertoire.final),
      failing: fc.subarray([...repertoire.steps], { maxLength: 1 }),
    })
    .map(({ scenes, final, failing }) => ({ kind: repertoire.kind, scenes: [...scenes, ends(final)], failing }));
}

const fileKinds = ['claims', 'acknowledgements', 'claimStatus', 'eligibility', 'agencyAnswers', 'remittances'] as const;
const file: fc.Arbitrary<Script> = fc
  .record({
    fileKinds: fc.uniqueArray(fc.constantFrom(...fileKinds), { minLength: 1, maxLength: 4 }),
    remittances: fc.integer({ min: 1, max: 8 }),
    readAgain: fc.integer({ min: 0, max: 2 }),
  })
  .map((drawn) => ({ kind: 'file', scenes: [], ...drawn }));

const dayBook: fc.Arbitrary<Script> = fc
  .array(fc.constantFrom(...signalNames), { minLength: 1, maxLength: 8 })
  .map((signals) => ({
    kind: 'day-book',
    scenes: [...signals.map((signal) => waits('OPEN', 'the next day', signal)), sleeps('OPEN', 'the next day')],
  }));

const drawn: Readonly<Record<string, fc.Arbitrary<Script>>> = {
  ...Object.fromEntries(Object.entries(repertoires).map(([type, repertoire]) => [type, life(repertoire)])),
  inboundFile: file,
  dayBook,
};

/** Workflow type → as many lives as asked for, drawn by this seed: what no script of `lives` thought of. */
export const drawnLives = (count: number, seed: number): Readonly<Record<string, readonly Script[]>> =>
  Object.fromEntries(
    Object.entries(drawn).map(([type, lifeOf]) => [type, fc.sample(lifeOf, { numRuns: count, seed })]),
  );
