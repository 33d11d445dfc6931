import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import { generate837, type Generated837 } from '../edi/x12/837p/generate-837.js';
import {
  CLEARINGHOUSE,
  RIVERSIDE_FAMILY_PRACTICE,
  RIVERSIDE_PAYERS,
  type PracticePayer,
} from '../edi/x12/837p/practice-catalog.js';
import { claims837Segments } from '../edi/x12/837p/write-837.js';
import { writeInterchange } from '../edi/x12/write.js';
import { addDays, type PlainDate } from '../domain/dates/plain-date.js';
import { bodyOf } from '../api-client/client.js';
import type { components } from '../api-client/generated/schema.js';
import type { PracticeApi } from './practice-api.js';
import { dealScenarios, scenarioNamed } from './scenarios/catalog.js';
import type { World } from './world.js';

/** The practice of the main job: five payers, one clearinghouse, business time from this morning on. */
export const FIRST_DAY = '2026-01-05' as PlainDate;
const ZONE = 'America/New_York';
const PRACTICE_ID = 'RFP001';
const WORKERS_COMPENSATION: PracticePayer = {
  name: 'BUCKEYE WORKERS COMPENSATION',
  id: 'BWC44',
  filingIndicator: 'WC',
  memberId: 'W########',
  weight: 8,
};
const payers: readonly PracticePayer[] = [
  ...RIVERSIDE_PAYERS.filter(({ id }) => ['MCRB1', 'OHMCD', 'BRH01', 'UMH22'].includes(id)),
  WORKERS_COMPENSATION,
];

const payerClasses: Readonly<Record<string, PayerClass>> = {
  MB: 'medicare',
  MC: 'medicaid',
  WC: 'workersComp',
  BL: 'commercial',
  CI: 'commercial',
};

type PayerClass = components['schemas']['NewPayer']['payerClass'];

export interface PracticeChoice {
  readonly organizationId: string;
  readonly seed: number;
  readonly claims: number;
  readonly dataDir: string;
  /** One claim for each of these fates instead of the whole cast by share. */
  readonly scenarios?: readonly string[];
}

export interface Practice {
  readonly world: World;
  readonly file: Uint8Array;
  readonly generated: Generated837;
}

/** Sets the organization up through the public API, as an administrator would. */
export async function foundPractice(api: PracticeApi, choice: PracticeChoice): Promise<Practice> {
  const folders = {
    outbound: join(choice.dataDir, 'practice', 'drop', choice.organizationId, 'to-clearinghouse'),
    inbound: join(choice.dataDir, 'practice', 'drop', choice.organizationId, 'from-clearinghouse'),
  };
  const agencyFolders = {
    outbound: join(choice.dataDir, 'practice', 'drop', choice.organizationId, 'to-agency'),
    inbound: join(choice.dataDir, 'practice', 'drop', choice.organizationId, 'from-agency'),
  };
  await Promise.all(
    [...Object.values(folders), ...Object.values(agencyFolders)].map((folder) => mkdir(folder, { recursive: true })),
  );
  const practice = RIVERSIDE_FAMILY_PRACTICE;
  const npi = practice.npi ?? '';
  const admin = api.as('admin');
  const once = (name: string) => ({ header: { 'Idempotency-Key': `practice:${choice.organizationId}:${name}` } });
  const organization = {
    name: 'Riverside Family Practice',
    zone: ZONE,
    npi,
    taxId: practice.taxId?.value ?? '',
    clock: { kind: 'stepped' as const, businessAt: '2026-01-05T13:00:00Z' },
    id: choice.organizationId,
  };
  bodyOf(await admin.POST('/organizations', { params: once('organization'), body: organization }));
  const clearinghouse = {
    name: CLEARINGHOUSE.name,
    senderId: PRACTICE_ID,
    receiverId: CLEARINGHOUSE.id,
    usage: 'T' as const,
    outboundFolder: folders.outbound,
    inboundFolder: folders.inbound,
  };
  const partner = bodyOf(await admin.POST('/trading-partners', { params: once('partner'), body: clearinghouse }));
  await addAgency(admin, once('agency'), agencyFolders);
  const office = { name: 'Riverside office', npi, placeOfService: '11' };
  bodyOf(await admin.POST('/facilities', { params: once('facility'), body: office }));
  for (const payer of payers)
    bodyOf(await admin.POST('/payers', { params: once(`payer:${payer.id}`), body: payerRecord(payer, partner.id) }));
  const cast = castOf(choice);
  return {
    generated: cast.generated,
    file: fileOf(choice, cast.generated),
    world: { ...worldOf(choice, cast, folders), agencyFolders },
  };
}

type Client = ReturnType<PracticeApi['as']>;

/** The collection agency the practice works with: a trading partner that speaks CSV in folders of its own. */
async function addAgency(
  admin: Client,
  params: { header: { 'Idempotency-Key': string } },
  folders: { outbound: string; inbound: string },
): Promise<void> {
  const body = {
    name: 'Buckeye Recovery',
    kind: 'agency',
    senderId: PRACTICE_ID,
    receiverId: 'BUCKEYE',
    usage: 'T' as const,
    outboundFolder: folders.outbound,
    inboundFolder: folders.inbound,
  };
  bodyOf(await admin.POST('/trading-partners', { params, body }));
}

