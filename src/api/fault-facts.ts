/** What a log may say of an unexpected fault: kind, code and where; never the message, which may repeat data (reliability §6.6). */
export interface FaultFacts {
  readonly kind: string;
  readonly code?: string;
  /** Stack frames, innermost first, causes after them. */
  readonly at: readonly string[];
}

const MAX_FRAMES = 12;
const CODE = /^[A-Z][A-Z0-9_]{1,40}$|^[0-9A-Z]{5}$/;

export function faultFacts(error: unknown, depth = 0): FaultFacts {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim()).slice(0, MAX_FRAMES);
  const cause = error.cause !== undefined && depth < 3 ? faultFacts(error.cause, depth + 1) : undefined;
  return {
    kind: error.name, ...(typeof code === 'string' && CODE.test(code) && { code }),
    at: cause ? [...frames, `caused by ${cause.kind}${cause.code ? ` ${cause.code}` : ''}`, ...cause.at] : frames,
  };
}
