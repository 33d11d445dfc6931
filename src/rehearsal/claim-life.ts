import type { components } from '../api-client/generated/schema.js';
import { guarantorEntries, type GuarantorSide } from './guarantor-life.js';
import { isPlbCode, plbCodes } from '../domain/ledger/provider-adjustment-codes.js';
import {
  decided,
  dollars,
  ended,
  entry,
  STILL_OPEN,
  workEntries,
  type LifeEntry,
  type LifeKind,
} from './life-entry.js';

type Claim = components['schemas']['ClaimDetail'];
type Denial = components['schemas']['DenialDetail'];
type Contact = components['schemas']['Contact'];
type Remittance = components['schemas']['RemittanceDetail'];
type Approval = components['schemas']['Approval'];

export interface ClaimLife {
  readonly claimNumber: string;
  readonly state: string;
  readonly chargeCents: number;
  readonly openCents: number;
  readonly entries: readonly LifeEntry[];
}

/** What the public API says about one claim; details come from its denials, contact notes and guarantor. */
export interface LifeSource {
  /** Absent while nothing of the claim is the patient's. */
  readonly guarantor?: GuarantorSide;
  readonly claim: Claim;
  readonly denials: readonly Denial[];
  readonly contacts: readonly Contact[];
  /** The payments that decided the claim. */
  readonly remittances: readonly Pick<Remittance, 'paymentDate' | 'trace' | 'providerAdjustments'>[];
  /** About the claim, its denials, and the guarantor's side of it. */
  readonly approvals: readonly Pick<
    Approval,
    'kind' | 'amountCents' | 'requestedBy' | 'requestedOn' | 'decidedBy' | 'decidedOn' | 'state'
  >[];
}

/** Within one day: what came in or left, what it meant, what was decided, then money, clocks and people. */
const ORDER: readonly LifeKind[] = ['document', 'event', 'decision', 'money', 'deadline', 'work', 'contact'];

/** The life of a claim as one list by business day. Pure. */
export function claimLife(source: LifeSource): ClaimLife {
  const { claim } = source;
  const entries = [
    ...documents(source),
    ...(source.guarantor ? guarantorEntries(source.guarantor) : []),
    ...denialsBorn(source),
    ...events(claim),
    ...decisions(source),
    ...money(claim),
    ...providerAdjustments(source),
    ...deadlines(source),
    ...workEntries(claim.workItems),
    ...approvals(source),
    ...contacts(source),
  ];
  const place = ({ kind }: LifeEntry): number => ORDER.indexOf(kind);
  const moment = (a: LifeEntry, b: LifeEntry): number => (a.at && b.at ? a.at.localeCompare(b.at) : 0);
  return {
    claimNumber: claim.claimNumber,
    state: claim.state,
    chargeCents: claim.chargeCents,
    openCents: openOf(claim),
    entries: entries
      .map((entry, at) => ({ entry, at }))
      .sort(
        (a, b) =>
          a.entry.on.localeCompare(b.entry.on) ||
          place(a.entry) - place(b.entry) ||
          moment(a.entry, b.entry) ||
          a.at - b.at,
      )
      .map(({ entry }) => entry),
  };
}

const openOf = ({ ledger }: Claim): number =>
  (ledger.balances['receivable.payer'] ?? 0) + (ledger.balances['receivable.patient'] ?? 0);

function documents({ claim, denials }: LifeSource): LifeEntry[] {
  const sent = claim.submissions.flatMap((sending): LifeEntry[] => {
    if (!sending.sentOn) return [];
    const name = `${sending.fileName ?? '837'} · sending ${sending.number}, frequency ${sending.frequency}`;
    const answer = sending.acknowledgedOn
      ? [
          entry(
            sending.acknowledgedOn,
            'document',
            'answer',
            `${sending.state}: ${[...new Set(sending.statusCodes)].join(' ')}`,
          ),
        ]
      : [];
    return [entry(sending.sentOn, 'document', '837 sent', name), ...answer];
  });
  const remitted = claim.remittances.map((one) =>
    entry(
      one.paymentDate,
      'document',
      '835 came',
      `${one.trace} · CLP02 ${one.status}, paid ${dollars(one.paidCents)}${codesOf(one.adjustments)}`,
    ),
  );
  const filed = denials.flatMap(({ levels, carc }) =>
    levels.flatMap((level) => [
      ...(level.filedOn
        ? [
            entry(
              level.filedOn,
              'document',
              'appeal filed',
              `level ${level.level} on CARC ${carc} by ${level.channel ?? 'mail'}`,
            ),
          ]
        : []),
      ...(level.decidedOn
        ? [entry(level.decidedOn, 'document', 'letter came', `level ${level.level}: ${level.decision ?? ''}`)]
        : []),
    ]),
  );
  return [...sent, ...remitted, ...filed];
}

/** PLB of the payments that decided the claim, as far as they name one of the payer's numbers for it. */
function providerAdjustments({ claim, remittances }: LifeSource): LifeEntry[] {
  const numbers = [claim.payerClaimNumber, ...claim.submissions.map((sending) => sending.payerClaimNumber)];
  return remittances.flatMap(({ paymentDate, trace, providerAdjustments: all }) =>
    all
      .filter(({ reference }) => numbers.some((number) => number && reference.includes(number)))
      .map(({ reason, amountCents }) =>
        entry(paymentDate, 'money', `PLB ${reason}`, `${wordsOf(reason)}: ${effectOf(amountCents)} (${trace})`),
      ),
  );
}

