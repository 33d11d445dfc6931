import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Authorization, AuthorizationEnd, Reviewed } from '../../src/edi/x12/278/authorization.js';
import { ALLOW_ALL } from '../../src/edi/x12/options.js';
import { X12Read, type X12Item } from '../../src/edi/x12/read.js';

const fixtures = process.env['RECLAIM_X12_FIXTURES'];

interface Facts278 {
  readonly '278_hl': Record<string, number>;
  readonly um: readonly string[];
  readonly hcr: readonly string[];
  readonly aaa: readonly string[];
  readonly trn: number;
}

function rows(): [path: string, facts: Facts278][] {
  if (!fixtures) return [];
  const [, ...lines] = readFileSync(join(fixtures, 'FACTS.tsv'), 'utf8').trimEnd().split('\n');
  return lines
    .map((line) => line.split('\t'))
    .filter(([, kind]) => kind === '278')
    .map(([path = '', , facts = '']) => [path, JSON.parse(facts) as Facts278]);
}

function read(path: string): X12Item[] {
  const reader = new X12Read({ allow: ALLOW_ALL });
  return [...reader.feed(readFileSync(join(fixtures ?? '', path))), ...reader.finish()];
}

function seen(items: readonly X12Item[]): Facts278 {
  const reviews = items.filter((item): item is Authorization => item.kind === 'authorization');
  const ends = items.filter((item): item is AuthorizationEnd => item.kind === 'authorizationEnd');
  const reviewed = reviews.flatMap((review) =>
    review.events.flatMap((event): Reviewed[] => [event, ...event.services]),
  );
  const parties = reviews.flatMap(({ reviewer, requester, subscriber, dependent }) =>
    [reviewer, requester, subscriber, dependent].flatMap((party) => party ?? []),
  );
  const rejected = [...parties, ...reviewed.flatMap((one) => [one, ...one.providers])].flatMap((one) => one.rejections);
  return {
    '278_hl': ends[0]?.levels ?? {},
    um: reviewed.flatMap(({ request }) => (request ? [`${request.category}:${request.certificationType ?? ''}`] : [])),
    hcr: reviewed.flatMap(({ decision }) => (decision ? [`${decision.action}:${decision.number ?? ''}`] : [])),
    // The independent reader cuts AAA03 at no separator, ours keeps it whole too.
    aaa: rejected.map(({ valid, reason, followUp }) => `${valid}:${reason}:${followUp}`),
    trn: reviewed.reduce((sum, one) => sum + one.traces.length, 0),
  };
}

const suite = fixtures ? describe : describe.skip;

suite('278 files of other software agree with their independently counted facts', () => {
  it.each(rows())('%s', (path, facts) => {
    const { '278_hl': hl, um, hcr, aaa, trn } = facts;
    expect(seen(read(path))).toEqual({ '278_hl': hl, um, hcr, aaa, trn });
  });
});
