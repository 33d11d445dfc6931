import pg from 'pg';
import { getDecision } from '../../src/app/decisions/decisions.queries.js';
import {
  cas,
  decision,
  denialsOf,
  foundPractice,
  dear,
  openOne,
  post,
  tellClaim,
  tellDenial,
  type Practice,
} from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

const auditor = { id: 'ava', role: 'auditor' };
const read = async (id: string) => {
  const found = await getDecision(practice.deps, auditor, practice.org, id, { mayReadPhi: true });
  if (!found.ok) throw new Error(found.problem.code);
  return found.value;
};
/** Every decision made so far, oldest first. */
const decisions = () =>
  practice.within((tx) =>
    tx.db.decision.findMany({ where: { organizationId: practice.org }, orderBy: { sequence: 'asc' } }),
  );

describe('a decision', () => {
  it('judged again with its sealed inputs comes out the same, for the claim and for its denial', async () => {
    const claim = await openOne(practice, dear);
    await tellClaim(practice, claim);
    await post(practice, {
      payerId: claim.payerId,
      claims: [decision(claim, { adjustments: [cas('CO', '50', 40_000)] })],
    });
    const [denial] = await denialsOf(practice, claim.id);
    await tellDenial(practice, denial?.id ?? '');
    await tellClaim(practice, claim);
    const made = await decisions();
    expect(new Set(made.map((row) => row.subjectType))).toEqual(new Set(['claim', 'appeal']));
    for (const row of made) {
      const { again, toState, because } = await read(row.id);
      expect(again).toEqual({ toState, because, same: true });
    }
  });

  it('says in one sentence when, what came, what changed, why and by which rule', async () => {
    const denied = (await decisions()).find((row) => row.subjectType === 'appeal');
    const { explanation } = await read(denied?.id ?? '');
    expect(explanation).toMatch(
      /^On 2026-01-05 \(denialBorn\) the appeal went from NEW to TRIAGED: .+; rules .+ v\d+.*\.$/,
    );
  });

  it('does not hide that a changed rule would decide otherwise today', async () => {
    const [first] = await decisions();
    const superuser = new pg.Client({ connectionString: practice.adminUrl });
    await superuser.connect();
    await superuser.query(`SET session_replication_role = replica`);
    await superuser.query(`UPDATE decisions SET to_state = 'DENIED' WHERE id = $1`, [first?.id]);
    await superuser.end();
    expect((await read(first?.id ?? '')).again).toMatchObject({ same: false });
  });
});
