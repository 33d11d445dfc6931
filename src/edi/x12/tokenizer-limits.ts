/** Bounds of what is kept of one segment, and how a doubtful file is cut. */
export interface TokenizerLimits {
  readonly segmentBytes: number;
  readonly elements: number;
  readonly binaryBytes: number;
  /** Binary data that are longer go out in pieces before their segment. Off, all are held. */
  readonly heldBytes?: number;
  /** Text after IEA ends at the next ISA; off, it is cut into segments by the old separators like all else. */
  readonly findIsaAfterIea?: boolean;
  /** Separators of an ISA by counting alone, also where they cannot be right; off, doubtful ones are looked for before GS. */
  readonly countedSeparators?: boolean;
  /** Binary data that are held end where their length says, else at the next terminator; off, the true end is looked for. */
  readonly literalLengths?: boolean;
}

/** How a file begins, known with its first segment; `compressed` is gzip or zip. */
export type FileStart = 'unknown' | 'isa' | 'no-isa' | 'not-x12' | 'compressed';
