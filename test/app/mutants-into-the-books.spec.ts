import { importAcknowledgements } from '../../src/app/batches/import-acknowledgements.js';
import { importEligibility } from '../../src/app/eligibility/import-eligibility.js';
import { importClaims } from '../../src/app/files/import-claims.js';
import { recognizeFile } from '../../src/app/files/recognize-file.js';
import { storeInboundFile } from '../../src/app/files/store-inbound-file.js';
import { invariantsOf } from '../../src/app/invariants/invariants.queries.js';
import { importRemittances } from '../../src/app/remittances/import-remittances.js';
import { postRemittance } from '../../src/app/remittances/post-remittance.js';
import { importClaimStatus } from '../../src/app/status/import-claim-status.js';
import { generate835 } from '../../src/edi/x12/835/generate-835.js';
import type { RemittanceItem } from '../../src/edi/x12/835/remittance.js';
import { remittance835Segments } from '../../src/edi/x12/835/write-remittance.js';
import { segmentText } from '../../src/edi/x12/write.js';
import type { X12Item } from '../../src/edi/x12/read.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { aFile, aSet, latin1, readAll } from '../edi/an-interchange.js';
import { mutantOf } from '../edi/fuzz/mutant.js';
import { originals } from '../edi/fuzz/originals.js';
import { leastProcessorTime } from '../support/bounds.js';
import {
  cas,
  decision,
  foundPractice,
  openOne,
  takenBack,
  type OpenedClaim,
  type Practice,
  nameTraceId,
} from './a-practice.js';

/**
 * One in fifty of the mutants that the codec reads (reliability.md M1). RECLAIM_FIRST_SEED and RECLAIM_MUTANTS choose a
 * slice of the seeds; RECLAIM_MUTANT_SEED=N replays the mutant of one failure.
 */
const REPLAYED = process.env['RECLAIM_MUTANT_SEED'];
const COUNTED = Number(process.env['RECLAIM_MUTANTS'] ?? (process.env['RECLAIM_TEST_DEEP'] === '1' ? 2_000 : 200));
const MUTANTS = REPLAYED === undefined ? COUNTED : 1;
const FIRST_SEED = Number(REPLAYED ?? process.env['RECLAIM_FIRST_SEED'] ?? 500_000);
/** Of processor time, for reading it: how soon a database answers is no fault of the mutant. */
const MOST_MILLISECONDS = 1_000;
const MOST_BYTES = 256 * 1024 * 1024;

let practice: Practice;
let known: OpenedClaim[];
beforeAll(async () => {
  practice = await foundPractice();
  await nameTraceId(practice, '1512345678');
  known = [];
  for (let at = 0; at < 6; at += 1) known.push(await openOne(practice));
}, 120_000);
afterAll(() => practice?.stop());

/** Rows that money and claims are made of; what a refused file must leave alone. */
const businessRows = (): Promise<string> =>
  practice.within(async (tx) => {
    const rows = await tx.db.$queryRaw<object[]>`
      SELECT (SELECT count(*)::int FROM claims) AS claims, (SELECT count(*)::int FROM claim_lines) AS lines,
             (SELECT count(*)::int FROM patients) AS patients, (SELECT count(*)::int FROM coverages) AS coverages,
             (SELECT count(*)::int FROM postings) AS postings, (SELECT count(*)::int FROM ledger_entries) AS entries,
             (SELECT count(*)::int FROM claim_adjustments) AS adjustments, (SELECT count(*)::int FROM denials) AS denials,
             (SELECT count(*)::int FROM story_events WHERE story_kind <> 'file') AS events,
             (SELECT count(*)::int FROM remittances WHERE state IN ('READY', 'POSTED')) AS payments`;
    return JSON.stringify(rows);
  });

/** A check about claims that are on the books: paid, denied, partly paid, taken back. */
function aCheck(seed: number): string {
  const [first, second, third] = [known[seed % 6], known[(seed + 1) % 6], known[(seed + 2) % 6]] as OpenedClaim[];
  const [paid, denied, partly] = [
    decision(first as OpenedClaim),
    decision(second as OpenedClaim, { adjustments: [cas('CO', '16', (second as OpenedClaim).chargeCents)] }),
    decision(third as OpenedClaim, { adjustments: [cas('CO', '45', 500), cas('PR', '3', 1_000)] }),
  ];
  const claims = seed % 3 === 0 ? [paid, takenBack(paid), denied, partly] : [paid, denied, partly];
  const sum = claims.reduce((total, { paidCents }) => total + paidCents, 0);
  const [sample] = readAll(Buffer.concat([...generate835(seed, { claims: 1 }).bytes()]), { allow: ALLOW_ALL }).filter(
    (item): item is Extract<X12Item, { kind: 'remittance' }> => item.kind === 'remittance',
  );
  const header = { ...sample, paymentCents: sum, trace: `M${seed}` } as RemittanceItem;
  const numbered = claims.map((claim, at) => ({ ...claim, ordinal: at + 1 }));
  const text = [...remittance835Segments([header, ...numbered])].map(segmentText).join('');
  return aFile('HP', '005010X221A1', aSet('835', '005010X221A1', text));
}

