import { randomUUID } from 'node:crypto';
import { rotateWebhookSecret } from '../../src/app/organizations/secrets.js';
import { inTransaction, systemActor } from '../../src/db/in-transaction.js';
import { parseWebhookSecret, signWebhook } from '../../src/security/webhook-signature.js';
import { FIRST_DAY } from '../app/a-practice.js';
import { ask, startApi, type TestApi } from './start-api.js';

let api: TestApi;
let org: string;
let machine: string;
beforeAll(async () => {
  api = await startApi();
  org = await api.organization();
  machine = await api.token('integration', org);
}, 60_000);
afterAll(() => api.stop());

const x12 = (control: string): Buffer =>
  Buffer.from(
    `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0800*^*00501*${control}*0*T*:~` +
      `GS*FA*SENDER*RECEIVER*20260105*0800*1*X*005010X231A1~ST*999*0001*005010X231A1~AK1*HC*1*005010X222A1~AK9*A*1*1*1~SE*4*0001~GE*1*1~IEA*1*${control}~`,
  );
const filesOf = () =>
  inTransaction(api.deps.db, org, { actor: systemActor('test') }, (tx) =>
    tx.db.inboundFile.findMany({ where: { organizationId: org } }),
  );

describe('a file', () => {
  it('comes in raw or as a form, and the same bytes again name the first', async () => {
    const raw = await ask(api, 'POST', '/files', {
      token: machine,
      body: x12('000000001'),
      headers: { 'x-file-name': 'ack.999' },
    });
    expect(raw.status).toBe(201);
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(x12('000000001'))]), 'again.999');
    const again = await ask<{ code: string; facts: object }>(api, 'POST', '/files', { token: machine, body: form });
    expect([again.status, again.body.code, again.body.facts]).toEqual([
      409,
      'duplicateFile',
      { firstFileId: raw.body['fileId'] },
    ]);
    const read = await ask(api, 'GET', `/files/${String(raw.body['fileId'])}`, {
      token: await api.token('poster', org),
    });
    expect([read.body['name'], read.body['state'], read.body['sizeBytes']]).toEqual([
      'ack.999',
      'RECEIVED',
      x12('000000001').length,
    ]);
  });

  it('is checked without being kept', async () => {
    const before = (await filesOf()).length;
    const good = await ask(api, 'POST', '/edi/check', { token: machine, body: x12('000000009') });
    expect([good.status, good.body['usable'], good.body['documents']]).toEqual([200, true, { '999': 1 }]);
    const bad = await ask(api, 'POST', '/edi/check', { token: machine, body: Buffer.from('this is no X12') });
    expect([bad.status, bad.body['usable']]).toEqual([200, false]);
    expect((await filesOf()).length).toBe(before);
  });
});

describe('a signed webhook', () => {
  const deliver = async (secret: string, id: string, body: string, source = 'clearinghouse') =>
    ask(api, 'POST', `/webhooks/${org}/${source}`, {
      body: Buffer.from(body),
      key: '',
      headers: {
        'content-type': 'application/json',
        ...(signWebhook(parseWebhookSecret(secret), id, Date.now(), Buffer.from(body)) as Record<string, string>),
      },
    });
  const newSecret = async (name: string): Promise<string> => {
    const made = await rotateWebhookSecret(api.deps, { id: 'ada', role: 'admin' }, org, name);
    if (!made.ok) throw new Error('no secret');
    return made.value.secret;
  };

  it('has one effect and one answer when it is delivered many times at once', async () => {
    const secret = await newSecret('clearinghouse');
    const body = JSON.stringify({ kind: 'file', name: 'a.999', contentBase64: x12('000000022').toString('base64') });
    const before = (await filesOf()).length;
    const answers = await Promise.all(Array.from({ length: 30 }, () => deliver(secret, 'msg_1', body)));
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200]));
    expect(new Set(answers.map((one) => one.text)).size).toBe(1);
    expect((await filesOf()).length).toBe(before + 1);
    expect((await deliver(secret, 'msg_1', body)).text).toBe(answers[0]?.text);
  }, 60_000);

  it('with another body under a known id is refused', async () => {
    const secret = await newSecret('bank');
    const body = (control: string) => JSON.stringify({ kind: 'file', contentBase64: x12(control).toString('base64') });
    expect((await deliver(secret, 'msg_2', body('000000031'), 'bank')).status).toBe(200);
    expect((await deliver(secret, 'msg_2', body('000000032'), 'bank')).body['code']).toBe('conflict');
  });

  it('of a wrong secret or an unknown source is refused alike', async () => {
    const secret = await newSecret('payer');
    const other = await newSecret('other');
    expect((await deliver(other, 'msg_3', '{}', 'payer')).body['code']).toBe('signatureInvalid');
    expect((await deliver(secret, 'msg_3', '{}', 'nobody')).body['code']).toBe('signatureInvalid');
    expect((await deliver(secret, 'msg_3', '{"kind":"surprise"}', 'payer')).status).toBe(400);
  });

  it('verifies under the previous secret while rotating', async () => {
    const first = await newSecret('rotating');
    const second = await newSecret('rotating');
    const body = (control: string) => JSON.stringify({ kind: 'file', contentBase64: x12(control).toString('base64') });
    expect((await deliver(first, 'msg_4', body('000000041'), 'rotating')).status).toBe(200);
    expect((await deliver(second, 'msg_5', body('000000042'), 'rotating')).status).toBe(200);
  });
});

