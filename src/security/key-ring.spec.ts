import { KeyRing, type ColumnPlace } from './key-ring.js';
import { newKeyFile, rotated } from './key-file.js';
import { normalizedName } from './normalized-person.js';
import { SealBroken } from './sealed-bytes.js';

const place: ColumnPlace = { org: 'org-1', table: 'patients', column: 'identity', rowId: 'p-1' };
const file = newKeyFile();
const ring = new KeyRing(file);

describe('sealed columns', () => {
  it('opens at its own place', () => expect(ring.openText(place, ring.sealText(place, 'Núñez 🏥'))).toBe('Núñez 🏥'));

  it('keeps JSON', () => {
    expect(ring.openJson<{ born: string }>(place, ring.sealJson(place, { born: '1950-02-03' }))).toEqual({
      born: '1950-02-03',
    });
  });

  it.each<[string, Partial<ColumnPlace>]>([
    ['another organization', { org: 'org-2' }],
    ['another table', { table: 'coverages' }],
    ['another column', { column: 'note' }],
    ['another patient', { rowId: 'p-2' }],
  ])('does not open when moved to %s', (_name, moved) => {
    expect(() => ring.openText({ ...place, ...moved }, ring.sealText(place, 'Smith'))).toThrow(SealBroken);
  });

  it('does not open when any byte is changed', () => {
    const sealed = ring.sealText(place, 'Smith');
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => ring.openText(place, changed)).toThrow(SealBroken);
    }
  });

  it('gives different bytes each time, the key version in front', () => {
    const [first, second] = [ring.sealText(place, 'Smith'), ring.sealText(place, 'Smith')];
    expect(first.equals(second)).toBe(false);
    expect([...first.subarray(0, 3)]).toEqual([1, 0, 1]);
  });
});

describe('key rotation', () => {
  const newer = new KeyRing(rotated(file));

  it('still opens what the old key sealed', () =>
    expect(newer.openText(place, ring.sealText(place, 'Smith'))).toBe('Smith'));

  it('seals with the new key', () => {
    expect(newer.sealText(place, 'Smith').readUInt16BE(1)).toBe(2);
    expect(() => ring.openText(place, newer.sealText(place, 'Smith'))).toThrow('key version 2 is withdrawn or unknown');
  });

  it('fails closed for the data of a withdrawn key, and only for that', () => {
    const withdrawn = new KeyRing({ ...rotated(file), blindIndex: 2, versions: rotated(file).versions.slice(1) });
    expect(() => withdrawn.openText(place, ring.sealText(place, 'Smith'))).toThrow(SealBroken);
    expect(withdrawn.openText(place, withdrawn.sealText(place, 'Smith'))).toBe('Smith');
  });

  it('leaves the blind index searchable', () => {
    expect(newer.blindIndex('org-1', 'name', 'SMITH|ANN')).toEqual(ring.blindIndex('org-1', 'name', 'SMITH|ANN'));
  });
});

describe('blind index', () => {
  it('finds a person however the name is written', () => {
    expect(normalizedName("O'Neil-Núñez", ' José ')).toBe(normalizedName('ONEIL NUNEZ', 'jose'));
  });

  it('tells organizations, fields and values apart', () => {
    const asked = [
      ['org-1', 'name', 'A'],
      ['org-2', 'name', 'A'],
      ['org-1', 'member', 'A'],
      ['org-1', 'name', 'B'],
    ] as const;
    expect(new Set(asked.map(([org, field, value]) => ring.blindIndex(org, field, value).toString('hex'))).size).toBe(
      4,
    );
  });
});

it('gives each organization, purpose and version its own key', () => {
  const ids = ['a/payload/1', 'a/column/1', 'b/payload/1', 'system/payload/1', 'a/file/1'];
  expect(new Set(ids.map((id) => ring.key(id)?.toString('hex'))).size).toBe(ids.length);
  expect(ring.key('a/payload/7')).toBeUndefined();
  expect(ring.key('a/payload/1/x')).toBeUndefined();
});
