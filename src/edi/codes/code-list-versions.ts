/** Where a list of ours comes from, how old it is and how far it goes: an unknown code may simply be newer. */
export interface CodeListVersion {
  readonly list: string;
  readonly source: string;
  /** Day or year of the source. */
  readonly asOf: string;
  /** Highest code of a numbered list. */
  readonly lastCode?: string;
  /** Whether rows say since or until when a code may be used. */
  readonly hasDates: boolean;
}

const BENEFICIARY = 'CMSgov/beneficiary-fhir-data 62b2d2e8';
const PYX12 = 'azoner/pyx12 8893c59f';
const STUPIDEDI = 'kputnam/stupidedi 6ba837e6';
const OWN = 'ours';

export const CODE_LIST_VERSIONS: readonly CodeListVersion[] = [
  { list: 'carc', source: BENEFICIARY, asOf: '2026-05-18', lastCode: '308', hasDates: false },
  { list: 'adjustment group', source: BENEFICIARY, asOf: '2026-05-18', hasDates: false },
  { list: 'place of service', source: BENEFICIARY, asOf: '2025-08-22', hasDates: true },
  { list: 'rarc', source: PYX12, asOf: '2015', lastCode: 'N734', hasDates: false },
  { list: 'rarc beyond N734', source: OWN, asOf: '2026', hasDates: false },
  { list: 'claim status', source: PYX12, asOf: '2015', lastCode: '771', hasDates: false },
  { list: 'claim status category', source: PYX12, asOf: '2015', hasDates: false },
  { list: 'service type', source: PYX12, asOf: '2015', hasDates: false },
  { list: 'entity', source: PYX12, asOf: '2015', hasDates: false },
  { list: 'claim filing indicator', source: STUPIDEDI, asOf: 'undated', hasDates: false },
  { list: 'CLP02', source: STUPIDEDI, asOf: 'undated', hasDates: false },
  { list: 'PLB reason', source: STUPIDEDI, asOf: 'undated', hasDates: false },
];
