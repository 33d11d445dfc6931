import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { armCrashPoints, crashPoint, crashPoints, type CrashPoint } from './crash-points.js';

const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.includes('generated'))
  .map((file) => readFileSync(join('src', file), 'utf8'))
  .join('\n');

describe('crash points', () => {
  it('do nothing unless a setting arms them', () => {
    armCrashPoints({ mode: 'test' });
    for (const name of Object.keys(crashPoints) as CrashPoint[]) crashPoint(name);
  });

  it('are refused in production, even by a process that read its settings elsewhere', () => {
    expect(() => armCrashPoints({ mode: 'production', crashAt: 'mailAccepted' })).toThrow('for tests');
  });

  it('are refused when the name is none of them', () => {
    expect(() => armCrashPoints({ mode: 'test', crashAt: 'somewhere' })).toThrow('no crash point "somewhere"');
  });

  it('are at least twenty, and each stands in the code', () => {
    const placed = new Set(
      [...sources.matchAll(/crashPoint\(([^)]*)\)/g)].flatMap(([, args]) => args?.match(/\w+/g) ?? []),
    );
    expect(Object.keys(crashPoints).filter((name) => !placed.has(name))).toEqual([]);
    expect(Object.keys(crashPoints).length).toBeGreaterThanOrEqual(20);
  });
});
