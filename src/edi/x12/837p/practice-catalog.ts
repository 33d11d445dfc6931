import { type Cents, cents } from '../../../domain/money.js';
import type { BillingProvider, ClaimProvider, TransmissionParty } from './claim-parties.js';
import { npiFrom } from './npi.js';

/** A payer the synthetic practice bills. `memberId` is a pattern: `#` a digit, `@` a letter. */
export interface PracticePayer {
  readonly name: string;
  readonly id: string;
  /** SBR09. */
  readonly filingIndicator: string;
  readonly memberId: string;
  /** Share of the practice's claims, relative to the other payers. */
  readonly weight: number;
}

/** A visit as a family practice codes it. Lines point to the visit's diagnoses by ordinal. */
export interface VisitTemplate {
  readonly diagnoses: readonly string[];
  readonly lines: readonly VisitLine[];
  /** Place of service; office (11) when absent. */
  readonly placeOfService?: string;
  readonly weight: number;
  /** Patients this visit suits, in full years. */
  readonly ages?: readonly [from: number, to: number];
}

export interface VisitLine {
  readonly code: string;
  readonly modifiers?: readonly string[];
  readonly pointers: readonly number[];
  readonly units?: number;
  /** Every n-th such visit carries the line; always when absent. */
  readonly oneIn?: number;
}

const office = {
  line1: '120 RIVER ROAD',
  line2: 'SUITE 200',
  city: 'RIVERSIDE',
  state: 'OH',
  zip: '454319876',
} as const;

/** The synthetic practice of the demonstration, the tests and the benchmarks. Its NPIs begin with 2, a range not in use. */
export const RIVERSIDE_FAMILY_PRACTICE: BillingProvider = {
  role: '85',
  entity: 'organization',
  name: 'RIVERSIDE FAMILY PRACTICE',
  npi: npiFrom('299999001'),
  taxId: { qualifier: 'EI', value: '990000001' },
  taxonomy: '207Q00000X',
  address: office,
  contacts: [{ role: 'IC', name: 'BILLING OFFICE', channels: [{ qualifier: 'TE', value: '5555550120' }] }],
  refs: [],
};

export const RIVERSIDE_SUBMITTER: TransmissionParty = {
  entity: 'organization',
  name: 'RIVERSIDE FAMILY PRACTICE',
  id: 'RFP001',
  contacts: [
    {
      role: 'IC',
      name: 'EDI DESK',
      channels: [
        { qualifier: 'TE', value: '5555550121' },
        { qualifier: 'EM', value: 'edi@riverside.example' },
      ],
    },
  ],
};

export const CLEARINGHOUSE: TransmissionParty = {
  entity: 'organization',
  name: 'MIDLAND CLEARINGHOUSE',
  id: 'MCH900',
  contacts: [],
};

const physician = (name: string, firstName: string, nine: string): ClaimProvider => ({
  role: '82',
  entity: 'person',
  name,
  firstName,
  npi: npiFrom(nine),
  taxonomy: '207Q00000X',
  contacts: [],
  refs: [],
});

export const RIVERSIDE_PHYSICIANS: readonly ClaimProvider[] = [
  physician('ALVAREZ', 'MARIA', '299999101'),
  physician('BECKETT', 'THOMAS', '299999102'),
  physician('CHEN', 'LINDA', '299999103'),
  physician('OKAFOR', 'DANIEL', '299999104'),
];

export const RIVERSIDE_PAYERS: readonly PracticePayer[] = [
  { name: 'MEDICARE PART B OHIO', id: 'MCRB1', filingIndicator: 'MB', memberId: '#@@#@@#@@##', weight: 24 },
  { name: 'BUCKEYE MEDICAID', id: 'OHMCD', filingIndicator: 'MC', memberId: '############', weight: 14 },
  { name: 'BLUE RIVER HEALTH', id: 'BRH01', filingIndicator: 'BL', memberId: '@@@#########', weight: 22 },
  { name: 'UNION MUTUAL HEALTH', id: 'UMH22', filingIndicator: 'CI', memberId: '#########', weight: 18 },
  { name: 'SUMMIT BENEFIT PLANS', id: 'SBP07', filingIndicator: 'CI', memberId: '@########', weight: 12 },
  { name: 'HEARTLAND ADVANTAGE', id: 'HAD15', filingIndicator: '16', memberId: 'H########', weight: 10 },
];

