/** SBR05 with which Medicare pays after an insurer of an accident or of work: no-fault, workers' compensation, liability. */
export type AccidentMsp = '14' | '15' | '47';

/** UB-04 items 31–34: no-fault, employment, tort liability. */
export const occurrenceCodes: Readonly<Record<AccidentMsp, string>> = { '14': '02', '15': '04', '47': '03' };
