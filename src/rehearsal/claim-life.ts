import type { components } from '../api-client/generated/schema.js';

type Claim = components['schemas']['ClaimDetail'];
type Denial = components['schemas']['DenialDetail'];
type Contact = components['schemas']['Contact'];
/** Of a guarantor account what concerns one claim's share. */
export interface GuarantorSide {
  readonly statements: readonly Pick<
    components['schemas']['AccountDetail']['statements'][number],
    'kind' | 'number' | 'amountCents' | 'sentOn'
  >[];
  readonly placements: readonly Pick<
    components['schemas']['Placement'],
    'sentOn' | 'closedOn' | 'state' | 'placedCents' | 'collectedCents' | 'feeCents'
  >[];
}

export type LifeKind = 'document' | 'event' | 'decision' | 'money' | 'deadline' | 'work' | 'contact';

/** One thing that happened to a claim on a business day. */
export interface LifeEntry {
  readonly on: string;
  readonly kind: LifeKind;
  /** Short: `837 sent`, `remittancePosted`, `DENIED`, `paid`. */
  readonly what: string;
  /** A sentence, a reference, an amount. */
  readonly text: string;
}

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
}

/** Within one day: what came in or left, what it meant, what was decided, then money, clocks and people. */
const ORDER: readonly LifeKind[] = ['document', 'event', 'decision', 'money', 'deadline', 'work', 'contact'];

/** The life of a claim as one list by business day. Pure. */
export function claimLife(source: LifeSource): ClaimLife {
  const { claim } = source;
  const entries = [
    ...documents(source),
    ...(source.guarantor ? lettersOf(source.guarantor) : []),
    ...events(claim),
    ...decisions(source),
    ...money(claim),
    ...deadlines(source),
    ...work(claim),
    ...contacts(source),
  ];
  const place = ({ kind }: LifeEntry): number => ORDER.indexOf(kind);
  return {
    claimNumber: claim.claimNumber,
    state: claim.state,
    chargeCents: claim.chargeCents,
    openCents: openOf(claim),
    entries: entries
      .map((entry, at) => ({ entry, at }))
      .sort((a, b) => a.entry.on.localeCompare(b.entry.on) || place(a.entry) - place(b.entry) || a.at - b.at)
      .map(({ entry }) => entry),
  };
}

const openOf = ({ ledger }: Claim): number =>
  (ledger.balances['receivable.payer'] ?? 0) + (ledger.balances['receivable.patient'] ?? 0);

export const dollars = (cents: number): string =>
  new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(cents / 100);

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

/** Mails to the guarantor, and what an agency was given and brought. */
function lettersOf({ statements, placements }: GuarantorSide): LifeEntry[] {
  const mails = statements.flatMap(({ kind, number, amountCents, sentOn }) =>
    sentOn ? [entry(sentOn, 'document', 'mail sent', `${kind} ${number}, ${dollars(amountCents)}`)] : [],
  );
  const placed = placements.flatMap(({ sentOn, closedOn, state, placedCents, collectedCents, feeCents }) => [
    ...(sentOn ? [entry(sentOn, 'document', 'agency file sent', `placed ${dollars(placedCents)}`)] : []),
    ...(closedOn
      ? [
          entry(
            closedOn,
            'document',
            'agency is done',
            `${state}: collected ${dollars(collectedCents)}, fee ${dollars(feeCents)}`,
          ),
        ]
      : []),
  ]);
  return [...mails, ...placed];
}

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

function decisions({ claim, denials }: LifeSource): LifeEntry[] {
  const own = claim.timeline.flatMap((line) =>
    line.what === 'decision' ? [entry(line.on, 'decision', line.toState, reasonOf(line))] : [],
  );
  const ofDenials = denials.flatMap(({ carc, decisions: judged }) =>
    judged.map((one) => entry(one.decidedOn, 'decision', `denial ${carc} ${one.toState}`, reasonOf(one))),
  );
  return [...own, ...ofDenials];
}

function reasonOf({
  because,
  rules,
}: {
  because: string;
  rules: readonly { ruleId: string; version: number }[];
}): string {
  const named = [...new Set(rules.map(({ ruleId, version }) => `${ruleId} v${version}`))];
  return named.length > 0 ? `${because} [${named.join(', ')}]` : because;
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

function deadlines({ claim, denials }: LifeSource): LifeEntry[] {
  const all = [...claim.deadlines, ...denials.flatMap((denial) => denial.deadlines)];
  const once = [...new Map(all.map((row) => [row.id, row])).values()];
  return once.flatMap((row) => [
    entry(
      row.baseDate,
      'deadline',
      row.kind,
      `from here until ${row.hardDate}, safe until ${row.safeDate} (${row.source})`,
    ),
    ...(row.closedOn ? [entry(row.closedOn, 'deadline', row.kind, row.closedHow ?? 'closed')] : []),
  ]);
}

const work = ({ workItems }: Claim): LifeEntry[] =>
  workItems.flatMap((item) => [
    entry(item.openedOn, 'work', item.kind, `for the queue ${item.queue}, due ${item.dueDate}`),
    ...(item.closedOn ? [entry(item.closedOn, 'work', item.kind, `done: ${item.outcome ?? item.state}`)] : []),
  ]);

const contacts = ({ contacts: notes }: LifeSource): LifeEntry[] =>
  notes.map((note) =>
    entry(
      note.occurredOn,
      'contact',
      note.channel,
      `${note.outcomeCode}${note.promisedDate ? `, promised for ${note.promisedDate}` : ''}; next: ${note.nextAction}`,
    ),
  );

const entry = (on: string, kind: LifeKind, what: string, text: string): LifeEntry => ({ on, kind, what, text });
