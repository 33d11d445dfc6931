import type { Claim837, OtherPayer } from '../edi/x12/837p/claim-837.js';
import type { PracticePayer } from '../edi/x12/837p/practice-catalog.js';

/** The plan that some of the practice's patients have beside, or instead of, the one their claim names first. */
export const SECOND_PAYER: PracticePayer = {
  name: 'SUMMIT BENEFIT PLANS',
  id: 'SBP07',
  filingIndicator: 'CI',
  memberId: '@########',
  weight: 0,
};

const DIGITS = 8;

/** The member's number at the second payer: made from the first one, so that both sides know it without being told. */
export const secondMemberId = ({ subscriber }: Pick<Claim837, 'subscriber'>): string =>
  `S${(subscriber.memberId ?? '').slice(-DIGITS).padStart(DIGITS, '0')}`;

export const isSecondPayer = ({ payer }: Pick<Claim837, 'payer'>): boolean => payer.id === SECOND_PAYER.id;

/** The claim as the practice's system sends it when the card of a second plan is on file (loops 2320, 2330A, 2330B). */
export const withSecondPolicy = (claim: Claim837): Claim837 => ({
  ...claim,
  otherPayers: [...claim.otherPayers, secondPolicyOf(claim)],
});

function secondPolicyOf(claim: Claim837): OtherPayer {
  const { subscriber } = claim;
  return {
    sequence: 'S',
    relationship: '18',
    filingIndicator: SECOND_PAYER.filingIndicator,
    adjustments: [],
    amounts: [],
    benefitsAssigned: 'Y',
    release: 'Y',
    subscriber: {
      entity: 'person',
      name: subscriber.name,
      ...(subscriber.firstName && { firstName: subscriber.firstName }),
      memberId: secondMemberId(claim),
      contacts: [],
      refs: [],
    },
    payer: {
      entity: 'organization',
      name: SECOND_PAYER.name,
      id: SECOND_PAYER.id,
      idQualifier: 'PI',
      contacts: [],
      refs: [],
    },
    providers: [],
    unmodelled: [],
  };
}
