import type { WorkItemRule } from './catalog.js';

/** The work of one appeal level: its packet, its filing, its decision (rulebook §5). */
export const appealItems = {
  assembleAppeal: {
    queue: 'appeals',
    role: 'specialist',
    subject: 'appeal',
    title: 'Assemble the appeal packet',
    help: 'Letter, remittance and claim are bound by themselves; attach to the claim what the category needs (record, authorization, contract) and what the level demands (waiver of liability, authorization of the member). Where something does not exist say why (readyWithout). A packet of $5,000 or more, and one that lacks something, needs a second reader.',
    outcomes: {
      ready: { event: 'packetReady', requires: ['argument'] },
      readyWithout: { event: 'packetReadyWithout', requires: ['argument', 'reason'] },
      askForPeerToPeer: { event: 'peerToPeerChosen', requires: ['note'] },
      proposeWriteOff: { event: 'writeOffProposed', requires: ['writeOffCode', 'note'], approval: 'write-off' },
    },
  },
  fileAppeal: {
    queue: 'appeals',
    role: 'specialist',
    subject: 'appeal',
    title: 'File the appeal and keep the proof',
    help: 'Send the packet by the payer’s channel. Filing counts when the payer receives it: store the confirmation.',
    outcomes: { filed: { event: 'appealFiled', requires: ['channel', 'confirmation'] } },
  },
  recordAppealDecision: {
    queue: 'appeals',
    role: 'specialist',
    subject: 'appeal',
    title: 'Record the appeal decision',
    help: 'A decision letter or call came in. favorable, partial, unfavorable, dismissed (not looked at) or remanded (sent back to be decided anew); with its date. sentEvidence: more went to the payer meanwhile; Medicare’s first two levels may then take 14 days longer.',
    outcomes: {
      decided: { event: 'appealDecided', requires: ['decision', 'decisionDate'] },
      sentEvidence: { event: 'appealEvidenceSent', requires: ['channel', 'confirmation'] },
    },
  },
} as const satisfies Record<string, WorkItemRule>;
