import type { Tx } from '../../db/in-transaction.js';
import type { ApprovalRules } from '../../domain/payer-rules/claim-rules.js';
import { approvalRulesFor } from '../../domain/payer-rules/rules-for.js';
import { activeRules } from '../payer-rules/own-rules.js';

/** Who approves money today at this organization (rulebook §10). */
export const approvalRules = async (tx: Tx): Promise<ApprovalRules> =>
  approvalRulesFor(tx.at.date, await activeRules(tx));
