import { groupAnswers, interchangeAnswers } from './generate-acknowledgements.js';
import { attachments } from './generate-attachments.js';
import { authorizationAnswers, authorizationRequests } from './generate-authorizations.js';
import { bankCredits, bankReports } from './generate-bank.js';
import { claimAcknowledgements } from './generate-claim-acknowledgements.js';
import { claimStatusAnswers, claimStatusInquiries, informationRequests } from './generate-claim-statuses.js';
import { institutionalClaims, professionalClaims } from './generate-claims.js';
import { eligibilityAnswers, eligibilityInquiries } from './generate-eligibility.js';
import { remittanceFiles } from './generate-remittances.js';
import type { GenerateKind } from './generate-request.js';

/** Every kind of file we write, by the name `generate` takes. */
export const GENERATE_KINDS: Readonly<Record<string, GenerateKind>> = {
  '835': remittanceFiles,
  '837P': professionalClaims,
  '837I': institutionalClaims,
  '270': eligibilityInquiries,
  '271': eligibilityAnswers,
  '276': claimStatusInquiries,
  '277': claimStatusAnswers,
  '277CA': claimAcknowledgements,
  '277-REQUEST': informationRequests,
  '278': authorizationRequests,
  '278-ANSWER': authorizationAnswers,
  '275': attachments,
  '999': groupAnswers,
  TA1: interchangeAnswers,
  BAI2: bankReports,
  ACH: bankCredits,
};

/** Bank files have no envelope and no separators to choose. */
export const BANK_KINDS: ReadonlySet<string> = new Set(['BAI2', 'ACH']);

/** Files whose content would break with other separators: a 275 counts its bytes. */
export const ONE_STYLE_KINDS: ReadonlySet<string> = new Set([...BANK_KINDS, '275']);
