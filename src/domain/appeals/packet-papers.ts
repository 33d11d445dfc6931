import type { DenialCategory } from '../denials/classification.js';

/** A paper an appeal cannot do without, as it is kept with the claim. */
export interface RequiredPaper {
  /** Kind of the kept document. */
  readonly kind: string;
  readonly words: string;
}

const WAIVER: RequiredPaper = {
  kind: 'waiverOfLiability',
  words: 'the signed waiver of liability, without which the plan dismisses the request (42 CFR 422.574(b))',
};
const FOR_THE_MEMBER: RequiredPaper = {
  kind: 'representative',
  words: 'the member’s signed authorization to appeal (29 CFR 2560.503-1(b)(4))',
};
const CONSENT: RequiredPaper = {
  kind: 'representative',
  words: 'the member’s specific written consent (5 CFR 890.105(a)(2))',
};
const FOR_THE_ENROLLEE: RequiredPaper = {
  kind: 'representative',
  words: 'the enrollee’s written consent (42 CFR 438.402(c)(1)(ii))',
};

/** By rule of the level: who may appeal at all must be shown (rulebook §5.2). */
const ofLevel: Readonly<Record<string, RequiredPaper>> = {
  'appeal-level.maNonContract.1': WAIVER,
  'appeal-level.commercialMember.1': FOR_THE_MEMBER,
  'appeal-level.commercialMember.2': FOR_THE_MEMBER,
  'appeal-level.medicaidMcoMember.1': FOR_THE_ENROLLEE,
  'appeal-level.medicaidMcoMember.2': FOR_THE_ENROLLEE,
  'appeal-level.payer-bcbs-fep.1': CONSENT,
  'appeal-level.payer-bcbs-fep.2': CONSENT,
};

/** Who did not accept assignment (CLM07 `C`) is no party to the decision and appeals for the patient, appointed in writing. */
const ofUnassigned = (levelRuleId: string): RequiredPaper | undefined => {
  const program = levelRuleId.split('.')[1];
  if (program === 'medicareFfs')
    return {
      kind: 'representative',
      words:
        'the patient’s appointment of a representative, CMS-1696: no assignment, no party (42 CFR 405.906, 405.910)',
    };
  return program === 'tricare'
    ? {
        kind: 'representative',
        words:
          'the patient’s appointment of a representative: only a participating provider is a party (32 CFR 199.10)',
      }
    : undefined;
};

interface Expected {
  /** One of these kinds is enough. */
  readonly kinds: readonly string[];
  readonly words: string;
}
const records = (words: string, ...more: readonly string[]): Expected => ({ kinds: ['record', ...more], words });

/** What the argument of a category rests on (rulebook §5.3); the proof of timely filing is bound by itself. */
const ofCategory: Partial<Readonly<Record<DenialCategory, Expected>>> = {
  AUTH: records('the authorization, or the log of its request and the record of the emergency', 'authorization'),
  MEDNEC: records('the clinical record: notes, orders, results'),
  CODE: records('the operative or visit note that supports the code'),
  BUNDLE: records('the note that shows a separate service'),
  ELIG: records('the eligibility answer or the card'),
  COB: records('the other payer’s explanation of benefits or its letter of termination'),
  DOC: records('the record the payer asked for'),
  CONTRACT: { kinds: ['contract'], words: 'the page of the contract or the row of its fee schedule' },
  DUP: records('the notes of both services'),
};

export interface PacketQuestion {
  readonly category: DenialCategory;
  /** Rule of the level that is to be filed. */
  readonly levelRuleId: string;
  /** The claim was billed without assignment (CLM07 `C`). */
  readonly unassigned?: boolean;
  /** Kinds of the documents kept with the claim. */
  readonly kept: readonly string[];
}

export interface MissingPapers {
  /** Nothing is filed without these. */
  readonly required: readonly string[];
  /** A person may say why it is filed without these; another person then reads the packet. */
  readonly expected: readonly string[];
}

/** What the packet lacks before it may be ready, in words for whoever assembles it (rulebook §5: all mandatory items of §5.3). */
export function missingPapers({ category, levelRuleId, unassigned, kept }: PacketQuestion): MissingPapers {
  const paper = ofLevel[levelRuleId] ?? (unassigned ? ofUnassigned(levelRuleId) : undefined);
  const grounds = ofCategory[category];
  return {
    required: paper && !kept.includes(paper.kind) ? [paper.words] : [],
    expected: grounds && !grounds.kinds.some((kind) => kept.includes(kind)) ? [grounds.words] : [],
  };
}
