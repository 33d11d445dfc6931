import { uploadFile } from '../../src/api-client/client.js';
import { foundPractice } from '../../src/simulator/practice-organization.js';
import { saveWorld } from '../../src/simulator/world.js';
import { join } from 'node:path';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { claims837Segments } from '../../src/edi/x12/837p/write-837.js';
import type { Generated837 } from '../../src/edi/x12/837p/generate-837.js';
import { writeInterchange } from '../../src/edi/x12/write.js';
import type { Canary } from '../support/phi-scanner.js';
import type { Practice } from './practice.js';

const LETTERS = 'ABCDEFGHIJKL';

/** A person no other text mentions: every field is a token that must not be seen outside sealed places. */
const personOf = (at: number) => {
  const mark = LETTERS[at] ?? 'Z';
  return {
    lastName: `ZQVARKO${mark}LT`,
    firstName: `WYXEMI${mark}N`,
    middleName: `JQUVE${mark}R`,
    birthDate: plainDate(`19${41 + at}-0${(at % 8) + 1}-2${at % 9}`),
    memberId: `KZ${mark}7741${mark}093${mark}`,
    street: `${8_101 + at} XYLQUORT ${mark} LANE`,
    city: `VOXQUENB${mark}URG`,
    claimNumber: `PJQX${mark}5508`,
    phone: `614555019${at % 10}${at}`,
  };
};

type Person = ReturnType<typeof personOf>;

const seededAs = (claim: Claim837, person: Person): Claim837 => ({
  ...claim,
  claimNumber: person.claimNumber,
  subscriber: {
    ...claim.subscriber,
    name: person.lastName,
    firstName: person.firstName,
    middleName: person.middleName,
    memberId: person.memberId,
    birthDate: person.birthDate,
    address: { line1: person.street, city: person.city, state: 'OH', zip: '430040001' },
    contacts: [{ role: 'IC', channels: [{ qualifier: 'EM', value: mailOf(claim) }] }],
  },
});

const mailOf = (claim: Claim837): string => claim.subscriber.contacts[0]?.channels[0]?.value ?? '';

const canariesOf = (person: Person): Canary[] =>
  Object.entries(person)
    .filter(([field]) => field !== 'phone')
    .map(([field, token]) => ({ field, token, ...(field === 'birthDate' && { kind: 'date' as const }) }));

export interface SeededClaims {
  readonly canaries: readonly Canary[];
  readonly file: Uint8Array;
  readonly persons: readonly Person[];
  /** Scenario of each claim, by the provider's claim number. */
  readonly fates: Readonly<Record<string, string>>;
}

/** Founds the practice, tells the practice world what becomes of the seeded claims, and uploads their 837. */
export async function seedClaims(practice: Practice, choice: { seed: number; claims: number }): Promise<SeededClaims> {
  const { organizationId, config, api } = practice;
  const { world, generated } = await foundPractice(api, { organizationId, dataDir: config.dataDir, ...choice });
  const persons = generated.claims.map((_, at) => personOf(at));
  const claims = generated.claims.map((claim, at) => seededAs(claim, persons[at] as Person));
  const fateOf = (at: number): { scenario: string } =>
    world.fates[generated.claims[at]?.subscriber.memberId ?? ''] ?? { scenario: 'cleanAndPaid' };
  await saveWorld(join(config.dataDir, 'practice', 'worlds', `${organizationId}.json`), {
    ...world,
    fates: Object.fromEntries(persons.map((person, at) => [person.memberId, fateOf(at)])),
    people: Object.fromEntries(
      claims.map((claim) => [
        mailOf(claim),
        { lastName: claim.subscriber.name, firstName: claim.subscriber.firstName ?? '' },
      ]),
    ),
  });
  const file = fileOf(claims, generated);
  await uploadFile(api.as('admin'), { bytes: file, name: 'own.837', key: 'own-837' });
  return {
    file,
    persons,
    canaries: persons.flatMap(canariesOf),
    fates: Object.fromEntries(persons.map((person, at) => [person.claimNumber, fateOf(at).scenario])),
  };
}

function fileOf(claims: readonly Claim837[], { submitter, receiver }: Generated837): Uint8Array {
  const date = plainDate('2026-01-05');
  const written = claims837Segments({
    bht: { reference: 'OWN1', date, time: '0700', use: 'CH' },
    submitter,
    receiver,
    claims,
  });
  if (!written.ok) throw new Error(`The seeded claims cannot be written: ${JSON.stringify(written.problem)}`);
  return Buffer.concat([
    ...writeInterchange({
      senderQualifier: 'ZZ',
      senderId: 'RFP001',
      receiverQualifier: 'ZZ',
      receiverId: 'RECLAIM',
      date,
      time: '0700',
      control: '000000077',
      usage: 'T',
      ackRequested: false,
      groups: [
        {
          functionalId: 'HC',
          sender: 'RFP001',
          receiver: 'RECLAIM',
          date,
          time: '0700',
          control: '77',
          guide: '005010X222A1',
          sets: [{ st01: '837', guide: '005010X222A1', control: '0001', segments: written.value.segments }],
        },
      ],
    }),
  ]);
}
