import fc from 'fast-check';
import { plainDate } from '../../../domain/dates/plain-date.js';
import { ALLOW_ALL } from '../options.js';
import { X12Read, type X12Item } from '../read.js';
import { writeInterchange } from '../write.js';
import { generate837 } from './generate-837.js';
import { claims837Segments } from './write-837.js';

const march = plainDate('2026-03-02');

function fileOf(seed: number): Uint8Array {
  const { claims, submitter, receiver } = generate837({
    seed,
    claims: 5,
    firstServiceDate: march,
    secondaryPercent: 50,
  });
  const stamp = { date: march, time: '1200' };
  const written = claims837Segments({ bht: { reference: 'M1', ...stamp, use: 'CH' }, submitter, receiver, claims });
  if (!written.ok) throw new Error('faults');
  const guide = '005010X222A1';
  const sets = [{ st01: '837', guide, control: '0001', segments: written.value.segments }];
  const group = { functionalId: 'HC', sender: 'A1', receiver: 'B1', ...stamp, control: '1', guide, sets };
  const address = { senderQualifier: 'ZZ', senderId: 'A1', receiverQualifier: 'ZZ', receiverId: 'B1' };
  const envelope = {
    ...address,
    ...stamp,
    control: '000000001',
    usage: 'P',
    ackRequested: false,
    groups: [group],
  } as const;
  return Uint8Array.from([...writeInterchange(envelope)].flatMap((chunk) => [...chunk]));
}

function read(bytes: Uint8Array, chunk: number): X12Item[] {
  const reader = new X12Read({ allow: ALLOW_ALL });
  const items: X12Item[] = [];
  for (let at = 0; at < bytes.length; at += chunk) items.push(...reader.feed(bytes.subarray(at, at + chunk)));
  return [...items, ...reader.finish()];
}

const file = fileOf(77);
const edit = fc.record({
  at: fc.integer({ min: 106, max: file.length - 1 }),
  drop: fc.integer({ min: 0, max: 40 }),
  put: fc.stringMatching(/^[*:^~A-Z0-9.\-]{0,8}$/),
});

describe('a damaged 837 file', () => {
  it('is read without a crash, the same at every chunk size, and every claim it yields is plain JSON', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 500 }), (edits, chunk) => {
        let bytes: Uint8Array = file;
        for (const { at, drop, put } of edits) {
          const from = Math.min(at, bytes.length);
          bytes = Uint8Array.from([
            ...bytes.subarray(0, from),
            ...new TextEncoder().encode(put),
            ...bytes.subarray(from + drop),
          ]);
        }
        const items = read(bytes, chunk);
        expect(items).toEqual(read(bytes, bytes.length));
        expect(JSON.parse(JSON.stringify(items))).toEqual(items);
      }),
      { numRuns: 60 },
    );
  });
});
