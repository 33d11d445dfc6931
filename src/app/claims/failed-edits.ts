import type { Tx } from '../../db/in-transaction.js';
import { scrubClaim, type EditFailure } from '../../domain/claims/scrub-claim.js';
import type { ClaimNeed } from '../../domain/payer-rules/claim-needs.js';
import { requiredRule } from '../../domain/payer-rules/resolve-rule.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import { lookUpEdits } from '../edit-tables/look-up-edits.js';
import { libraryFor, type JudgedPayer } from '../payer-rules/own-rules.js';
import { guideFaults } from './guide-faults.js';
import { scrubbable } from './scrubbable-claim.js';

/** Every edit a claim fails before it is sent: of the product, the guide, the payer's rules on its date of service, the loaded tables. */
export async function failedEdits(
  tx: Tx,
  content: Claim837,
  payer: JudgedPayer,
  isRepeated = false,
): Promise<readonly EditFailure[]> {
  const claim = scrubbable(content);
  const question = { ...payer, key: 'claimNeeds', on: claim.serviceFrom } as const;
  const { needs } = requiredRule(libraryFor(payer), question).value;
  const whole = {
    ...claim,
    isRepeated,
    guideFaults: guideFaults(content),
    missing: needs.filter((need) => !has[need](content)),
  };
  return [...scrubClaim(whole, tx.at.date), ...(await lookUpEdits(tx, claim, payer.payerClass))];
}

const hasReference = ({ refs, lines }: Claim837, qualifier: string): boolean =>
  refs.some((ref) => ref.qualifier === qualifier && ref.value !== '') ||
  lines.some((line) => line.refs.some((ref) => ref.qualifier === qualifier && ref.value !== ''));

const hasProvider = ({ providers, lines }: Claim837, role: string): boolean =>
  providers.some((provider) => provider.role === role && provider.npi) ||
  lines.some((line) => line.providers.some((provider) => provider.role === role && provider.npi));

/** Where each of them stands in an 837 (TR3 005010X222A1 and X223A2). An institutional claim has an attending provider instead. */
const has: Readonly<Record<ClaimNeed, (claim: Claim837) => boolean>> = {
  authorization: (claim) => hasReference(claim, 'G1'),
  referral: (claim) => hasReference(claim, '9F'),
  referringProvider: (claim) => hasProvider(claim, 'DN') || hasProvider(claim, 'DK'),
  renderingProvider: (claim) => hasProvider(claim, claim.kind === 'I' ? '71' : '82'),
  taxonomy: ({ billingProvider }) => Boolean(billingProvider.taxonomy),
  clia: (claim) => hasReference(claim, 'X4'),
  groupNumber: ({ subscriber }) => Boolean(subscriber.groupNumber),
};
