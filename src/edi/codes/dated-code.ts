/** A code with the day it began, where the source names one. */
export interface DatedCode {
  readonly code: string;
  readonly text: string;
  /** 'YYYY-MM-DD'. */
  readonly from?: string;
}
