import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MockActivityEnvironment } from '@temporalio/testing';
import pg from 'pg';
import { createStepActivities } from '../../../activities/step-activities.js';
import { createStoryActivities } from '../../../activities/story-activities.js';
import type { StepInput } from '../../../src/app/claims/queue-submission.js';
import { importAuthorizations } from '../../../src/app/denials/import-authorizations.js';
import { importEligibility } from '../../../src/app/eligibility/import-eligibility.js';
import { storeInboundFile } from '../../../src/app/files/store-inbound-file.js';
import { importRemittances } from '../../../src/app/remittances/import-remittances.js';
import { postRemittance } from '../../../src/app/remittances/post-remittance.js';
import type { StoryStep, StoryTurn } from '../../../src/contracts/stories.js';
import { plainDate, type PlainDate } from '../../../src/domain/dates/plain-date.js';
import { cents, sumCents } from '../../../src/domain/money.js';
import type { ProviderAdjustment, RemittanceClaim, RemittanceItem } from '../../../src/edi/x12/835/remittance.js';
import type { Benefit, EligibilityAnswerItem } from '../../../src/edi/x12/270-271/eligibility-answer.js';
import type { EligibilityRejection } from '../../../src/edi/x12/270-271/eligibility-person.js';
import { eligibilityAnswerSegments } from '../../../src/edi/x12/270-271/write-eligibility-answer.js';
import { readX12, type X12Item } from '../../../src/edi/x12/read.js';
import { remittance835Segments } from '../../../src/edi/x12/835/write-remittance.js';
import { writeInterchange, type OutSegment } from '../../../src/edi/x12/write.js';
import { foundPractice, type Practice } from '../../app/a-practice.js';

const decoder = new TextDecoder();
let number = 100;

/** A billing office on a real database: stories are driven as the worker drives them, files come and go as bytes. */
export interface Office extends Practice {
  /** Lets every story take its turns and perform its steps until nothing is left to do today. */
  readonly work: () => Promise<void>;
  /** After closing time, or at another time of that day (UTC). */
  readonly goTo: (date: string, time?: string) => Promise<void>;
  /** A file as it comes from the clearinghouse; returns the id it was stored under. */
  readonly receive: (text: string) => Promise<string>;
  /** 837 files that left so far, oldest first. */
  readonly sent: () => string[];
  readonly rows: <Row>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;
  readonly today: () => PlainDate;
}

export async function openOffice(): Promise<Office> {
  const practice = await foundPractice();
  const admin = new pg.Client({ connectionString: practice.adminUrl });
  await admin.connect();
  let day = plainDate('2026-01-05');
  const office: Office = {
    ...practice,
    work: () => workUntilQuiet(practice, admin),
    goTo: async (date, time = '22:30') => {
      day = plainDate(date);
      const at = [`${date}T${time}:00Z`, practice.org];
      await admin.query('UPDATE organizations SET business_at = $1 WHERE id = $2', at);
    },
    receive: (text) => receive(practice, text),
    sent: () => sentFiles(practice),
    rows: async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await admin.query(sql, [...values])).rows as Row[],
    today: () => day,
    stop: async () => {
      await admin.end();
      await practice.stop();
    },
  };
  return office;
}

interface Due {
  readonly kind: string;
  readonly subject: string;
}

/** Stories with an event nobody has judged, a wake that is due, or a step to perform. */
const DUE = `
  SELECT s.kind, s.subject_id AS subject FROM stories s JOIN organizations o ON o.id = s.organization_id
   WHERE s.organization_id = $1 AND s.kind IN ('claim', 'appeal', 'batch', 'patient-balance') AND (
     s.next_wake_at <= o.business_at
     OR EXISTS (SELECT 1 FROM story_events e WHERE e.organization_id = s.organization_id AND e.subject_id = s.subject_id
                   AND e.story_kind = s.kind AND e.handled_at IS NULL)
     OR EXISTS (SELECT 1 FROM intents i WHERE i.organization_id = s.organization_id AND i.subject_id = s.subject_id
                   AND i.story_kind = s.kind AND i.state = 'INTENDED'))
   ORDER BY s.started_at, s.workflow_id`;

