/** Classes of payers that share default rules (rulebook §2.2, §3, §5). */
export const payerClasses = [
  'medicare',
  'medicareAdvantage',
  'medicaid',
  'medicaidMco',
  'commercial',
  'tricare',
  'va',
  'feca',
  'workersComp',
  'auto',
  'unknown',
] as const;

export type PayerClass = (typeof payerClasses)[number];

/** Original Medicare or a Medicare Advantage plan. */
export const isMedicare = (payerClass: string): boolean => ['medicare', 'medicareAdvantage'].includes(payerClass);

/** Class of a payer by claim filing indicator (SBR09, CLP06). A clearinghouse may know better; unknown codes stay 'unknown'. */
export function payerClassOf(filingIndicator: string): PayerClass {
  return byIndicator[filingIndicator] ?? 'unknown';
}

const byIndicator: Readonly<Record<string, PayerClass>> = {
  '12': 'commercial',
  '13': 'commercial',
  '14': 'commercial',
  '15': 'commercial',
  '16': 'medicareAdvantage',
  '17': 'commercial',
  AM: 'auto',
  BL: 'commercial',
  CH: 'tricare',
  CI: 'commercial',
  DS: 'commercial',
  FI: 'commercial',
  HM: 'commercial',
  LM: 'auto',
  MA: 'medicare',
  MB: 'medicare',
  MC: 'medicaid',
  OF: 'feca',
  TV: 'medicaid',
  VA: 'va',
  WC: 'workersComp',
};
