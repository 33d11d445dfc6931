import { randomUUID } from 'node:crypto';
import { inHex, insertRows } from '../../db/insert-rows.js';
import type { Tx } from '../../db/in-transaction.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { ClaimPerson, ClaimSubscriber } from '../../edi/x12/837p/claim-parties.js';
import { normalizedMemberId, normalizedName } from '../../security/normalized-person.js';
import { isPlainAddress } from '../../adapters/smtp.js';
import { nextControlNumber } from '../batches/control-numbers.js';
import type { Deps } from '../deps.js';

/** Who was treated and who owes the patient share, as ids. */
export interface PatientParty {
  readonly patientId: string;
  readonly accountId: string;
}

/** What we hold of a person, sealed in `patients.identity` and `accounts.guarantor`. */
export interface PersonIdentity {
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate?: string;
  readonly sex?: string;
  readonly email?: string;
  readonly address?: ClaimPerson['address'];
}

/** An address that could name two mailboxes or break a header is not kept (reliability §6.9): the notice then asks for the right one. */
function identityOf(person: ClaimPerson): PersonIdentity {
  const mail = person.contacts
    .flatMap((contact) => contact.channels)
    .find((channel) => channel.qualifier === 'EM')
    ?.value.trim();
  return {
    lastName: person.name,
    firstName: person.firstName ?? '',
    ...(person.birthDate && { birthDate: person.birthDate }),
    ...(person.sex && { sex: person.sex }),
    ...(person.address && { address: person.address }),
    ...(mail && isPlainAddress(mail) && { email: mail }),
  };
}

/** Finds the patient by name and birth date (blind index) or adds patient and guarantor account; the subscriber is the guarantor. */
export async function findOrAddPatient(deps: Deps, tx: Tx, claim: Claim837): Promise<PatientParty> {
  const person = identityOf(claim.patient ?? claim.subscriber);
  const personKey = `${normalizedName(person.lastName, person.firstName)}|${person.birthDate ?? ''}`;
  const personIndex = deps.keys.blindIndex(tx.organizationId, 'patients.person', personKey);
  const [known] = await tx.db.$queryRaw<PatientParty[]>`
    SELECT id AS "patientId", account_id AS "accountId" FROM patients
     WHERE organization_id = ${tx.organizationId}::uuid AND person_index = ${personIndex}`;
  if (known) return known;
  const accountId = await addAccount(deps, tx, identityOf(claim.subscriber));
  const patientId = randomUUID();
  await insertRows(tx, 'patients', [
    {
      id: patientId,
      organization_id: tx.organizationId,
      account_id: accountId,
      person_index: inHex(personIndex),
      created_on: tx.at.date,
      identity: seal(deps, tx, { table: 'patients', column: 'identity', rowId: patientId }, person),
      name_index: nameIndex(deps, tx, person),
    },
  ]);
  return { patientId, accountId };
}

async function addAccount(deps: Deps, tx: Tx, guarantor: PersonIdentity): Promise<string> {
  const id = randomUUID();
  const number = await nextControlNumber(tx, 'account');
  const mail = guarantor.email?.trim().toLowerCase();
  await insertRows(tx, 'accounts', [
    {
      id,
      organization_id: tx.organizationId,
      account_number: `A${number.toString().padStart(8, '0')}`,
      guarantor: seal(deps, tx, { table: 'accounts', column: 'guarantor', rowId: id }, guarantor),
      name_index: nameIndex(deps, tx, guarantor),
      email_index: mail ? inHex(deps.keys.blindIndex(tx.organizationId, 'email', mail)) : null,
      created_on: tx.at.date,
    },
  ]);
  return id;
}

const nameIndex = (deps: Deps, tx: Tx, { lastName, firstName }: PersonIdentity): string =>
  inHex(deps.keys.blindIndex(tx.organizationId, 'name', normalizedName(lastName, firstName)));

interface CoverageInput {
  readonly patientId: string;
  readonly payerId: string;
  /** The insured as the 837 names them for this payer. */
  readonly subscriber: ClaimSubscriber;
}

export interface FoundCoverage {
  readonly coverageId: string;
  /** It was not on file before. */
  readonly added: boolean;
}

const RANKS: Readonly<Record<string, number>> = { P: 1, S: 2, T: 3, A: 4, B: 5, C: 6, D: 7, E: 8, F: 9, G: 10, H: 11 };
const holderPlace = (org: string, rowId: string) => ({ org, table: 'coverages', column: 'holder', rowId });

/** Finds the policy by payer and member id (blind index) or adds it; what an older import did not know is filled in. */
export async function findOrAddCoverage(deps: Deps, tx: Tx, input: CoverageInput): Promise<FoundCoverage> {
  const { subscriber } = input;
  const member = subscriber.memberId ?? '';
  const org = tx.organizationId;
  const memberIndex = deps.keys.blindIndex(org, 'coverages.member', normalizedMemberId(member));
  const [known] = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM coverages WHERE organization_id = ${org}::uuid AND patient_id = ${input.patientId}::uuid
       AND payer_id = ${input.payerId}::uuid AND member_index = ${memberIndex} LIMIT 1`;
  if (known) return { coverageId: known.id, added: false };
  const id = randomUUID();
  await insertRows(tx, 'coverages', [
    {
      id,
      organization_id: org,
      patient_id: input.patientId,
      payer_id: input.payerId,
      member_index: inHex(memberIndex),
      rank: RANKS[subscriber.payerResponsibility] ?? 1,
      group_number: subscriber.groupNumber ?? null,
      msp_type: subscriber.mspType ?? null,
      holder: inHex(deps.keys.sealJson(holderPlace(org, id), subscriber)),
      member_id: inHex(deps.keys.sealText({ org, table: 'coverages', column: 'member_id', rowId: id }, member)),
    },
  ]);
  return { coverageId: id, added: true };
}

/** The insured of a policy as a claim to its payer must name them; undefined for a policy that never came with one. */
export const holderOf = (
  deps: Pick<Deps, 'keys'>,
  coverage: { readonly organizationId: string; readonly id: string; readonly holder: Uint8Array | null },
): ClaimSubscriber | undefined =>
  coverage.holder
    ? deps.keys.openJson<ClaimSubscriber>(holderPlace(coverage.organizationId, coverage.id), coverage.holder)
    : undefined;

interface SealPlace {
  readonly table: string;
  readonly column: string;
  readonly rowId: string;
}

const seal = (deps: Deps, tx: Tx, at: SealPlace, value: object): string =>
  inHex(deps.keys.sealText({ org: tx.organizationId, ...at }, JSON.stringify(value)));