async function workUntilQuiet({ deps, org }: Practice, admin: pg.Client): Promise<void> {
  const judges = createStoryActivities(deps);
  const steps = createStepActivities(deps, () => undefined);
  const judgeOf = {
    claim: judges.advanceClaim,
    appeal: judges.advanceDenial,
    batch: judges.advanceBatch,
    'patient-balance': judges.advancePatientBalance,
  } as Readonly<
    Record<string, (input: { organizationId: string; subjectId: string; asked: boolean }) => Promise<StoryTurn>>
  >;
  for (let round = 0; round < 60; round += 1) {
    const due = (await admin.query(DUE, [org])).rows as Due[];
    if (due.length === 0) return;
    for (const { kind, subject } of due) {
      const turn = await judgeOf[kind]?.({ organizationId: org, subjectId: subject, asked: true });
      for (const step of turn?.steps ?? []) await perform(steps, org, step);
      await admin.query("UPDATE intents SET state = 'CONFIRMED' WHERE kind = 'notifyPatient' AND state = 'INTENDED'");
    }
  }
  throw new Error('the office never comes to rest');
}

type Steps = ReturnType<typeof createStepActivities>;

/** Mails need a mail server and are not what these facts are about. */
async function perform(steps: Steps, organizationId: string, step: StoryStep): Promise<void> {
  if (step.kind === 'notifyPatient') return;
  const input = { organizationId, intentId: step.intentId };
  await new MockActivityEnvironment().run(steps[step.kind] as (input: StepInput) => Promise<unknown>, input);
}

async function receive({ deps, org }: Practice, text: string): Promise<string> {
  const bytes = Buffer.from(text, 'utf8');
  const stored = await storeInboundFile(deps, {
    organizationId: org,
    actor: { id: 'clearinghouse', role: 'integration' },
    source: 'upload',
    name: 'in.x12',
    bytes: (async function* one() {
      yield new Uint8Array(bytes);
    })(),
  });
  if (!stored.ok) throw new Error(stored.problem.code);
  const file = { organizationId: org, fileId: stored.value.fileId };

  if (text.includes('ST*271*')) await importEligibility(deps, file);
  if (text.includes('ST*278*')) await importAuthorizations(deps, file);
  if (!text.includes('ST*835*')) return file.fileId;
  const { remittanceIds } = await importRemittances(deps, file);
  for (const remittanceId of remittanceIds) await postRemittance(deps, { organizationId: org, remittanceId });
  return file.fileId;
}

function sentFiles({ deps, org }: Practice): string[] {
  const folder = join(deps.config.dataDir, org, 'out');
  const names = readdirSync(folder).filter((name) => name.startsWith('837'));
  return names.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
}

/** The payer's 271 to the last 270 that left. */
export async function answerLastInquiry(
  office: Pick<Office, 'deps' | 'org' | 'today' | 'receive'>,
  benefits: readonly Benefit[],
  refused: { readonly payer?: EligibilityRejection; readonly subscriber?: EligibilityRejection } = {},
): Promise<void> {
  const folder = join(office.deps.config.dataDir, office.org, 'out');
  const asked =
    readdirSync(folder)
      .filter((name) => name.startsWith('270'))
      .sort()
      .at(-1) ?? '';
  const items: X12Item[] = [];
  const bytes = (async function* one() {
    yield new Uint8Array(readFileSync(join(folder, asked)));
  })();
  for await (const read of readX12(bytes, { allow: { allowTestUsage: true } })) items.push(...read);
  const inquiry = items.find((item) => item.kind === 'eligibilityInquiry');
  if (inquiry?.kind !== 'eligibilityInquiry') throw new Error('nothing was asked');
  const subscriber = {
    ...inquiry.subscriber,
    traces: inquiry.subscriber.traces.map((trace) => ({ ...trace, type: '2' })),
  };
  const set: EligibilityAnswerItem[] = [
    {
      kind: 'eligibilityAnswerHeader',
      setControl: '0001',
      origin: { purpose: '11', reference: asksIn(items), createdDate: office.today(), createdTime: '0800' },
    },
    {
      kind: 'eligibilityAnswer',
      ordinal: 1,
      source: { ...inquiry.source, rejections: refused.payer ? [refused.payer] : [] },
      sourceContacts: [],
      ...(!refused.payer && {
        receiver: inquiry.receiver,
        subscriber: { ...subscriber, rejections: refused.subscriber ? [refused.subscriber] : [] },
      }),
      benefits,
    },
  ];
  const head = { st01: '271', guide: '005010X279A1', functionalId: 'HB', date: office.today() };
  await office.receive(fileOf({ ...head, sets: [eligibilityAnswerSegments(set)] }));
}

