import { lockClaim, saveClaimRow } from '../../src/app/claims/claim-row.js';
import { claimRow, foundPractice, openOne, type Practice } from './a-practice.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
}, 120_000);
afterAll(() => practice?.stop());

describe("a claim's row in a turn", () => {
  it('is read whole, as every other reader sees it', async () => {
    const { id } = await openOne(practice);
    const everyColumn = await claimRow(practice, id);
    expect(await practice.within((tx) => lockClaim(tx, id))).toEqual(everyColumn);
  });

  it('written back unchanged is the same row, one turn later', async () => {
    const { id } = await openOne(practice);
    const before = await claimRow(practice, id);
    await practice.within(async (tx) => saveClaimRow(tx, await lockClaim(tx, id)));
    expect(await claimRow(practice, id)).toEqual({ ...before, version: before.version + 1 });
  });
});
