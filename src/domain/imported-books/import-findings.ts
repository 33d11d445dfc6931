import type { SyntheaFile } from './synthea-rows.js';

/** Where a finding stands: file and line, and the claim it is about. */
export interface FindingPlace {
  readonly file: SyntheaFile;
  readonly line: number;
  readonly claimId?: string;
}

/** Claim and transactions (or two transactions) say different things; the books follow the transactions. */
export interface Disagreement extends FindingPlace {
  readonly kind:
    | 'outstanding'
    | 'runningBalance'
    | 'transfer'
    | 'unitAmount'
    | 'patient'
    | 'encounter'
    | 'provider'
    | 'noTransactions'
    | 'duplicateId'
    | 'unreadable';
  readonly sentence: string;
}

export interface BrokenReference extends FindingPlace {
  readonly column: string;
  readonly id: string;
  readonly to: SyntheaFile;
}

export interface OddDate extends FindingPlace {
  readonly sentence: string;
}

export interface Credit {
  readonly claimId: string;
  readonly party: BookParty;
  readonly amountCents: number;
}

export type BookParty = 'primary' | 'secondary' | 'patient';
