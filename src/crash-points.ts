import { writeSync } from 'node:fs';

/** Places where a process may die at the worst moment (reliability goal F2), each with what is then half done. */
export const crashPoints = {
  turnJudged: 'the turn is committed, the story has not heard it',
  turnUnsaved: 'the turn is written, not committed',
  claimsOpened: 'some claims of a file are committed, the rest is not read',
  remittanceStaged: 'one set of a file is judged, the file is not read to its end',
  stretchPlanned: 'a part of a remittance is planned, the rest is not',
  remittancePlanned: 'all of a remittance is planned, nothing of it is posted',
  remittanceUnsaved: 'a whole remittance is written, not committed',
  remittancePosted: 'the money is committed, the story of the file has not heard it',
  fileSealed: 'the bytes lie sealed, no row says so',
  fileStored: 'the row is committed, the file still lies in the drop folder',
  claimQueued: 'the claim is in its batch, its story has not heard it',
  batchNumbered: 'control numbers are stored, nothing has left',
  filePartial: 'the file is written beside its place, not renamed',
  batchDelivered: 'the file lies with the partner, no status says so',
  inquiryDelivered: 'the inquiry lies with the partner, no status says so',
  attachmentNumbered: 'numbers and hashes of a 275 are stored, nothing has left',
  packetStored: 'the packet lies sealed, no row says so',
  mailIntended: 'the send is noted, nothing has left',
  mailAccepted: 'the mail server has answered 250, no row says so',
  storyUnstarted: 'the story’s row is committed, its workflow was not asked for',
  storyStarted: 'the workflow runs, the outbox row does not say so',
  signalSent: 'the signal is delivered, the outbox row does not say so',
  itemCompleted: 'the outcome is committed, the person has no answer',
  linkAnswered: 'the patient’s answer is committed, the patient has none',
  clockMoved: 'the practice clock has moved, whoever moved it does not know',
} as const;

export type CrashPoint = keyof typeof crashPoints;

const armed = new Set<string>();

/** Arms the points that `RECLAIM_CRASH_AT` names (a comma between two). Never in production, whatever the settings say. */
export function armCrashPoints(config: { readonly mode: string; readonly crashAt?: string }): void {
  for (const name of config.crashAt?.split(',') ?? []) {
    if (config.mode === 'production') throw new Error('RECLAIM_CRASH_AT: crash points are for tests.');
    if (!Object.hasOwn(crashPoints, name)) throw new Error(`RECLAIM_CRASH_AT: there is no crash point "${name}".`);
    armed.add(name);
  }
}

/** Kills this process on the spot if the point is armed; nothing else happens otherwise. */
export function crashPoint(name: CrashPoint): void {
  if (!armed.has(name)) return;
  writeSync(2, `crash point reached: ${name}\n`);
  process.kill(process.pid, 'SIGKILL');
}
