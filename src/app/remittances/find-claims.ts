import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { Prisma } from '../../db/generated/client.js';
import type { ClaimOnBooks } from '../../domain/remittances/claim-plan.js';
import { matchClaim, type ClaimCandidate, type ClaimMatch } from '../../domain/remittances/match-claims.js';
import { normalizedName } from '../../security/normalized-person.js';
import type { Deps } from '../deps.js';
import { insuranceOf } from '../next-payer/coverages-on-file.js';
import { booksOf, claimOfBooks, type ClaimOfBooks } from './claims-on-books.js';
import type { StagedClaim } from './staged-claims.js';

export interface ClaimsToMatch {
  readonly payerId: string;
  readonly claims: readonly StagedClaim[];
  /** Nothing is going to be written on what is found, so nothing is locked. */
  readonly onlyReads?: boolean;
}

/** Why a CLP found no claim by itself. */
export type Unplaced =
  | { readonly kind: 'unknownClaim' | 'ambiguousClaim' }
  /** The claim whose payer must decide before this one: a secondary came first. */
  | { readonly kind: 'secondaryBeforePrimary'; readonly waitsForClaimId: string };

export interface ClaimsFound {
  readonly books: ReadonlyMap<number, ClaimOnBooks>;
  readonly matchedBy: ReadonlyMap<number, string>;
  readonly unplaced: ReadonlyMap<number, Unplaced>;
}

interface Candidate {
  readonly claim: ClaimOfBooks;
  readonly candidate: ClaimCandidate;
}

/**
 * Finds our claim of every CLP (CLP01 → CLP07 → patient + date + charge) and reads what the books say about it; locks the
 * claims unless asked not to. The weaker keys are asked only for the CLPs our own number does not find: nearly all are found by it.
 */
export async function findClaims(deps: Deps, tx: Tx, input: ClaimsToMatch): Promise<ClaimsFound> {
  const found = new Map<number, ClaimOfBooks>();
  const matchedBy = new Map<number, string>();
  const unplaced = new Map<number, Unplaced>();
  const byNumber = await candidatesByNumber(tx, input.claims);
  const left: StagedClaim[] = [];
  for (const staged of input.claims) {
    const { match, claim } = matchAmong(staged, input.payerId, byNumber.get(staged.document.claimNumber) ?? []);
    if (claim) note(staged, match.by, claim);
    else if (match.by === 'none') left.push(staged);
    else unplaced.set(staged.document.ordinal, { kind: 'ambiguousClaim' });
  }
  for (const [staged, weaker] of await candidatesByWeakerKeys(deps, tx, left)) {
    const numbered = byNumber.get(staged.document.claimNumber) ?? [];
    const { match, claim } = matchAmong(staged, input.payerId, weaker);
    const { ordinal } = staged.document;
    if (claim) note(staged, match.by, claim);
    else if (match.by === 'ambiguous') unplaced.set(ordinal, { kind: 'ambiguousClaim' });
    else unplaced.set(ordinal, await whyUnknown(tx, input, staged, [...numbered, ...weaker]));
  }
  if (!input.onlyReads) await lockClaims(tx, [...found.values()]);
  const books = await booksOf(deps, tx, [...found.values()]);
  return { books: booksByOrdinal(found, books), matchedBy, unplaced };

  function note({ document }: StagedClaim, by: string, claim: ClaimOfBooks): void {
    found.set(document.ordinal, claim);
    matchedBy.set(document.ordinal, by);
  }
}

function booksByOrdinal(
  found: ReadonlyMap<number, ClaimOfBooks>,
  books: ReadonlyMap<string, ClaimOnBooks>,
): Map<number, ClaimOnBooks> {
  const byOrdinal = new Map<number, ClaimOnBooks>();
  for (const [ordinal, { id }] of found) {
    const book = books.get(id);
    if (book) byOrdinal.set(ordinal, book);
  }
  return byOrdinal;
}

function matchAmong(
  { document }: StagedClaim,
  payerId: string,
  candidates: readonly Candidate[],
): { match: ClaimMatch; claim?: ClaimOfBooks } {
  const match = matchClaim(
    document,
    payerId,
    candidates.map(({ candidate }) => candidate),
  );
  const found = 'claimId' in match ? candidates.find(({ claim }) => claim.id === match.claimId) : undefined;
  return { match, ...(found && { claim: found.claim }) };
}

/** In one order whatever the file's: two remittances about the same claims wait, they do not block each other. */
async function lockClaims(tx: Tx, claims: readonly ClaimOfBooks[]): Promise<void> {
  const ids = [...new Set(claims.map(({ id }) => id))];
  await tx.db
    .$queryRaw`SELECT id FROM claims WHERE organization_id = ${tx.organizationId}::uuid AND id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`;
}

/** A payer that comes after the one our claim is with, and that speaks first, is waited for, not unknown. */
async function whyUnknown(
  tx: Tx,
  { payerId }: ClaimsToMatch,
  { document }: StagedClaim,
  candidates: readonly Candidate[],
): Promise<Unplaced> {
  const own = candidates.find(({ claim }) => claim.claimNumber === document.claimNumber)?.claim;
  const next = own && (await insuranceOf(tx, own)).next;
  return own && next?.payerId === payerId
    ? { kind: 'secondaryBeforePrimary', waitsForClaimId: own.id }
    : { kind: 'unknownClaim' };
}