/** Standard charges by HCPCS code, in cents. */
export const RIVERSIDE_CHARGES: Readonly<Record<string, Cents>> = Object.fromEntries(
  Object.entries({
    '99202': 13_000,
    '99203': 18_500,
    '99204': 27_500,
    '99212': 8_500,
    '99213': 13_500,
    '99214': 19_500,
    '99215': 26_500,
    '99393': 19_000,
    '99395': 20_500,
    '99396': 22_000,
    '99397': 24_000,
    G0439: 17_500,
    '36415': 1_500,
    '80053': 3_550,
    '80061': 4_225,
    '81002': 1_175,
    '83036': 3_240,
    '85025': 2_810,
    '87804': 3_675,
    '87880': 3_425,
    '90471': 3_200,
    '90686': 3_850,
    '90715': 6_280,
    '93000': 5_500,
    '94640': 4_800,
    '96127': 1_050,
    '96372': 3_500,
    '17110': 16_000,
    '20610': 14_500,
    '69210': 9_500,
    J1030: 1_260,
    J1885: 480,
    '99406': 2_450,
  }).map(([code, amount]) => [code, cents(amount)]),
);

const venipuncture: VisitLine = { code: '36415', pointers: [1] };

export const RIVERSIDE_VISITS: readonly VisitTemplate[] = [
  {
    weight: 16,
    ages: [35, 95],
    diagnoses: ['I10', 'E785'],
    lines: [
      { code: '99213', pointers: [1, 2] },
      { code: '80061', pointers: [2], oneIn: 3 },
      { ...venipuncture, oneIn: 3 },
    ],
  },
  {
    weight: 13,
    ages: [30, 95],
    diagnoses: ['E119', 'I10', 'E785'],
    lines: [
      { code: '99214', modifiers: ['25'], pointers: [1, 2, 3] },
      { code: '83036', modifiers: ['QW'], pointers: [1] },
      { code: '80053', pointers: [1, 2], oneIn: 2 },
      { ...venipuncture, oneIn: 2 },
    ],
  },
  {
    weight: 10,
    ages: [3, 60],
    diagnoses: ['J029'],
    lines: [
      { code: '99213', pointers: [1] },
      { code: '87880', modifiers: ['QW'], pointers: [1] },
    ],
  },
  {
    weight: 8,
    ages: [3, 80],
    diagnoses: ['J069', 'R059'],
    lines: [
      { code: '99212', pointers: [1, 2] },
      { code: '87804', modifiers: ['QW'], pointers: [1], units: 2, oneIn: 2 },
    ],
  },
  {
    weight: 9,
    ages: [40, 64],
    diagnoses: ['Z0000', 'Z23'],
    lines: [
      { code: '99396', modifiers: ['25'], pointers: [1] },
      { code: '90715', pointers: [2], oneIn: 4 },
      { code: '90471', pointers: [2], oneIn: 4 },
      { code: '80053', pointers: [1] },
      { code: '80061', pointers: [1] },
      venipuncture,
    ],
  },
  { weight: 5, ages: [65, 95], diagnoses: ['Z0000'], lines: [{ code: 'G0439', pointers: [1] }] },
  { weight: 4, ages: [5, 11], diagnoses: ['Z00129'], lines: [{ code: '99393', pointers: [1] }] },
  {
    weight: 7,
    ages: [3, 95],
    diagnoses: ['Z23'],
    lines: [
      { code: '90686', pointers: [1] },
      { code: '90471', pointers: [1] },
    ],
  },
  {
    weight: 5,
    ages: [40, 95],
    diagnoses: ['M25561', 'M1711'],
    lines: [
      { code: '99213', modifiers: ['25'], pointers: [1, 2] },
      { code: '20610', modifiers: ['RT'], pointers: [2] },
      { code: 'J1030', pointers: [2], units: 2 },
    ],
  },
  {
    weight: 6,
    ages: [16, 95],
    diagnoses: ['N390', 'R300'],
    lines: [
      { code: '99213', pointers: [1, 2] },
      { code: '81002', pointers: [1, 2] },
    ],
  },
  {
    weight: 7,
    ages: [16, 90],
    diagnoses: ['F329', 'F411'],
    lines: [
      { code: '99214', pointers: [1, 2] },
      { code: '96127', pointers: [1], units: 2 },
    ],
  },
  {
    weight: 6,
    ages: [16, 80],
    placeOfService: '10',
    diagnoses: ['F411'],
    lines: [{ code: '99213', modifiers: ['95'], pointers: [1] }],
  },
  { weight: 3, ages: [20, 95], diagnoses: ['H6123'], lines: [{ code: '69210', modifiers: ['50'], pointers: [1] }] },
  { weight: 3, ages: [6, 70], diagnoses: ['B079'], lines: [{ code: '17110', pointers: [1] }] },
  {
    weight: 4,
    ages: [6, 80],
    diagnoses: ['J45909', 'R062'],
    lines: [
      { code: '99214', modifiers: ['25'], pointers: [1, 2] },
      { code: '94640', pointers: [1] },
    ],
  },
  {
    weight: 6,
    ages: [18, 95],
    diagnoses: ['I10', 'Z720', 'R7303'],
    lines: [
      { code: '99203', pointers: [1, 2, 3] },
      { code: '93000', pointers: [1], oneIn: 2 },
      { code: '99406', pointers: [2], oneIn: 2 },
    ],
  },
  {
    weight: 4,
    ages: [18, 90],
    diagnoses: ['M5450'],
    lines: [
      { code: '99213', modifiers: ['25'], pointers: [1] },
      { code: '96372', pointers: [1] },
      { code: 'J1885', pointers: [1], units: 4 },
    ],
  },
];

