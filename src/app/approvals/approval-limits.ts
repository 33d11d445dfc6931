const NO_LIMIT = Number.POSITIVE_INFINITY;
const dollars = (amount: number): number => amount * 100;

interface Limits {
  readonly specialist?: number;
  readonly lead: number;
  readonly manager: number;
}

/** Cents a role may approve per subject in 30 days, by kind of action (rulebook §10); directors have no limit. */
const limits = {
  contractual: { lead: dollars(1_000), manager: dollars(10_000) },
  denial: { specialist: dollars(100), lead: dollars(1_000), manager: dollars(10_000) },
  charity: { lead: dollars(2_500), manager: dollars(25_000) },
  badDebt: { lead: dollars(2_500), manager: dollars(25_000) },
  timely: { lead: dollars(250), manager: dollars(5_000) },
  refund: { lead: dollars(1_000), manager: dollars(10_000) },
  /** A second reading moves no money: a lead may do it whatever the amount. */
  review: { lead: NO_LIMIT, manager: NO_LIMIT },
} as const satisfies Record<string, Limits>;

const BY_CODE: Readonly<Record<string, keyof typeof limits>> = {
  'WO-CON': 'contractual', 'WO-CAP': 'contractual', 'WO-SEQ': 'contractual', 'WO-QMB': 'contractual', 'WO-CHAR': 'charity', 'WO-BD': 'badDebt',
  'WO-BK': 'badDebt', 'WO-DEC': 'badDebt', 'WO-TF': 'timely', 'WO-COURT': 'timely', 'ADJ-SETTLE': 'timely', 'ADJ-PROMPT': 'timely',
};
const BY_KIND: Readonly<Record<string, keyof typeof limits>> = {
  'write-off': 'denial', placement: 'badDebt', charity: 'charity', refund: 'refund', 'packet-review': 'review',
};

/** 0 for roles that approve nothing (posters, configuration, auditors). */
export function approvalLimitCents(kind: string, role: string, writeOffCode?: string): number {
  const group: Limits = limits[(kind === 'write-off' && writeOffCode ? BY_CODE[writeOffCode] : undefined) ?? BY_KIND[kind] ?? 'denial'];
  switch (role) {
    case 'specialist': return group.specialist ?? 0;
    case 'lead':
    case 'supervisor': return group.lead;
    case 'manager': return group.manager;
    case 'director': return NO_LIMIT;
    default: return 0;
  }
}