/** The claims of the practice and the fate of each, in file order. */
interface Cast {
  readonly generated: Generated837;
  readonly dealt: readonly string[];
}

/** Claims to choose from when single fates are asked for; enough of every payer. */
const POOL = 80;

/** Claims as the practice's system sends them: dealt to their fates, each prepared for its own. */
function castOf(choice: PracticeChoice): Cast {
  const pool = practiceClaims(choice.scenarios ? { ...choice, claims: POOL } : choice);
  const { claims, dealt } = choice.scenarios
    ? oneForEach(pool.claims, choice.scenarios)
    : { claims: pool.claims, dealt: dealScenarios(pool.claims) };
  const prepared = claims.map((claim, at) => scenarioNamed(dealt[at] ?? '').prepare?.(claim, FIRST_DAY) ?? claim);
  return { dealt, generated: { ...pool, claims: prepared } };
}

function oneForEach(claims: readonly Claim837[], names: readonly string[]): { claims: Claim837[]; dealt: string[] } {
  const left = [...claims];
  const chosen = names.map((name) => {
    const at = left.findIndex((claim) => scenarioNamed(name).fits(claim));
    const [claim] = left.splice(at, at < 0 ? 0 : 1);
    if (!claim) throw new Error(`No claim of the practice fits ${name}`);
    return claim;
  });
  return { claims: chosen, dealt: [...names] };
}

function payerRecord(payer: PracticePayer, tradingPartnerId: string) {
  const payerClass = payerClasses[payer.filingIndicator] ?? 'commercial';
  return {
    name: payer.name,
    payerCode: payer.id,
    payerClass,
    ruleKey: payer.id.toLowerCase(),
    filingIndicator: payer.filingIndicator,
    state: 'OH',
    billsPatients: payerClass !== 'medicaid' && payerClass !== 'workersComp',
    tradingPartnerId,
  };
}

/** Claims of the 60 days before the first day; every guarantor has a mail address of the practice world. */
function practiceClaims({ seed, claims }: PracticeChoice): Generated837 {
  const generated = generate837({
    seed,
    claims,
    firstServiceDate: addDays(FIRST_DAY, -60),
    days: 58,
    payers,
    returningPercent: 0,
    dependentPercent: 0,
  });
  const withMail = generated.claims.map((claim, at): Claim837 => ({
    ...recentWhereUrgent(claim),
    subscriber: {
      ...claim.subscriber,
      contacts: [{ role: 'IC', channels: [{ qualifier: 'EM', value: mailAddress(at) }] }],
    },
  }));
  return { ...generated, claims: withMail };
}

/** Workers' compensation is billed within days: its filing limit is 30 days where no state rule is known. */
function recentWhereUrgent(claim: Claim837): Claim837 {
  if (claim.subscriber.filingIndicator !== 'WC') return claim;
  const day = addDays(FIRST_DAY, -6);
  return { ...claim, lines: claim.lines.map((line) => ({ ...line, serviceFrom: day, serviceThrough: day })) };
}

const mailAddress = (at: number): string => `guarantor${at + 1}@riverside.example`;

function worldOf(choice: PracticeChoice, { generated, dealt }: Cast, folders: World['folders']): World {
  const { claims } = generated;
  return {
    organizationId: choice.organizationId,
    seed: choice.seed,
    practiceId: PRACTICE_ID,
    lastDate: FIRST_DAY,
    claims: {},
    claimIds: {},
    agenda: [],
    counters: {},
    mailRead: [],
    accounts: {},
    folders,
    fates: Object.fromEntries(
      claims.map((claim, at) => [claim.subscriber.memberId ?? '', { scenario: dealt[at] ?? 'cleanAndPaid' }]),
    ),
    people: Object.fromEntries(
      claims.map(({ subscriber }) => [
        subscriber.contacts[0]?.channels[0]?.value ?? '',
        { lastName: subscriber.name, firstName: subscriber.firstName ?? '' },
      ]),
    ),
  };
}

/** The one input file of the main job, as the practice's billing system would send it. */
function fileOf(choice: PracticeChoice, { claims, submitter, receiver }: Generated837): Uint8Array {
  const written = claims837Segments({
    bht: { reference: `RFP${choice.seed}`, date: FIRST_DAY, time: '0800', use: 'CH' },
    submitter,
    receiver,
    claims,
  });
  if (!written.ok) throw new Error(`The practice's claims cannot be written: ${written.problem.length} faults`);
  const chunks = writeInterchange({
    senderQualifier: 'ZZ',
    senderId: PRACTICE_ID,
    receiverQualifier: 'ZZ',
    receiverId: 'RECLAIM',
    date: FIRST_DAY,
    time: '0800',
    control: '000000001',
    usage: 'T',
    ackRequested: false,
    groups: [
      {
        functionalId: 'HC',
        sender: PRACTICE_ID,
        receiver: 'RECLAIM',
        date: FIRST_DAY,
        time: '0800',
        control: '1',
        guide: '005010X222A1',
        sets: [{ st01: '837', guide: '005010X222A1', control: '0001', segments: written.value.segments }],
      },
    ],
  });
  return Buffer.concat([...chunks]);
}
