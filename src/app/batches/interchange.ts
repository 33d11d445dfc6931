import type { Tx } from '../../db/in-transaction.js';
import type { TradingPartner } from '../../db/generated/client.js';
import type { OutInterchange, OutSet } from '../../edi/x12/write.js';
import { civilTime } from '../../domain/dates/civil-time.js';
import { nextControlNumber } from './control-numbers.js';

/** Control numbers of one outgoing file: stored before it leaves, never used twice. */
export interface FileControl {
  readonly interchange: string;
  readonly group: string;
  readonly set: string;
}

export async function takeControlNumbers(tx: Tx, partnerId: string): Promise<FileControl> {
  const interchange = await nextControlNumber(tx, 'ISA13', partnerId);
  const group = await nextControlNumber(tx, 'GS06', partnerId);
  return { interchange: interchange.toString().padStart(9, '0'), group: group.toString(), set: '0001' };
}

export interface OutgoingFile {
  readonly partner: TradingPartner;
  readonly control: FileControl;
  readonly functionalId: string;
  readonly guide: string;
  readonly sets: readonly Pick<OutSet, 'st01' | 'segments' | 'control'>[];
}

/** One interchange, one group with its sets, dated by business time; a stepped organization's files are marked as tests (ISA15 = T). */
export function interchangeOf(tx: Tx, file: OutgoingFile): OutInterchange {
  const { partner, control } = file;
  const time = civilTime(tx.at.instant, tx.zone);
  return {
    senderQualifier: partner.senderQualifier,
    senderId: partner.senderId,
    receiverQualifier: partner.receiverQualifier,
    receiverId: partner.receiverId,
    date: tx.at.date,
    time,
    control: control.interchange,
    ackRequested: true,
    usage: tx.stepped || partner.usage !== 'P' ? 'T' : 'P',
    groups: [
      {
        functionalId: file.functionalId,
        sender: partner.senderId,
        receiver: partner.receiverId,
        date: tx.at.date,
        time,
        control: control.group,
        guide: file.guide,
        sets: file.sets.map((set) => ({ ...set, guide: file.guide })),
      },
    ],
  };
}
