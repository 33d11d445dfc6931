import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliveredLevels } from '../../src/domain/appeals/appeal-levels.js';
import { carcMap } from '../../src/domain/denials/carc-map.js';
import { denialMappings } from '../../src/domain/denials/classify-adjustment.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { libraryAsOf, libraryRelease, ruleLibrary } from '../../src/domain/payer-rules/rule-library.js';
import { requiredRule } from '../../src/domain/payer-rules/resolve-rule.js';
import { projectDir } from './source-files.js';

/** `rule id v1` → what it said when it was delivered. */
type Delivered = Readonly<Record<string, string>>;

const FILE = join(projectDir, 'test/house/delivered-rules.json');
const delivered = JSON.parse(readFileSync(FILE, 'utf8')) as Delivered;

/** Names in one order, so that only what is said counts. */
const said = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );

/** Every rule a decision may cite, without the words of its source. */
function rulesNow(): Delivered {
  const library = ruleLibrary.map(({ source: _source, ruleId, version, ...rest }) => [ruleId, version, rest] as const);
  const levels = deliveredLevels().map(
    ({ source: _source, ruleId, version, ...rest }) => [ruleId, version, rest] as const,
  );
  const codes = [...carcMap.values()].map(({ version, carc, ...row }) => [`carc.${carc}`, version, row] as const);
  const mappings = denialMappings.map(({ ruleId, version, ...rest }) => [ruleId, version, rest] as const);
  return Object.fromEntries(
    [...library, ...levels, ...codes, ...mappings].map(([id, version, rest]) => [`${id} v${version}`, said(rest)]),
  );
}

/** What was delivered and is not said any more, and what is new and not yet written down. */
function compared(now: Delivered, before: Delivered): { readonly changed: string[]; readonly added: string[] } {
  return {
    changed: Object.keys(before).filter((name) => now[name] !== before[name] && !isSuperseded(name, now)),
    added: Object.keys(now).filter((name) => before[name] === undefined),
  };
}

/** A code has one row: decisions keep what it said in their facts, so a higher version may take its place. */
function isSuperseded(name: string, now: Delivered): boolean {
  const [, carc, version] = /^carc\.(\S+) v(\d+)$/.exec(name) ?? [];
  return carc !== undefined && now[`carc.${carc} v${Number(version) + 1}`] !== undefined;
}

/** Rows that would change what a release decided: new ones of a key it knew, that do not name a later release. */
function unnumbered(added: readonly string[], before: Delivered): string[] {
  const releases = ruleLibrary.filter((row) => before[`${row.ruleId} v${row.version}`] !== undefined);
  const keys = new Set(releases.map((row) => row.key));
  const last = Math.max(...releases.map((row) => row.delivered ?? 1));
  return ruleLibrary
    .filter((row) => added.includes(`${row.ruleId} v${row.version}`) && keys.has(row.key))
    .filter((row) => (row.delivered ?? 1) <= last)
    .map((row) => `${row.ruleId} v${row.version}: name delivered ${last + 1}`);
}

describe('a delivered rule', () => {
  const now = rulesNow();

  it('never changes its value: another value is a row of the next version, and the old row stays', () => {
    const { changed, added } = compared(now, delivered);
    expect(changed).toEqual([]);
    expect(unnumbered(added, delivered)).toEqual([]);
    if (process.env['RECLAIM_RECORD_RULES'] !== undefined)
      writeFileSync(FILE, `${JSON.stringify({ ...delivered, ...now }, null, 2)}\n`);
    // New rows are written down by RECLAIM_RECORD_RULES=1 on this spec.
    else expect(added).toEqual([]);
  });

  it('that changes its value and keeps its version is found, and so is a row that was taken out', () => {
    const name = 'document-request.default v1';
    expect(compared({ ...now, [name]: said({ value: 31 }) }, delivered).changed).toEqual([name]);
    const { [name]: _gone, ...rest } = now;
    expect(compared(rest, delivered).changed).toEqual([name]);
    expect(compared({ ...now, 'carc.16 v1': '{}' }, delivered).changed).toEqual(['carc.16 v1']);
  });

  it('of a later release does not count where an earlier one decided', () => {
    expect(libraryAsOf(libraryRelease)).toBe(ruleLibrary);
    const question = { payerClass: 'commercial', on: plainDate('2026-01-05') } as const;
    const first = libraryAsOf(1);
    for (const key of new Set(ruleLibrary.map((row) => row.key)))
      expect([key, requiredRule(first, { ...question, key }).delivered ?? 1]).toEqual([key, 1]);
  });
});