async function imported(text: string): Promise<boolean> {
  const { deps, org } = practice;
  const stored = await storeInboundFile(deps, {
    organizationId: org,
    actor: { id: 'test', role: 'poster' },
    source: 'upload',
    name: 'mutant',
    bytes: (async function* () {
      yield latin1(text);
    })(),
  });
  if (!stored.ok) return false;
  const file = { organizationId: org, fileId: stored.value.fileId };
  const { kind } = await recognizeFile(deps, file);
  if (kind === 'claims') await importClaims(deps, file);
  else if (kind === 'acknowledgements') await importAcknowledgements(deps, file);
  else if (kind === 'claimStatus') await importClaimStatus(deps, file);
  else if (kind === 'eligibility') await importEligibility(deps, file);
  else if (kind === 'remittances') {
    const { remittanceIds } = await importRemittances(deps, file);
    for (const remittanceId of remittanceIds) await postRemittance(deps, { organizationId: org, remittanceId });
    return remittanceIds.length > 0;
  }
  return false;
}

/** The set trailer counts again: the fault that is left is in the content. */
function counted(text: string): string {
  const segments = text.split('~');
  const from = segments.findIndex((segment) => /^\s*ST\*/.test(segment));
  const to = segments.findIndex((segment) => /^\s*SE\*/.test(segment));
  const found = segments.slice(from, to + 1).filter((segment) => segment.trim() !== '').length;
  return text.replace(/(~\s*SE\*)\d+\*/, `$1${found}*`);
}

/** Every set of the file is refused, or what stands around it. */
function isRefused(text: string): boolean {
  const items = readAll(latin1(text), { allow: { allowTestUsage: true } });
  const sets = items.filter((item) => item.kind === 'setEnd');
  return sets.length > 0 && sets.every(({ verdict }) => verdict === 'refused');
}

describe('Mutants that reach the books', () => {
  it(
    `break nothing: a refused file changes no row, an accepted one leaves the books in balance (${MUTANTS} mutants)`,
    async () => {
      const foreign = originals().filter((text) => text.startsWith('ISA'));
      let [posted, refused] = [0, 0];
      for (let seed = FIRST_SEED; seed < FIRST_SEED + MUTANTS; seed += 1) {
        const mutant = mutantOf(seed, seed % 2 === 0 ? [aCheck(seed)] : foreign).text;
        const text = seed % 4 === 0 ? counted(mutant) : mutant;
        try {
          const before = await businessRows();
          const held = process.memoryUsage().heapUsed;
          if (await imported(text)) posted += 1;
          expect(process.memoryUsage().heapUsed - held).toBeLessThan(MOST_BYTES);
          const read = (): void => void readAll(latin1(text), { allow: ALLOW_ALL });
          expect(leastProcessorTime(MOST_MILLISECONDS, read)).toBeLessThan(MOST_MILLISECONDS);
          if (isRefused(text)) {
            refused += 1;
            expect(await businessRows()).toBe(before);
          }
          expect(await practice.within(invariantsOf)).toMatchObject({
            ledgerSumCents: 0,
            unbalancedRemittancesPosted: 0,
            balancesOffTheLedger: 0,
          });
        } catch (error) {
          throw new Error(`Mutant ${seed} (RECLAIM_MUTANT_SEED=${seed})\n${text.slice(0, 1_500)}`, { cause: error });
        }
      }
      if (REPLAYED !== undefined) return;
      expect(posted).toBeGreaterThan(MUTANTS / 100);
      expect(refused).toBeGreaterThan(MUTANTS / 20);
    },
    30 * 60_000,
  );

  it('a check about claims on the books posts when nothing changed it', async () => {
    expect(await imported(aCheck(FIRST_SEED + MUTANTS))).toBe(true);
  });
});
