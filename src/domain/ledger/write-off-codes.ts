/** Where a write-off or adjustment code lands: one ledger account and one KPI bucket each (rulebook §10). */
export type KpiBucket = 'contractual' | 'denialAdmin' | 'charity' | 'smallBalance' | 'badDebt' | 'correction';

interface WriteOffCodeRule {
  readonly title: string;
  readonly kpiBucket: KpiBucket;
}

export const writeOffCodes = {
  'WO-CON': { title: 'Contractual adjustment', kpiBucket: 'contractual' },
  'WO-CAP': { title: 'Capitated service', kpiBucket: 'contractual' },
  'WO-SEQ': { title: 'Sequestration', kpiBucket: 'contractual' },
  'WO-QMB': { title: 'QMB cost share', kpiBucket: 'contractual' },
  'WO-TF': { title: 'Timely filing missed', kpiBucket: 'denialAdmin' },
  'WO-AUTH': { title: 'Authorization missing', kpiBucket: 'denialAdmin' },
  'WO-MN': { title: 'Not medically necessary', kpiBucket: 'denialAdmin' },
  'WO-BUNDLE': { title: 'Bundled service', kpiBucket: 'denialAdmin' },
  'WO-NONCOV': { title: 'Non-covered service', kpiBucket: 'denialAdmin' },
  'WO-DOC': { title: 'Documentation missing', kpiBucket: 'denialAdmin' },
  'WO-ENROLL': { title: 'Provider not enrolled', kpiBucket: 'denialAdmin' },
  'WO-ADMIN': { title: 'Administrative write-off', kpiBucket: 'denialAdmin' },
  'WO-SB': { title: 'Small balance', kpiBucket: 'smallBalance' },
  'WO-CHAR': { title: 'Charity care', kpiBucket: 'charity' },
  'WO-COURT': { title: 'Courtesy', kpiBucket: 'denialAdmin' },
  'WO-EMP': { title: 'Employee discount', kpiBucket: 'denialAdmin' },
  'WO-BK': { title: 'Bankruptcy', kpiBucket: 'badDebt' },
  'WO-DEC': { title: 'Deceased without estate', kpiBucket: 'badDebt' },
  'WO-BD': { title: 'Bad debt', kpiBucket: 'badDebt' },
  'BD-REC': { title: 'Bad debt recovered', kpiBucket: 'badDebt' },
  'ADJ-SETTLE': { title: 'Settlement', kpiBucket: 'contractual' },
  'ADJ-PROMPT': { title: 'Prompt-pay discount', kpiBucket: 'denialAdmin' },
  'ADJ-CORR': { title: 'Posting correction', kpiBucket: 'correction' },
} as const satisfies Record<string, WriteOffCodeRule>;

export type WriteOffCode = keyof typeof writeOffCodes;

export const isWriteOffCode = (code: string): code is WriteOffCode => Object.hasOwn(writeOffCodes, code);

/** Denial-driven write-offs may not hide among the contractual ones (rulebook §10). */
export const mayCloseDenial = (code: WriteOffCode): boolean => writeOffCodes[code].kpiBucket !== 'contractual';
