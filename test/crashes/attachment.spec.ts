import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { jest } from '@jest/globals';
import { decideRule } from '../../src/app/payer-rules/decide-rule.js';
import { proposeRule } from '../../src/app/payer-rules/propose-rule.js';
import { sendAttachment } from '../../src/app/documents/send-attachment.js';
import type { SentAttachment } from '../../src/app/documents/documents-to-send.js';
import { armCrashPoints } from '../../src/crash-points.js';
import { plainDate } from '../../src/domain/dates/plain-date.js';
import { dear, foundPractice, type Practice } from '../app/a-practice.js';
import { denies, itIs, packetBound, sentClaim, stepsOf } from '../scenarios/payer/story-days.js';

let practice: Practice;
beforeAll(async () => {
  practice = await foundPractice();
  const proposed = await proposeRule(practice.deps, { id: 'lena', role: 'lead' }, practice.org, {
    key: 'appealChannel',
    value: { channel: 'x12-275' },
    payerClass: 'commercial',
    authority: 'contract',
    source: 'Trading partner agreement, annex on attachments',
    effectiveFrom: plainDate('2025-01-01'),
  });
  if (!proposed.ok) throw new Error(proposed.problem.detail);
  const decision = { id: proposed.value.id, decision: 'approved', note: 'signed' } as const;
  await decideRule(practice.deps, { id: 'mig', role: 'manager' }, practice.org, decision);
}, 200_000);
afterAll(() => practice?.stop(), 200_000);

const files = (): string[] => {
  try {
    return readdirSync(join(practice.deps.config.dataDir, practice.org, 'out'));
  } catch {
    return [];
  }
};

describe('a process that dies between the numbers of a 275 and its leaving (attachmentNumbered)', () => {
  it('has sent nothing; the next one sends the very file the first meant to, once', async () => {
    await itIs(practice, '2026-01-05');
    const { denialId } = await denies(practice, await sentClaim(practice, dear), 'CO-55');
    await packetBound(practice, denialId);
    const intent = async () => {
      const found = (await stepsOf(practice, denialId)).find(({ kind }) => kind === 'sendAttachment');
      if (!found) throw new Error('no 275 was asked for');
      return found;
    };
    const input = { organizationId: practice.org, intentId: (await intent()).id };
    armCrashPoints({ mode: 'test', crashAt: 'attachmentNumbered' });
    // The signal would end this test run too: here the death of the process is that nothing of it goes on.
    const death = jest.spyOn(process, 'kill').mockImplementationOnce(() => {
      throw new Error('killed');
    });
    await expect(sendAttachment(practice.deps, input)).rejects.toThrow('killed');
    const meant = await intent();
    const { file, documents } = meant.result as unknown as SentAttachment;
    expect([meant.state, files().includes(file), documents.length]).toEqual(['INTENDED', false, 1]);

    death.mockImplementation(() => true);
    expect(await sendAttachment(practice.deps, input)).toEqual({ became: 'sent' });
    death.mockRestore();
    const after = await intent();
    expect([after.state, files().filter((name) => name.startsWith('275-'))]).toEqual(['CONFIRMED', [file]]);
    expect((after.result as unknown as SentAttachment).documents).toEqual(documents);
  }, 60_000);
});