/** BHT03 of the question, which the answer repeats. */
function asksIn(items: readonly X12Item[]): string {
  const header = items.find((item) => item.kind === 'eligibilityInquiryHeader');
  return header?.kind === 'eligibilityInquiryHeader' ? (header.origin.reference ?? '') : '';
}

export interface Check {
  readonly payer: { readonly name: string; readonly id: string };
  readonly date: string;
  readonly claims: readonly RemittanceClaim[];
  readonly plb?: readonly { readonly reason: string; readonly reference?: string; readonly amountCents: number }[];
  readonly trace?: string;
}

/** An 835 as a payer sends it: one interchange, one set for each payment. */
export const remittanceFile = (...checks: readonly Check[]): string =>
  fileOf({
    st01: '835',
    guide: '005010X221A1',
    functionalId: 'HP',
    date: checks[0]?.date ?? '2026-01-05',
    sets: checks.map((check) => paymentSegments(check)),
  });

export interface PayersFile {
  readonly st01: string;
  readonly guide: string;
  readonly functionalId: string;
  readonly date: string;
  readonly sets: readonly Iterable<OutSegment>[];
}

/** One interchange with one group from the clearinghouse. */
export function fileOf(file: PayersFile): string {
  number += 1;
  const date = plainDate(file.date);
  const interchange = writeInterchange({
    senderQualifier: 'ZZ',
    senderId: 'THEM',
    receiverQualifier: 'ZZ',
    receiverId: 'US',
    date,
    time: '0900',
    control: String(number).padStart(9, '0'),
    usage: 'T',
    ackRequested: false,
    groups: [
      {
        functionalId: file.functionalId,
        sender: 'THEM',
        receiver: 'US',
        date,
        time: '0900',
        control: String(number),
        guide: file.guide,
        sets: file.sets.map((segments, at) => ({
          st01: file.st01,
          guide: file.guide,
          control: String(at + 1).padStart(4, '0'),
          segments,
        })),
      },
    ],
  });
  return [...interchange].map((chunk) => decoder.decode(chunk)).join('');
}

function paymentSegments({
  payer,
  date,
  claims,
  plb = [],
  trace = `T${randomUUID().slice(0, 12)}`,
}: Check): Iterable<OutSegment> {
  const adjustments = plb.map((each, at): ProviderAdjustment => ({
    kind: 'providerAdjustment',
    ordinal: at + 1,
    providerId: '1234567893',
    fiscalPeriodDate: plainDate('2026-12-31'),
    reason: each.reason,
    ...(each.reference && { reference: each.reference }),
    amountCents: cents(each.amountCents),
  }));
  const paid = sumCents(claims.map((claim) => claim.paidCents));
  const taken = sumCents(adjustments.map((each) => each.amountCents));
  const paymentCents = cents(paid - taken);
  const items: RemittanceItem[] = [
    {
      kind: 'remittance',
      ordinal: 1,
      setControl: '0001',
      handling: 'I',
      paymentCents,
      creditDebit: 'C',
      method: paymentCents === 0 ? 'NON' : 'ACH',
      ...(paymentCents !== 0 && { format: 'CCP' }),
      effectiveDate: plainDate(date),
      trace,
      payerTraceId: `1${payer.id}`.padEnd(10, '0').slice(0, 10),
      productionDate: plainDate(date),
      payer: {
        name: payer.name,
        ids: [{ qualifier: '2U', value: payer.id }],
        address: { line1: '1 PAYER PLAZA', city: 'COLUMBUS', state: 'OH', zip: '43004' },
        refs: [],
        contacts: [{ role: 'BL', name: 'EDI', channels: [{ qualifier: 'TE', value: '8005550100' }] }],
      },
      payee: { name: 'RIVERSIDE FAMILY PRACTICE', npi: '1234567893', refs: [] },
      refs: [],
      unmodelled: [],
    },
    { kind: 'remittanceGroup', ordinal: 1, number: '1' },
    ...claims.map((claim, at) => ({ ...claim, ordinal: at + 1 })),
    ...adjustments,
    {
      kind: 'remittanceEnd',
      setControl: '0001',
      claims: claims.length,
      lines: claims.reduce((sum, claim) => sum + claim.lines.length, 0),
      chargeCents: sumCents(claims.map((claim) => claim.chargeCents)),
      paidCents: paid,
      plbCents: taken,
    },
  ];
  return remittance835Segments(items);
}
