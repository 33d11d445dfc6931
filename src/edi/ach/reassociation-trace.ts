/**
 * The CAQH CORE reassociation key as the bank carries it: the 835's TRN02 and TRN03 (and TRN04), in a CCD+ addenda
 * (`TRN*1*trace*payer~`) or in the text of a bank report.
 */
export interface ReassociationTrace {
  /** TRN02: check or EFT number. */
  readonly trace: string;
  /** TRN03: `1` and the payer's tax id. */
  readonly payerId: string;
  /** TRN04. */
  readonly supplement?: string;
}

const TRN = /TRN\*1\*([^*~\\\s]{1,50})(?:\*([^*~\\\s]{0,10}))?(?:\*([^*~\\]{0,50}))?/;

/** The first trace in a text; undefined when it holds none. */
export function reassociationTraceIn(text: string): ReassociationTrace | undefined {
  const match = TRN.exec(text);
  if (match === null) return undefined;
  const [, trace = '', payerId = '', supplement = ''] = match;
  const trimmed = supplement.trim();
  return { trace, payerId, ...(trimmed === '' ? {} : { supplement: trimmed }) };
}

/** The addenda text a bank carries for a remittance: at most 80 characters with `~` at the end. */
export const traceText = ({ trace, payerId, supplement }: ReassociationTrace): string =>
  `TRN*1*${trace}*${payerId}${supplement === undefined ? '' : `*${supplement}`}~`;