/** Asks the clock of a practice where nothing happens to say when something does. */
async function silentWatch(): Promise<{ readonly isAnswered: () => boolean; readonly stop: () => void }> {
  const token = await api.token('integration', await api.organization());
  const end = new AbortController();
  let answered = false;
  void fetch(`${await api.app.getUrl()}/practice-clock?wait=15&since=${FIRST_DAY}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: end.signal,
  }).then(
    () => (answered = true),
    () => undefined,
  );
  return { isAnswered: () => answered, stop: () => end.abort() };
}

describe('the practice clock', () => {
  it('stops at a wait of the practice world and says which one is due', async () => {
    const practice = await api.organization();
    await inTransaction(
      api.deps.db,
      practice,
      { actor: systemActor('test') },
      (tx) => tx.db.$executeRaw`
      UPDATE stories SET state = 'OPEN', waiting_for = 'the next day' WHERE organization_id = ${practice}::uuid`,
    );
    await inTransaction(
      api.deps.db,
      practice,
      { actor: systemActor('test') },
      (tx) => tx.db.$executeRaw`
      UPDATE story_events SET handled_at = now() WHERE organization_id = ${practice}::uuid`,
    );
    await inTransaction(
      api.deps.db,
      practice,
      { actor: systemActor('test') },
      (tx) => tx.db.$executeRaw`
      UPDATE outbox_messages SET delivered_at = now(), parked_at = NULL WHERE organization_id = ${practice}::uuid`,
    ).catch(() => undefined);
    const token = await api.token('integration', practice);
    expect(
      (await ask(api, 'PUT', '/practice-clock/waits/payer:1', { token, body: { wakeAt: '2026-01-06T14:00:00Z' } }))
        .status,
    ).toBe(200);
    const still = await silentWatch();
    const watching = ask<{ businessAt: string; dueWaits: string[] }>(
      api,
      'GET',
      `/practice-clock?wait=15&since=${FIRST_DAY}`,
      { token },
    );
    const moved = await ask(api, 'POST', '/practice-clock/advance', { token, body: {} });
    expect([moved.status, moved.body['businessAt']]).toEqual([200, '2026-01-06T14:00:00.000Z']);
    const seen = await watching;
    // The other question began before it and runs as long: the move answered this one, not the end of its wait.
    expect(still.isAnswered()).toBe(false);
    still.stop();
    expect([seen.body.businessAt, seen.body.dueWaits]).toEqual(['2026-01-06T14:00:00.000Z', ['payer:1']]);
    expect((await ask(api, 'POST', '/practice-clock/advance', { token, body: {} })).body['code']).toBe('clockNotQuiet');
    expect((await ask(api, 'DELETE', '/practice-clock/waits/payer:1', { token })).status).toBe(200);
  }, 30_000);

  it('of a real organization cannot be moved', async () => {
    const token = await api.token('admin', await api.organization('real'));
    expect((await ask(api, 'POST', '/practice-clock/advance', { token, body: {} })).body['code']).toBe(
      'clockNotStepped',
    );
    expect((await ask(api, 'GET', '/practice-clock', { token })).body['code']).toBe('clockNotStepped');
  });
});

describe('an organization', () => {
  it('is founded by the admin its token names, the same founding again changes nothing', async () => {
    const id = randomUUID();
    const token = await api.token('admin', id);
    const body = { id, name: 'Lakeside Clinic', npi: '1234567893', taxId: '123456789', clock: { kind: 'real' } };
    expect((await ask(api, 'POST', '/organizations', { token, body })).body).toEqual({ id });
    expect((await ask(api, 'POST', '/organizations', { token, body })).body).toEqual({ id });
    expect((await ask(api, 'POST', '/organizations', { token, body: { ...body, name: 'Other' } })).status).toBe(409);
    const partner = await ask(api, 'POST', '/trading-partners', {
      token,
      body: {
        name: 'CH',
        senderId: 'US',
        receiverId: 'THEM',
        usage: 'P',
        outboundFolder: 'drop/out',
        inboundFolder: 'drop/in',
      },
    });
    expect(partner.status).toBe(201);
    const payer = await ask(api, 'POST', '/payers', {
      token,
      body: {
        name: 'P',
        payerCode: 'P1',
        payerClass: 'commercial',
        ruleKey: 'default',
        tradingPartnerId: partner.body['id'],
      },
    });
    expect(payer.status).toBe(201);
    const read = await ask<{ payers: { payerCode: string }[]; tradingPartners: { outboundFolder: string }[] }>(
      api,
      'GET',
      '/organization',
      { token },
    );
    expect([read.body.payers[0]?.payerCode, read.body.tradingPartners[0]?.outboundFolder.startsWith('/')]).toEqual([
      'P1',
      true,
    ]);
    const leaves = await ask(api, 'POST', '/trading-partners', {
      token,
      body: {
        name: 'X',
        senderId: 'US',
        receiverId: 'THEM',
        usage: 'P',
        outboundFolder: '../../etc',
        inboundFolder: 'in',
      },
    });
    expect(leaves.status).toBe(400);
  });
});

describe('the books of an empty practice', () => {
  it('hold, and the report of the main job adds up', async () => {
    const token = await api.token('supervisor', await api.organization());
    const invariants = await ask(api, 'GET', '/invariants', { token });
    expect([invariants.status, invariants.body['hold']]).toEqual([200, true]);
    const report = await ask<{ money: Record<string, number> }>(api, 'GET', '/reports/main-job', { token });
    expect([report.status, report.body.money['ledgerSumCents']]).toEqual([200, 0]);
  });
});
