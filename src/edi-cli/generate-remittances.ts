import { claimsForBytes, generate835 } from '../edi/x12/835/generate-835.js';
import type { RemittanceFeature } from '../edi/x12/835/generate-835-features.js';
import type { GenerateKind, GenerateRequest, Generation } from './generate-request.js';

const FEATURES: Readonly<Record<RemittanceFeature, true>> = {
  ...{ denial: true, partialDenial: true, zeroPay: true, secondary: true, tertiary: true, forwarded: true },
  ...{ notOurs: true, predetermination: true, replacement: true, void: true, claimLevel: true, inpatient: true },
  ...{ remarks: true, interest: true, downcoded: true, reversal: true, laterReversal: true, orphanReversal: true },
  ...{ plb: true, allPlb: true, plbOnly: true, nonPayment: true, capitation: true, debit: true },
  ...{ unbalancedLine: true, unbalancedClaim: true, unbalancedPayment: true },
};

const isFeature = (name: string): name is RemittanceFeature => Object.hasOwn(FEATURES, name);

function remittances({ seed, bytes, count, sets, features, date }: GenerateRequest): Generation {
  const claims = bytes === undefined ? count : Math.max(1, Math.round(claimsForBytes(bytes) / sets));
  const wanted = features.filter(isFeature);
  const file = generate835(seed, { remittances: sets, claims, features: wanted, date });
  return { bytes: file.bytes(), truth: () => file.truth };
}

export const remittanceFiles: GenerateKind = { features: Object.keys(FEATURES), generate: remittances };
