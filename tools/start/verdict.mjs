// Judges a report of the main job a second time, from its numbers alone.
const COUNTS = [
  'imported',
  'submitted',
  'accepted',
  'rejected',
  'paid',
  'denied',
  'appealed',
  'recovered',
  'correctedSubmitted',
  'patientResponsibility',
  'planned',
  'placed',
  'writtenOff',
  'open',
];
const SHARES = ['payerPaidCents', 'contractualCents', 'patientPaidCents', 'writtenOffCents', 'openCents'];
const MONEY = ['chargedCents', ...SHARES, 'ledgerSumCents'];
const INVARIANTS = [
  'openClaimsWithoutNextAction',
  'missedHardDeadlines',
  'unbalancedRemittancesPosted',
  'eventsWithoutStory',
  'phiFindings',
];

function missing(report, group, names) {
  return names
    .filter((name) => !Number.isSafeInteger(report[group]?.[name]))
    .map((name) => `${group}.${name} is not a whole number`);
}

/** Everything that is wrong with a report; an empty list is a good run. */
export function faultsOf(report) {
  if (!report) return ['the main job wrote no report'];
  const faults = [
    ...missing(report, 'claims', COUNTS),
    ...missing(report, 'money', MONEY),
    ...missing(report, 'invariants', INVARIANTS),
  ];
  if (faults.length > 0) return faults;
  const { claims, money, invariants } = report;
  if (claims.imported === 0) faults.push('no claim was imported');
  const shares = SHARES.reduce((sum, name) => sum + money[name], 0);
  if (shares !== money.chargedCents)
    faults.push(`charged ${money.chargedCents} cents, but the parts add up to ${shares}`);
  if (money.ledgerSumCents !== 0) faults.push(`the ledger sums to ${money.ledgerSumCents} cents, not to 0`);
  for (const sentence of report.books?.broken ?? []) faults.push(`books: ${sentence}`);
  for (const name of INVARIANTS) if (invariants[name] !== 0) faults.push(`${name} is ${invariants[name]}, not 0`);
  return faults;
}
