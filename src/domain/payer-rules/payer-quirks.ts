import { needsWords } from './claim-needs.js';
import { limitsWords } from '../approvals/approval-limits.js';
import type { PlainDate } from '../dates/plain-date.js';
import { mappingWords } from '../denials/mapping-value.js';
import { weightsWords } from '../work-items/score-weights.js';
import { chanceWords, priorWords } from './appeal-chances.js';
import type { LimitValue, PayerRule, RuleKey } from './payer-rule.js';
import { resolveRule, type RuledPayer } from './resolve-rule.js';

/** What a biller calls each rule, for the ones that differ from payer to payer. */
const quirkWords = {
  timelyFiling: 'first claim',
  correctedWindow: 'corrected claim',
  takesReplacement: 'replacement claims',
  documentRequest: 'requested documents',
  followUpFirst: 'first status request',
  statusPortal: 'status in a portal',
  promptPay: 'decision due',
  retroAuthDays: 'authorization after the fact',
  appealChannel: 'appeals by',
  takesAttachments: 'documents as a 275',
  takesAuthorizationRequests: 'authorizations by 278',
  claimNeeds: 'wants on every claim',
  otherCarrierExtends: 'another carrier billed first',
} as const satisfies Partial<Record<RuleKey, string>>;

/** How this payer differs from the product default: one sentence a rule, with its source. */
export function payerQuirks(payer: RuledPayer, on: PlainDate, library: readonly PayerRule[]): readonly string[] {
  return (Object.keys(quirkWords) as (keyof typeof quirkWords)[]).flatMap((key) => {
    const rule = resolveRule(library, { ...payer, key, on });
    if (!rule || !isOwn(rule)) return [];
    return [`${quirkWords[key]}: ${valueWords(rule.value)} (${rule.source})`];
  });
}

const isOwn = (rule: PayerRule): boolean =>
  rule.payerKey !== undefined || rule.payerClass !== undefined || rule.state !== undefined;

/** A rule's value as a biller reads it. */
export function valueWords(value: PayerRule['value'], unit = 'days'): string {
  if (value === null) return 'not set: a person enters it';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'number') return `${value} ${unit}`;
  if ('needs' in value) return needsWords(value);
  if ('limits' in value) return limitsWords(value);
  if ('weights' in value) return weightsWords(value);
  if ('limit' in value) return `${limitWords(value.limit)}${value.base ? ` from ${baseWords[value.base]}` : ''}`;
  if ('chances' in value) return chanceWords(value);
  if ('wins' in value) return priorWords(value);
  if ('carc' in value) return mappingWords(value);
  if ('channel' in value) return value.to ? `${value.channel}: ${value.to}` : value.channel;
  return `${value.days} days from the ${value.from === 'DOS' ? 'service' : 'remittance'}`;
}

export function limitWords(limit: LimitValue): string {
  if ('days' in limit) return `${limit.days} days`;
  if ('months' in limit) return `${limit.months} months`;
  return 'until 31 December of the following year';
}

const baseWords = {
  DOS_FROM: 'the first day of the service',
  DOS_THROUGH: 'the last day of the service',
  DISCHARGE: 'the discharge',
  END_OF_SERVICE_MONTH: 'the end of the service month',
  PRIMARY_REMIT: 'the remittance of the payer before',
  NOTICE: 'the notice',
  CONTROL: 'the day it came under our control',
} as const;
