import { editCatalog, isEditName } from '../claims/edit-catalog.js';
import { carcMeaning } from '../denials/carc-meanings.js';
import type { Classification, DenialAction, DenialCategory } from '../denials/classification.js';
import { effectsOf } from '../denials/rarc-effects.js';
import { workItemRule, type WorkItemKind } from './catalog.js';

/** What a person who never saw this case needs to work it: four short lists, none of them with PHI. */
export interface Playbook {
  readonly means: string;
  /** In the order in which it is tried. */
  readonly steps: readonly string[];
  readonly quirks: readonly string[];
  readonly tried: readonly string[];
}

export interface PlaybookQuestion {
  readonly kind: WorkItemKind;
  /** Set for items about a denial. */
  readonly denial?: {
    readonly group: string;
    readonly carc: string;
    readonly rarcs: readonly string[];
    readonly classification: Classification;
  };
  /** Names of the edits that stopped a claim. */
  readonly edits?: readonly string[];
  /** The payer shows in a portal where the claim stands, by rule. */
  readonly portal?: boolean;
  readonly quirks: readonly string[];
  readonly tried: readonly string[];
}

/** What a first action means in practice (rulebook §4.1). */
export const actionWords: Readonly<Record<DenialAction, string>> = {
  RETRO:
    'Ask the payer for the authorization after the fact, with the clinical record; its number goes onto a corrected claim.',
  CC: 'Correct the named field and send a corrected claim; codes change only because the record supports them.',
  APP: 'Appeal: letter, remittance, claim and the records that answer the payer’s reason, inside the window.',
  DOC: 'Send the documents the payer misses, and keep the proof of sending.',
  OP: 'Find the payer that owes it and bill that one.',
  PT: 'A person decides whether the patient owes it; only group PR may reach a patient.',
  WO: 'Nothing is left to recover: propose a write-off, another person approves it.',
  VER: 'Verify coverage for the date of service first (270/271).',
  RO: 'Ask Medicare to reopen a clerical error; that is no appeal and starts no level.',
  REPROC: 'Ask the payer to process the claim again; nothing on the claim is wrong.',
  WAIT: 'Wait for the reversal and correction or for the next payer, then ask for the status.',
  TRIAGE: 'Read the remittance and its remarks and choose; the code alone does not decide.',
};

const categoryWords: Readonly<Record<DenialCategory, string>> = {
  ELIG: 'eligibility',
  COB: 'coordination of benefits',
  AUTH: 'authorization',
  CODE: 'coding',
  BUNDLE: 'bundling',
  MEDNEC: 'medical necessity',
  TIMELY: 'timely filing',
  DUP: 'duplicate',
  DOC: 'missing documents',
  ENROLL: 'provider enrollment',
  NONCOV: 'not covered',
  BENMAX: 'benefit used up',
  FREQ: 'frequency or units',
  DEMO: 'data of the patient',
  BILLERR: 'billing error',
  CONTRACT: 'contract',
  NETWORK: 'network',
  TPL: 'third party liability',
  PRIOR: 'payer before',
  CAP: 'capitation',
  PTRESP: 'patient responsibility',
  INFO: 'information only',
  UNKNOWN: 'unknown code',
};

const groupWords: Readonly<Record<string, string>> = {
  CO: 'the provider’s loss, never the patient’s',
  PR: 'the patient may owe it',
  PI: 'the payer’s own reduction, held from the patient',
  OA: 'neither provider nor patient by itself',
};

/** Items that are not about a denial: what experienced people do, beyond the catalog's help. */
const kindSteps: Partial<Readonly<Record<WorkItemKind, readonly string[]>>> = {
  fixRejection: [
    'Read the status codes of the rejection: they name the loop and field.',
    'Correct it here and send again as an original (frequency 1): the payer never adjudicated this claim.',
    'Unchanged only when the payer or the clearinghouse was at fault; timely filing still runs.',
  ],
  callPayer: [
    'Have ready: claim number of the payer, dates of service, charge, and the two unchanged status answers.',
    'Ask: is the claim on file, in which status, what is missing, on which date will it be decided.',
    'Note name, reference and promised date. “Not on file” counts only when said twice, two business days apart.',
  ],
  decideUntimelyLines: [
    'Is there a notice of an error of CMS or its contractor, of retroactive entitlement, or of a recoupment? Store it, and record the exception with it.',
    'No document, no exception. Without one the amount is the provider’s (WO-TF); it never goes to the patient.',
    'Send them all the same only where a denial on paper is needed: Medicare decides nothing that can be appealed.',
  ],
  missedTimelyFiling: [
    'Look for proof that the payer had the claim in time; a 999 alone is none.',
    'Name the root cause. The balance is the provider’s; it never goes to the patient.',
  ],
};

/** What is looked up before anybody calls, where the payer has a portal (rulebook §2.2: 276, then portal, then call). */
const portalSteps: Partial<Readonly<Record<WorkItemKind, readonly string[]>>> = {
  callPayer: [
    'Look in the payer’s portal first. If it says more than the status answers did, finish with a portal… outcome; else call.',
  ],
};

/** Everything a person may want to know before choosing an outcome; the same item and case give the same text. */
export function playbookFor({ kind, denial, edits = [], portal = false, quirks, tried }: PlaybookQuestion): Playbook {
  const rule = workItemRule(kind);
  const named = [...new Set(edits)].filter(isEditName).map((name) => editCatalog[name]);
  if (named.length > 0)
    return {
      means: `${named.map((edit) => edit.message).join('; ')}.`,
      steps: named.map((edit) => `${edit.fix} (${edit.owner})`),
      quirks,
      tried,
    };
  if (!denial)
    return {
      means: rule.title,
      steps: [...(portal ? (portalSteps[kind] ?? []) : []), ...(kindSteps[kind] ?? [rule.help])],
      quirks,
      tried,
    };
  const { group, carc, rarcs, classification } = denial;
  const effects = effectsOf(rarcs).map(({ rarc, why }) => `${rarc}: ${why}`);
  const means = [
    `${group}-${carc}: ${carcMeaning(carc)}`,
    `category ${categoryWords[classification.category]}`,
    ...(groupWords[group] ? [`${group} is ${groupWords[group]}`] : []),
    ...effects,
  ].join('; ');
  return { means: `${means}.`, steps: denialSteps(classification), quirks, tried };
}

function denialSteps({ actions, appealable, newClaimOnly, patientProtected }: Classification): readonly string[] {
  return [
    ...actions.map((action) => actionWords[action]),
    ...(appealable ? [] : ['There is no appeal against this decision.']),
    ...(newClaimOnly ? ['The correction must be a new claim (frequency 1), not a replacement.'] : []),
    ...(patientProtected ? ['The patient may not be billed for it.'] : []),
  ];
}
