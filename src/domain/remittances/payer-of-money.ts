/** What an 835 says of who pays: TRN03 first, then the ids of BPR10 and of N1*PR with its REF, in the order of the file. */
export interface PayerNames {
  readonly traceId?: string;
  readonly ids: readonly string[];
}

export interface PayerOnFile {
  readonly id: string;
  readonly payerCode: string;
  readonly traceId: string | null;
}

/**
 * The payer of the money. The trace id (TRN03, X221A1) decides; when several plans of one insurer share it, the plan whose
 * payer id the file names. Without a payer of that trace id the first id of the file that means exactly one payer decides.
 * Undefined when nobody or more than one is meant: a person says who it is, money is never posted to a guess.
 */
export function payerOfMoney(names: PayerNames, payers: readonly PayerOnFile[]): PayerOnFile | undefined {
  const traced = payers.filter(({ traceId }) => traceId !== null && traceId === names.traceId);
  if (traced.length === 1) return traced[0];
  const candidates = traced.length > 1 ? traced : payers;
  for (const id of names.ids) {
    const coded = candidates.filter(({ payerCode }) => payerCode === id);
    const meant = coded.length > 0 ? coded : candidates.filter(({ traceId }) => traceId === id);
    if (meant.length === 1) return meant[0];
  }
  return undefined;
}