export const LAST_NAMES: readonly string[] =
  'ADLER,BANKS,BAUER,BISHOP,BRENNAN,CALDWELL,CARVER,COLLIER,CROSS,DALTON,DIAZ,DRAPER,ELLISON,FARROW,FINCH,GARNER,GRADY,HALE,HARPER,HOLT,IVERSON,JARVIS,KEANE,KNOX,LANG,LOWELL,MARSH,MERCER,NOLAN,ODELL,ORTIZ,PARRISH,QUINN,REEVES,RIVERA,SANTOS,SLOAN,TATE,THORNE,UNDERWOOD,VANCE,WADE,WEBER,WILDER,YATES,ZIMMER'.split(
    ',',
  );
export const FIRST_NAMES_F: readonly string[] =
  'ADA,ANNA,BEATRICE,CARLA,CLAIRE,DIANE,ELENA,EMMA,FIONA,GRACE,HELEN,IRENE,JANE,JULIA,KAREN,LAURA,LUCY,MARTA,NINA,OLIVIA,PAULA,ROSA,SARAH,TERESA,VERA,WENDY'.split(
    ',',
  );
export const FIRST_NAMES_M: readonly string[] =
  'AARON,ADAM,BRIAN,CARLOS,DAVID,EDWARD,ERIC,FRANK,GEORGE,HENRY,IAN,JAMES,JOHN,KEVIN,LEO,LUIS,MARK,MICHAEL,NATHAN,OSCAR,PAUL,RAY,SAMUEL,THOMAS,VICTOR,WALTER'.split(
    ',',
  );
export const STREETS: readonly string[] =
  'MAPLE AVE,OAK ST,RIVER RD,MILL LN,CHURCH ST,ELM DR,HILL CT,LAKE BLVD,PARK AVE,CEDAR LN,FOREST DR,SPRING ST'.split(
    ',',
  );
export const TOWNS: readonly (readonly [city: string, zip: string])[] = [
  ['RIVERSIDE', '454310000'],
  ['DAYTON', '454020000'],
  ['FAIRBORN', '453240000'],
  ['KETTERING', '454290000'],
  ['XENIA', '453850000'],
];
