/** Classes of payers that share default rules (rulebook §2.2, §3, §5). */
export const payerClasses = [
  'medicare', 'medicareAdvantage', 'medicaid', 'medicaidMco', 'commercial', 'tricare', 'va', 'feca',
  'workersComp', 'auto', 'unknown',
] as const;

export type PayerClass = (typeof payerClasses)[number];
