import type { Denial, Payer } from '../../db/generated/client.js';
import type { Tx } from '../../db/in-transaction.js';
import { appealLevelsFor } from '../../domain/appeals/appeal-levels.js';
import type { DenialCategory } from '../../domain/denials/classification.js';
import type { AppealLevelRule } from '../../domain/payer-rules/claim-rules.js';
import { appealProgramFor } from '../../domain/payer-rules/rules-for.js';
import { judgedPayer, libraryFor } from '../payer-rules/own-rules.js';

/** The ladder a denial is appealed on today, by the payer's class, the contract and the remarks of the remittance. */
export async function levelsOfDenial(
  tx: Tx,
  payer: Payer,
  { rarcs, category }: Pick<Denial, 'rarcs' | 'category'>,
): Promise<readonly AppealLevelRule[]> {
  const judged = await judgedPayer(tx, payer);
  const on = tx.at.date;
  return appealLevelsFor(
    appealProgramFor(judged, { rarcs, category: category as DenialCategory, on }, libraryFor(judged)),
    payer.ruleKey,
    on,
  );
}
