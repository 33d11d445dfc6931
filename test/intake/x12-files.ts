import { plainDate } from '../../src/domain/dates/plain-date.js';
import { claims837Segments } from '../../src/edi/x12/837p/write-837.js';
import type { Claim837 } from '../../src/edi/x12/837p/claim-837.js';
import { generate837 } from '../../src/edi/x12/837p/generate-837.js';
import { RIVERSIDE_PAYERS } from '../../src/edi/x12/837p/practice-catalog.js';
import { writeInterchange } from '../../src/edi/x12/write.js';

let control = 100;
const nextControl = (): string => String((control += 1)).padStart(9, '0');
const dollars = (cents: number): string => (cents / 100).toFixed(2);

/** ISA … GS, the sets, GE … IEA, as a clearinghouse writes them; `groups` are functional id, guide and set texts without SE. */
export function interchange(
  ...groups: readonly { readonly functionalId: string; readonly guide: string; readonly sets: readonly string[] }[]
): string {
  const number = nextControl();
  const head = `ISA*00*          *00*          *ZZ*THEM           *ZZ*US             *260105*0800*^*00501*${number}*0*T*:~`;
  const body = groups.map(({ functionalId, guide, sets }, at) => {
    const texts = sets.map((set, index) => {
      const setControl = String(index + 1).padStart(4, '0');
      const text = set.replace('{control}', setControl);
      return `${text}SE*${text.split('~').length}*${setControl}~`;
    });
    return `GS*${functionalId}*THEM*US*20260105*0800*${at + 1}*X*${guide}~${texts.join('')}GE*${sets.length}*${at + 1}~`;
  });
  return `${head}${body.join('')}IEA*${groups.length}*${number}~`;
}

export interface PaidClaim {
  readonly number: string;
  readonly chargeCents: number;
  readonly paidCents: number;
}

export interface Paid {
  readonly trace: string;
  readonly claims: readonly PaidClaim[];
  readonly payerId?: string;
  /** BPR02 when it shall not be what the claims add up to. */
  readonly paymentCents?: number;
}

/** One 835 set: every claim paid in part, the rest contractual. */
export function remittanceSet({ trace, claims, payerId = 'UMH22', paymentCents }: Paid): string {
  const total = paymentCents ?? claims.reduce((sum, claim) => sum + claim.paidCents, 0);
  const paid = claims.map(
    ({ number, chargeCents, paidCents }) =>
      `CLP*${number}*1*${dollars(chargeCents)}*${dollars(paidCents)}**12*ICN${number}*11*1~` +
      (chargeCents === paidCents ? '' : `CAS*CO*45*${dollars(chargeCents - paidCents)}~`) +
      'NM1*QC*1*ROE*JANE****MI*X1~DTM*232*20251201~',
  );
  return (
    `ST*835*{control}~BPR*I*${dollars(total)}*C*ACH*CCP*01*042000013*DA*90001*${payerId}**01*044000024*DA*70002*20260105~` +
    `TRN*1*${trace}*${payerId}~DTM*405*20260105~N1*PR*PAYER*XV*${payerId}~N3*1 MAIN~N4*COLUMBUS*OH*43004~` +
    `PER*BL*HELP*TE*6145550100~N1*PE*RIVERSIDE*XX*1234567893~LX*1~${paid.join('')}`
  );
}

export const remittanceGroup = (...sets: readonly Paid[]) => ({
  functionalId: 'HP',
  guide: '005010X221A1',
  sets: sets.map(remittanceSet),
});
export const remittanceFile = (...sets: readonly Paid[]): string => interchange(remittanceGroup(...sets));

/** A 999 that accepts a group of ours by its control number. */
export const acceptance = (groupControl: string) => ({
  functionalId: 'FA',
  guide: '005010X231A1',
  sets: [`ST*999*{control}*005010X231A1~AK1*HC*${groupControl}*005010X222A1~AK9*A*1*1*1~`],
});

/** A 277CA about one claim number. */
export const claimAcknowledgement = (claimNumber: string) => ({
  functionalId: 'HN',
  guide: '005010X214',
  sets: [
    `ST*277*{control}*005010X214~BHT*0085*08*1*20260105*0800*TH~HL*1**20*1~NM1*PR*2*PAYER*****PI*UMH22~TRN*1*1~` +
      `DTP*050*D8*20260105~DTP*009*D8*20260105~HL*2*1*21*1~NM1*41*2*RIVERSIDE*****46*US~TRN*2*1~` +
      `STC*A1:19:PR*20260105*WQ*100~HL*3*2*19*1~NM1*85*2*RIVERSIDE*****XX*1234567893~HL*4*3*PT~` +
      `NM1*QC*1*ROE*JANE****MI*X1~TRN*2*${claimNumber}~STC*A2:20:PR*20260105*WQ*100~REF*1K*ICN1~`,
  ],
});

let seed = 400;

/** A practice's own 837P of patients nobody has seen before; `change` may spoil what its system sent. */
export function claimFile(count: number, change: (claim: Claim837, at: number) => Claim837 = (claim) => claim): string {
  const drawn = generate837({
    seed: (seed += 1),
    claims: count,
    firstServiceDate: plainDate('2025-12-01'),
    dependentPercent: 0,
    returningPercent: 0,
  });
  const date = plainDate('2026-01-05');
  const written = claims837Segments({
    bht: { reference: `R${seed}`, date, time: '0700', use: 'CH' },
    submitter: drawn.submitter,
    receiver: drawn.receiver,
    claims: drawn.claims.map(change),
  });
  if (!written.ok) throw new Error(JSON.stringify(written.problem));
  const number = nextControl();
  const parties = { sender: 'RFP001', receiver: 'RECLAIM', date, time: '0700', guide: '005010X222A1' };
  const chunks = writeInterchange({
    senderQualifier: 'ZZ',
    senderId: 'RFP001',
    receiverQualifier: 'ZZ',
    receiverId: 'RECLAIM',
    date,
    time: '0700',
    control: number,
    usage: 'T',
    ackRequested: false,
    groups: [
      {
        ...parties,
        functionalId: 'HC',
        control: '1',
        sets: [{ st01: '837', guide: '005010X222A1', control: '0001', segments: written.value.segments }],
      },
    ],
  });
  return Buffer.concat([...chunks]).toString('latin1');
}

export const PAYER = RIVERSIDE_PAYERS[3]?.id ?? '';
