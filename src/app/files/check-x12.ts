import { problemText } from '../../edi/x12/problem-text.js';
import { readX12 } from '../../edi/x12/read.js';
import { MOST_SEGMENTS } from './read-inbound.js';

export interface CheckedFile {
  /** True when nothing in it would be refused. */
  readonly usable: boolean;
  /** How many documents of each transaction set it holds, by ST01. */
  readonly documents: Readonly<Record<string, number>>;
  /** The first faults with their places; texts hold positions and codes, never values. */
  readonly problems: readonly {
    readonly code: string;
    readonly severity: string;
    readonly place: unknown;
    readonly message: string;
  }[];
  readonly problemCount: number;
}

const MOST_PROBLEMS = 200;

/** Reads a file as strictly as it would be read when stored; test files are fine here, as nothing is kept. */
export async function checkX12(bytes: AsyncIterable<Uint8Array>): Promise<CheckedFile> {
  const documents: Record<string, number> = {};
  const problems: CheckedFile['problems'][number][] = [];
  let problemCount = 0;
  let refused = 0;
  for await (const items of readX12(bytes, { limits: { segments: MOST_SEGMENTS }, allow: { allowTestUsage: true } })) {
    for (const item of items) {
      if (item.kind === 'set') documents[item.st01] = (documents[item.st01] ?? 0) + 1;
      if (item.kind !== 'problem') continue;
      problemCount += 1;
      if (item.problem.severity === 'refused') refused += 1;
      if (problems.length < MOST_PROBLEMS) {
        problems.push({
          code: item.problem.code,
          severity: item.problem.severity,
          place: item.problem.at,
          message: problemText(item.problem),
        });
      }
    }
  }
  return { usable: refused === 0 && Object.keys(documents).length > 0, documents, problems, problemCount };
}
