import { plainDate } from '../../../src/domain/dates/plain-date.js';
import { bankCredits, bankReports } from '../../../src/edi-cli/generate-bank.js';
import { claimAcknowledgements } from '../../../src/edi-cli/generate-claim-acknowledgements.js';
import { claimStatusAnswers } from '../../../src/edi-cli/generate-claim-statuses.js';
import { eligibilityAnswers } from '../../../src/edi-cli/generate-eligibility.js';
import { institutionalClaims, professionalClaims } from '../../../src/edi-cli/generate-claims.js';
import { remittanceFiles } from '../../../src/edi-cli/generate-remittances.js';
import type { GenerateKind } from '../../../src/edi-cli/generate-request.js';
import { a999, aFile, aSet, isa } from '../an-interchange.js';
import { factsRows, fixtureBytes, fixtureFolder } from '../fixtures.js';

const KINDS: readonly GenerateKind[] = [
  remittanceFiles,
  professionalClaims,
  institutionalClaims,
  claimAcknowledgements,
  claimStatusAnswers,
  eligibilityAnswers,
  bankReports,
  bankCredits,
];

const DATE = plainDate('2026-03-02');

/** Documents nothing generates from a seed, short and sound. */
const HAND_MADE: readonly string[] = [
  a999(),
  `${isa()}TA1*000000005*260101*1200*R*025~IEA*0*000000001~`,
  aFile(
    'HS',
    '005010X279A1',
    aSet(
      '270',
      '005010X279A1',
      'BHT*0022*13*R1*20260101*1200~HL*1**20*1~NM1*PR*2*PAYER*****PI*1~HL*2*1*21*1~NM1*1P*2*CLINIC*****XX*1234567893~HL*3*2*22*0~TRN*1*T1*9000000001~NM1*IL*1*DOE*JANE****MI*W1~DMG*D8*19800101*F~DTP*291*D8*20260101~EQ*30^35~',
    ),
  ),
  aFile(
    'HR',
    '005010X212',
    aSet(
      '276',
      '005010X212',
      'BHT*0010*13*R1*20260101*1200~HL*1**20*1~NM1*PR*2*PAYER*****PI*1~HL*2*1*21*1~NM1*41*2*CLINIC*****46*1~HL*3*2*19*1~NM1*1P*2*CLINIC*****XX*1234567893~HL*4*3*22*0~NM1*IL*1*DOE*JANE****MI*W1~TRN*1*T1~REF*1K*I1~AMT*T3*100~DTP*472*D8*20260101~',
    ),
  ),
  aFile(
    'HI',
    '005010X217',
    aSet(
      '278',
      '005010X217',
      'BHT*0007*13*R1*20260101*1200~HL*1**20*1~NM1*X3*2*PAYER*****PI*1~HL*2*1*21*1~NM1*1P*1*CHEN*LI****XX*1234567893~HL*3*2*22*1~NM1*IL*1*DOE*JANE****MI*W1~HL*4*3*EV*1~TRN*1*T1*9000000001~UM*HS*I*2*11:B~HI*ABK:J209~HCR*A1*N5~HL*5*4*SS*0~DTP*472*D8*20260101~SV1*HC:99213*100*UN*1~',
    ),
  ),
  aFile(
    'PI',
    '005010X210',
    aSet('275', '005010X210', 'BGN*11*1*20260101~NM1*PR*2*PAYER~LX*1~TRN*1*A~CAT*AE*TX~BIN*9*ab~CD*1~x~'),
  ),
];

/** Sound files of every kind, small, with every feature their generator has; public files too when they are there. */
export function originals(): readonly string[] {
  const generated = KINDS.flatMap((kind) =>
    [[], ...kind.features.map((feature) => [feature])].map((features, at) => {
      const request = { seed: 100 + at, count: 3, sets: features.includes('reversal') ? 2 : 1, features, date: DATE };
      return Buffer.concat([...kind.generate(request).bytes]).toString('latin1');
    }),
  );
  const folder = fixtureFolder();
  const fromOutside =
    folder === undefined
      ? []
      : factsRows(folder).map(({ path }) => Buffer.from(fixtureBytes(folder, path)).toString('latin1'));
  return [...generated, ...HAND_MADE, ...fromOutside].filter(({ length }) => length < 12_000);
}
