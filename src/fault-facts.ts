import { problemCatalog } from './contracts/problems.js';

/** What a log may say of an unexpected fault: kind, code and where; never the message, which may repeat data (reliability §6.6). */
export interface FaultFacts {
  readonly kind: string;
  /** Of Node, Prisma or Postgres (`P2010 23514`), or the code of one of our own problems. */
  readonly code?: string;
  /** Stack frames, innermost first, causes after them. */
  readonly at: readonly string[];
}

const MAX_FRAMES = 12;
const CODE = /^[A-Z][A-Z0-9_]{1,40}$|^[0-9A-Z]{5}$/;

export function faultFacts(error: unknown, depth = 0): FaultFacts {
  if (!(error instanceof Error)) return { kind: typeof error, at: [] };
  const code = codesOf(error as Coded).join(' ');
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim())
    .slice(0, MAX_FRAMES);
  const cause = error.cause !== undefined && depth < 3 ? faultFacts(error.cause, depth + 1) : undefined;
  return {
    kind: error.name,
    ...(code && { code }),
    at: cause ? [...frames, `caused by ${cause.kind}${cause.code ? ` ${cause.code}` : ''}`, ...cause.at] : frames,
  };
}

/** Where Node, Prisma, its Postgres adapter, our problems and failures that carry one keep their codes. */
interface Coded {
  readonly code?: unknown;
  readonly meta?: {
    readonly code?: unknown;
    readonly driverAdapterError?: { readonly cause?: { readonly originalCode?: unknown } };
  };
  readonly problem?: { readonly code?: unknown };
  readonly details?: unknown;
}

function codesOf(error: Coded): string[] {
  const { code, meta, problem, details } = error;
  const technical = [code, meta?.code, meta?.driverAdapterError?.cause?.originalCode].filter(
    (value): value is string => typeof value === 'string' && CODE.test(value),
  );
  const ours = [problem?.code, Array.isArray(details) ? (details[0] as unknown) : undefined].filter(
    (value): value is string => typeof value === 'string' && Object.hasOwn(problemCatalog, value),
  );
  return [...new Set([...technical, ...ours])];
}
