/** What the tokenizer noticed at the segment it stands on. */
export interface TokenFaults {
  /** Bytes before the file's first segment: a byte-order mark or blanks. */
  leadingBytes: boolean;
  /** Blanks between the last terminator and this segment, or around its text. */
  blanks: boolean;
  unterminated: boolean;
  tooLong: boolean;
  tooManyElements: boolean;
  binaryLengthWrong: boolean;
  binaryTooLong: boolean;
  /** This ISA ended before its terminator, or its separators are a guess. */
  isaCut: boolean;
  /** A byte of value 0 stands in the text of this segment. */
  nul: boolean;
  delimitersBad: boolean;
}

export const noFaults = (): TokenFaults => ({
  leadingBytes: false,
  blanks: false,
  unterminated: false,
  tooLong: false,
  tooManyElements: false,
  binaryLengthWrong: false,
  binaryTooLong: false,
  isaCut: false,
  nul: false,
  delimitersBad: false,
});
