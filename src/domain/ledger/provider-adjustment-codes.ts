/**
 * PLB reason codes of the 835 and where each lands (rulebook §6.4, X12 code source 1035 list of the guide).
 * `offset` opens and clears the payer-offset liability; every other code has an account of its own.
 */
interface PlbRule {
  readonly title: string;
  readonly group: 'offset' | 'interest' | 'settlement' | 'contract' | 'tax' | 'affiliate' | 'return' | 'other';
  /** A person reads the reference before the account is cleared. */
  readonly review: boolean;
}

const plb = (title: string, group: PlbRule['group'], review = false): PlbRule => ({ title, group, review });

export const plbCodes = {
  WO: plb('Overpayment recovery', 'offset'),
  FB: plb('Forwarding balance', 'offset'),
  '72': plb('Authorized return', 'return', true),
  B2: plb('Rebate', 'return', true),
  B3: plb('Recovery allowance', 'return', true),
  L6: plb('Interest owed', 'interest'),
  '51': plb('Interest penalty charge', 'interest'),
  '50': plb('Late charge', 'interest'),
  '90': plb('Early payment allowance', 'contract'),
  CS: plb('Adjustment', 'other', true),
  J1: plb('Nonreimbursable', 'other'),
  IR: plb('Internal Revenue Service withholding', 'tax'),
  LE: plb('Levy', 'tax'),
  OB: plb('Offset for affiliated providers', 'affiliate'),
  AP: plb('Acceleration of benefits', 'settlement'),
  PI: plb('Periodic interim payment', 'settlement'),
  IS: plb('Interim settlement', 'settlement'),
  LS: plb('Lump sum', 'settlement'),
  PL: plb('Payment final', 'settlement'),
  C5: plb('Temporary allowance', 'settlement'),
  E3: plb('Withholding', 'contract'),
  IP: plb('Incentive premium payment', 'contract'),
  BN: plb('Bonus', 'contract'),
  CT: plb('Capitation payment', 'contract'),
  CR: plb('Capitation interest', 'contract'),
  CV: plb('Capital passthru', 'contract'),
  AH: plb('Origination fee', 'other', true),
  AM: plb("Applied to borrower's account", 'other', true),
  BD: plb('Bad debt adjustment', 'other', true),
  CW: plb('Certified registered nurse anesthetist passthru', 'contract'),
  DM: plb('Direct medical education passthru', 'contract'),
  FC: plb('Fund allocation', 'other', true),
  GO: plb('Graduate medical education passthru', 'contract'),
  HM: plb('Hemophilia clotting factor supplement', 'contract'),
  L3: plb('Penalty', 'other', true),
  OA: plb('Organ acquisition passthru', 'contract'),
  RA: plb('Retro-activity adjustment', 'other', true),
  RE: plb('Return on equity', 'contract'),
  SL: plb('Student loan repayment', 'other', true),
  TL: plb('Third party liability', 'other', true),
  WU: plb('Unspecified recovery', 'other', true),
} as const satisfies Record<string, PlbRule>;

export type PlbCode = keyof typeof plbCodes;

export const isPlbCode = (code: string): code is PlbCode => Object.hasOwn(plbCodes, code);
