/** Why a claim cannot be sent, in a biller's words. `loop` and `item` (CMS-1500 or UB-04 field) say where to look. */
export interface ClaimFault {
  readonly claim: string;
  readonly line?: number;
  readonly code: string;
  readonly loop: string;
  readonly item?: string;
  readonly text: string;
}

/** Takes a fault of the claim under judgement. */
export type FaultSink = (code: string, loop: string, text: string, at?: { line?: number; item?: string }) => void;
