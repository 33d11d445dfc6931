import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Generated837 } from '../edi/x12/837p/generate-837.js';
import { CLEARINGHOUSE, RIVERSIDE_FAMILY_PRACTICE, type PracticePayer } from '../edi/x12/837p/practice-catalog.js';
import { claims837Segments } from '../edi/x12/837p/write-837.js';
import { writeInterchange } from '../edi/x12/write.js';
import type { PlainDate } from '../domain/dates/plain-date.js';
import { bodyOf } from '../api-client/client.js';
import type { components } from '../api-client/generated/schema.js';
import type { PracticeApi } from './practice-api.js';
import { type Cast, type CastChoice, castOf, FIRST_DAY, practicePayers } from './practice-cast.js';
import { scenarioNamed } from './scenarios/catalog.js';
import { TAKES_AUTHORIZATION_REQUESTS } from './scenarios/scenario.js';
import { secondMemberId } from './second-policy.js';
import type { World } from './world.js';

/** The practice of the main job: six payers, one clearinghouse. */
const ZONE = 'America/New_York';
const PRACTICE_ID = 'RFP001';
const payerClasses: Readonly<Record<string, PayerClass>> = {
  MB: 'medicare',
  MC: 'medicaid',
  WC: 'workersComp',
  BL: 'commercial',
  CI: 'commercial',
};

type PayerClass = components['schemas']['NewPayer']['payerClass'];

export interface PracticeChoice extends CastChoice {
  readonly organizationId: string;
  readonly dataDir: string;
}

export interface Practice {
  readonly world: World;
  readonly file: Uint8Array;
  readonly generated: Generated837;
}

/** Sets the organization up through the public API, as an administrator would. */
export async function foundPractice(api: PracticeApi, choice: PracticeChoice): Promise<Practice> {
  const cast = castOf(choice);
  const world = await foundOrganization(api, choice, cast);
  return {
    generated: cast.generated,
    file: claimFile(choice.seed, cast.generated, { day: FIRST_DAY, number: 1 }),
    world,
  };
}

/** The organization with partners, facility and payers; the world knows the fate of every claim of the cast. */
export async function foundOrganization(
  api: PracticeApi,
  choice: Pick<PracticeChoice, 'organizationId' | 'dataDir' | 'seed'>,
  cast: Cast,
): Promise<World> {
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
    acknowledgesClaims: false, // it hands on the payers' word only
  };
  const partner = bodyOf(await admin.POST('/trading-partners', { params: once('partner'), body: clearinghouse }));
  await addAgency(admin, once('agency'), agencyFolders);
  const office = { name: 'Riverside office', npi, placeOfService: '11' };
  bodyOf(await admin.POST('/facilities', { params: once('facility'), body: office }));
  for (const payer of practicePayers)
    bodyOf(await admin.POST('/payers', { params: once(`payer:${payer.id}`), body: payerRecord(payer, partner.id) }));
  await agreeOnAuthorizationRequests(api, once);
  return { ...worldOf(choice, cast, folders), agencyFolders };
}

/** One of its payers takes requests for an authorization as 278: proposed by the lead, agreed to by the manager. */
async function agreeOnAuthorizationRequests(api: PracticeApi, once: (name: string) => Once): Promise<void> {
  const body = {
    key: 'takesAuthorizationRequests' as const,
    value: true,
    payerKey: TAKES_AUTHORIZATION_REQUESTS.toLowerCase(),
    authority: 'contract' as const,
    source: 'Trading partner agreement, annex on the 278',
    effectiveFrom: FIRST_DAY,
  };
  const rule = bodyOf(await api.as('lead').POST('/payer-rules', { params: once('rule:278'), body }));
  const params = { path: { id: rule.id }, ...once('rule:278:decided') };
  const decided = { decision: 'approved' as const, note: 'As signed' };
  bodyOf(await api.as('manager').POST('/payer-rules/{id}/decide', { params, body: decided }));
}

interface Once {
  readonly header: { 'Idempotency-Key': string };
}

type Client = ReturnType<PracticeApi['as']>;

/** The collection agency the practice works with: a trading partner that speaks CSV in folders of its own. */
async function addAgency(admin: Client, params: Once, folders: { outbound: string; inbound: string }): Promise<void> {
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

function worldOf(
  choice: Pick<PracticeChoice, 'organizationId' | 'seed'>,
  { generated, dealt }: Cast,
  folders: World['folders'],
): World {
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
      claims.flatMap((claim, at) => {
        const fate = { scenario: dealt[at] ?? 'cleanAndPaid' };
        const own = [claim.subscriber.memberId ?? '', fate] as const;
        return scenarioNamed(fate.scenario).secondPolicy ? [own, [secondMemberId(claim), fate] as const] : [own];
      }),
    ),
    people: Object.fromEntries(
      claims.map(({ subscriber }) => [
        subscriber.contacts[0]?.channels[0]?.value ?? '',
        { lastName: subscriber.name, firstName: subscriber.firstName ?? '' },
      ]),
    ),
  };
}

/** A file of claims as the practice's billing system would send it that morning; its number is its control number. */
export function claimFile(
  seed: number,
  { claims, submitter, receiver }: Generated837,
  { day, number }: { readonly day: PlainDate; readonly number: number },
): Uint8Array {
  const written = claims837Segments({
    bht: { reference: number === 1 ? `RFP${seed}` : `RFP${seed}-${number}`, date: day, time: '0800', use: 'CH' },
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
    date: day,
    time: '0800',
    control: String(number).padStart(9, '0'),
    usage: 'T',
    ackRequested: false,
    groups: [
      {
        functionalId: 'HC',
        sender: PRACTICE_ID,
        receiver: 'RECLAIM',
        date: day,
        time: '0800',
        control: String(number),
        guide: '005010X222A1',
        sets: [{ st01: '837', guide: '005010X222A1', control: '0001', segments: written.value.segments }],
      },
    ],
  });
  return Buffer.concat([...chunks]);
}