/** Claims of ours with the number of a CLP, and claims to the payers behind them, by that number. */
async function candidatesByNumber(tx: Tx, claims: readonly StagedClaim[]): Promise<Map<string, Candidate[]>> {
  const asked = new Set(claims.map(({ document }) => document.claimNumber));
  const numbers = [...asked];
  const behind = await claimsBehind(tx, numbers);
  const rows = await claimsWhere(tx, {
    OR: [{ claimNumber: { in: numbers } }, ...(behind.length > 0 ? [{ id: { in: behind.map(({ id }) => id) } }] : [])],
  });
  const byNumber = new Map<string, Candidate[]>();
  const add = (number: string, claim: ClaimOfBooks, parentClaimNumber?: string): void => {
    const candidate = candidateOf(claim, { samePatient: false, ...(parentClaimNumber && { parentClaimNumber }) });
    byNumber.set(number, [...(byNumber.get(number) ?? []), { claim, candidate }]);
  };
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const row of rows) if (asked.has(row.claimNumber)) add(row.claimNumber, row);
  for (const { id, root } of behind) {
    const claim = byId.get(id);
    if (claim) add(root, claim, root);
  }
  return byNumber;
}

/** By the payer's own number, or by patient, date and charge. */
async function candidatesByWeakerKeys(
  deps: Deps,
  tx: Tx,
  claims: readonly StagedClaim[],
): Promise<Map<StagedClaim, Candidate[]>> {
  if (claims.length === 0) return new Map();
  const patientsOf = await patientsByName(deps, tx, claims);
  const patientIds = [...new Set([...patientsOf.values()].flat())];
  const controlNumbers = claims.flatMap(({ document }) => document.payerControlNumber || []);
  const charges = claims.map(({ document }) => BigInt(Math.abs(document.chargeCents)));
  const rows = await claimsWhere(tx, {
    OR: [{ payerClaimNumber: { in: controlNumbers } }, { patientId: { in: patientIds }, chargeCents: { in: charges } }],
  });
  return new Map(
    claims.map((staged) => {
      const { payerControlNumber } = staged.document;
      const patients = patientsOf.get(staged) ?? [];
      const fits = (row: ClaimOfBooks): boolean =>
        patients.includes(row.patientId) || (!!payerControlNumber && row.payerClaimNumber === payerControlNumber);
      const candidates = rows.filter(fits).map((claim) => ({
        claim,
        candidate: candidateOf(claim, { samePatient: patients.includes(claim.patientId) }),
      }));
      return [staged, candidates];
    }),
  );
}

async function patientsByName(
  deps: Deps,
  tx: Tx,
  claims: readonly StagedClaim[],
): Promise<Map<StagedClaim, readonly string[]>> {
  const indexes = new Map<StagedClaim, string>();
  for (const staged of claims) {
    const { patient } = staged.document;
    if (!patient?.name) continue;
    const name = normalizedName(patient.name, patient.firstName ?? '');
    indexes.set(staged, deps.keys.blindIndex(tx.organizationId, 'name', name).toString('hex'));
  }
  const patients = await tx.db.patient.findMany({
    where: {
      organizationId: tx.organizationId,
      nameIndex: { in: [...new Set(indexes.values())].map((hex) => new Uint8Array(Buffer.from(hex, 'hex'))) },
    },
    select: { id: true, nameIndex: true },
  });
  const idsOf = new Map<string, string[]>();
  for (const { id, nameIndex } of patients) {
    const hex = Buffer.from(nameIndex ?? []).toString('hex');
    idsOf.set(hex, [...(idsOf.get(hex) ?? []), id]);
  }
  return new Map([...indexes].map(([staged, hex]) => [staged, idsOf.get(hex) ?? []]));
}

const claimsWhere = (tx: Tx, where: Prisma.ClaimWhereInput): Promise<ClaimOfBooks[]> =>
  tx.db.claim.findMany({ where: { ...where, organizationId: tx.organizationId }, select: claimOfBooks });

const candidateOf = (
  claim: ClaimOfBooks,
  more: Pick<ClaimCandidate, 'samePatient' | 'parentClaimNumber'>,
): ClaimCandidate => ({
  claimId: claim.id,
  payerId: claim.payerId,
  claimNumber: claim.claimNumber,
  serviceFrom: fromDateColumn(claim.serviceFrom),
  chargeCents: Number(claim.chargeCents),
  ...(claim.payerClaimNumber && { payerControlNumber: claim.payerClaimNumber }),
  ...more,
});

/** Claims to the payers after the ones with these numbers: a forwarded claim keeps the number it was first sent under. */
const claimsBehind = (tx: Tx, numbers: readonly string[]): Promise<{ id: string; root: string }[]> =>
  tx.db.$queryRaw<{ id: string; root: string }[]>`
    WITH RECURSIVE behind AS (
      SELECT id, claim_number AS root FROM claims
       WHERE organization_id = ${tx.organizationId}::uuid AND claim_number = ANY(${numbers}::text[])
      UNION ALL
      SELECT c.id, b.root FROM claims c JOIN behind b ON c.parent_claim_id = b.id
       WHERE c.organization_id = ${tx.organizationId}::uuid
    ) SELECT c.id, b.root FROM behind b JOIN claims c ON c.organization_id = ${tx.organizationId}::uuid AND c.id = b.id
       WHERE c.claim_number <> b.root`;