const wordsOf = (reason: string): string => (isPlbCode(reason) ? plbCodes[reason].title : 'unknown reason');

/** A positive PLB takes from the payment, a negative one adds to it (835 TR3). */
const effectOf = (amountCents: number): string =>
  amountCents > 0 ? `takes ${dollars(amountCents)} from the payment` : `adds ${dollars(-amountCents)} to the payment`;

/** The local identity provider's people bear their organization in their name. */
const whoOf = (person: string): string => person.replace(/:[0-9a-f-]{36}$/, '');

/** Money that needs a second person: who asked, who agreed or did not. */
const approvals = ({ approvals: asked }: LifeSource): LifeEntry[] =>
  asked.flatMap(({ kind, amountCents, requestedBy, requestedOn, decidedBy, decidedOn, state }) => [
    entry(requestedOn, 'work', 'approval', `${kind} of ${dollars(amountCents)} asked for by ${whoOf(requestedBy)}`),
    ...(decidedOn
      ? [ended(decidedOn, 'approval', `${kind} ${state.toLowerCase()}${decidedBy ? ` by ${whoOf(decidedBy)}` : ''}`)]
      : []),
  ]);

function codesOf(adjustments: Claim['remittances'][number]['adjustments']): string {
  const codes = [...new Set(adjustments.map(({ group, carc }) => `${group}-${carc}`))];
  return codes.length > 0 ? `, ${codes.join(' ')}` : '';
}

const events = ({ timeline }: Claim): LifeEntry[] =>
  timeline.flatMap((line) =>
    line.what === 'event' ? [entry(line.on, 'event', line.type, factsText(line.facts as Facts | null))] : [],
  );

type Facts = Readonly<Record<string, unknown>>;

/** Short facts only: ids are for machines. */
function factsText(facts: Facts | null): string {
  return Object.entries(facts ?? {})
    .filter(([name, value]) => !/Id$|^id$/.test(name) && value !== null && value !== '' && value !== false)
    .filter(([name, value]) => name === 'paidCents' || value !== 0)
    .map(([name, value]) =>
      name.endsWith('Cents') ? `${name.slice(0, -5)} ${dollars(Number(value))}` : `${name} ${textOf(value)}`,
    )
    .join(', ');
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(' ') : String(value));

const denialsBorn = ({ denials }: LifeSource): LifeEntry[] =>
  denials.map(({ openedOn, groupCode, carc, rarcs, amountCents, category }) =>
    entry(
      openedOn,
      'event',
      `denial ${carc} opened`,
      `${dollars(amountCents)} by ${[`${groupCode}-${carc}`, ...rarcs].join(' ')}, category ${category}`,
    ),
  );

function decisions({ claim, denials }: LifeSource): LifeEntry[] {
  const own = claim.timeline.flatMap((line) => (line.what === 'decision' ? [decided(line.toState, line)] : []));
  const ofDenials = denials.flatMap(({ carc, decisions: judged }) =>
    judged.map((one) => decided(`denial ${carc} ${one.toState}`, one)),
  );
  return [...own, ...ofDenials];
}

const money = ({ ledger }: Claim): LifeEntry[] =>
  ledger.entries.map((line) =>
    entry(
      line.date,
      'money',
      line.kind,
      `${line.account} ${line.amountCents > 0 ? '+' : ''}${dollars(line.amountCents)}`,
    ),
  );

/** How a deadline ended, in words. */
const CLOSED: Readonly<Record<string, string>> = {
  met: 'met',
  missed: 'its last day was over',
  dropped: 'no longer needed',
  superseded: 'replaced by another',
};

function deadlines({ claim, denials }: LifeSource): LifeEntry[] {
  const all = [...claim.deadlines, ...denials.flatMap((denial) => denial.deadlines)];
  const once = [...new Map(all.map((row) => [row.id, row])).values()];
  const denialOf = new Map(
    denials.flatMap(({ carc, deadlines: own }) => own.map(({ id }) => [id, `denial ${carc}: `])),
  );
  const closed = ({ closedOn }: (typeof once)[number]): string => closedOn ?? STILL_OPEN;
  once.sort((a, b) => a.baseDate.localeCompare(b.baseDate) || closed(a).localeCompare(closed(b)));
  return once.flatMap((row) => [
    entry(
      row.baseDate,
      'deadline',
      row.kind,
      `${denialOf.get(row.id) ?? ''}from here until ${row.hardDate}, safe until ${row.safeDate} (${row.source})`,
    ),
    ...(row.closedOn
      ? [
          entry(
            row.closedOn,
            'deadline',
            row.kind,
            `${denialOf.get(row.id) ?? ''}${CLOSED[row.closedHow ?? ''] ?? 'closed'}`,
          ),
        ]
      : []),
  ]);
}

const contacts = ({ contacts: notes }: LifeSource): LifeEntry[] =>
  notes.map((note) =>
    entry(
      note.occurredOn,
      'contact',
      note.channel,
      `${note.outcomeCode}${note.promisedDate ? `, promised for ${note.promisedDate}` : ''}; next: ${note.nextAction}`,
    ),
  );
