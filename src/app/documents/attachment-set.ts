import type { Claim, Payer } from '../../db/generated/client.js';
import { fromDateColumn, type Tx } from '../../db/in-transaction.js';
import type { AttachmentParty } from '../../edi/x12/275/attachment.js';
import { attachmentSegments, type OutContent } from '../../edi/x12/275/write-attachment.js';
import type { Claim837 } from '../../edi/x12/837p/claim-837.js';
import type { OutSegment } from '../../edi/x12/write.js';
import type { AttachmentLink, SentDocument } from './documents-to-send.js';

/** X12N 275, additional information to support a claim: content as counted bytes (BIN), a PDF stays byte for byte. */
export const ATTACHMENT_GUIDE = '005010X210';

export interface AttachmentToWrite {
  readonly claim: Claim;
  readonly content: Claim837;
  readonly payer: Payer;
  readonly link: AttachmentLink;
  /** BGN02: unique with the partner. */
  readonly reference: string;
  readonly documents: readonly { readonly document: SentDocument; readonly content: OutContent }[];
}

/** Segments of the one set; throws when the claim we hold cannot be named in it, which is our own fault. */
export function attachmentSet(tx: Tx, toWrite: AttachmentToWrite): readonly OutSegment[] {
  const { link, reference } = toWrite;
  const written = attachmentSegments({
    header: {
      kind: 'attachment',
      guide: ATTACHMENT_GUIDE,
      purpose: link.requested ? '11' : '02',
      reference,
      createdDate: tx.at.date,
      createdTime: '0600',
      parties: partiesOf(toWrite),
      unmodelled: [],
    },
    documents: toWrite.documents.map(({ document, content }, at) => ({
      content,
      document: {
        kind: 'attachmentDocument',
        number: at + 1,
        traces: [{ type: link.requested ? '2' : '1', number: link.number }],
        statuses: askedOf(link, at, toWrite.documents.length),
        refs: [],
        dates: [{ qualifier: '368', date: tx.at.date }],
        category: { reportType: 'AE', format: 'CP' },
        security: '05',
        content: { byteLength: document.sizeBytes, looksLike: 'pdf' },
        unmodelled: [],
      },
    })),
  });
  if (!written.ok) throw new Error(`The 275 cannot be written: ${written.problem.map(({ code }) => code).join(', ')}`);
  return written.value.segments;
}

/** One STC holds three composites (STC01, STC10, STC11). */
const CODES_AN_STC = 3;

/**
 * What a document answers: as many documents as codes answer one each in the payer's order; else each answers all that an STC can
 * hold, for only a person could say which is which.
 */
function askedOf({ codes = [] }: AttachmentLink, at: number, documents: number): readonly (readonly string[])[] {
  const own = codes.length === documents ? codes.slice(at, at + 1) : codes.slice(0, CODES_AN_STC);
  const [first, tenth = '', eleventh = ''] = own;
  if (first === undefined) return [];
  const elements = [first, ...Array<string>(8).fill(''), tenth, eleventh];
  return [elements.slice(0, elements.findLastIndex((element) => element !== '') + 1)];
}

type PartyFacts = Partial<AttachmentParty> & Pick<AttachmentParty, 'role' | 'name'>;

const party = (facts: PartyFacts): AttachmentParty => ({
  entity: 'organization',
  contacts: [],
  refs: [],
  traces: [],
  dates: [],
  unmodelled: [],
  ...facts,
});

/** The patient carries what ties the set to the claim: our number (EJ), the payer's (1K) and the day of service. */
function partiesOf({ claim, content, payer }: AttachmentToWrite): readonly AttachmentParty[] {
  const { billingProvider, subscriber, patient } = content;
  const npi = billingProvider.npi ?? '';
  const person = patient ?? subscriber;
  const refs = [
    { qualifier: 'EJ', value: claim.claimNumber },
    ...(claim.payerClaimNumber ? [{ qualifier: '1K', value: claim.payerClaimNumber }] : []),
  ];
  return [
    party({ role: 'PR', name: payer.name, idQualifier: 'PI', id: payer.payerCode }),
    party({ role: '41', name: billingProvider.name, idQualifier: '46', id: npi }),
    party({ role: '1P', name: billingProvider.name, idQualifier: 'XX', id: npi }),
    party({
      role: 'QC',
      entity: 'person',
      name: person.name,
      ...(person.firstName && { firstName: person.firstName }),
      ...(!patient && subscriber.memberId && { idQualifier: 'MI', id: subscriber.memberId }),
      refs,
      dates: [{ qualifier: '472', date: fromDateColumn(claim.serviceFrom) }],
    }),
  ];
}
