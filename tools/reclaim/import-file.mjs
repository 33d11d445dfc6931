// `reclaim import FILE`: uploads an X12 file through the API, waits for its end, and shows what became of it.
import { randomUUID } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Table from 'cli-table3';
import pc from 'picocolors';
import { StartProblem } from '../settings.mjs';
import { installation, organizationOf, tokenFor } from './installation.mjs';

const AT_WORK = new Set(['RECEIVED', 'READING']);
const SHOWN_PROBLEMS = 20;
/** Until the file's story has heard that it is read again. */
const SETTLE_MS = 2_000;
const FIRST_PAUSE_MS = 150;
const LONGEST_PAUSE_MS = 2_000;

/** The API as this command needs it; a refusal is thrown as text a person can act on. */
class Door {
  constructor(origin, token) {
    Object.assign(this, { origin, token });
  }

  async ask(path, init = {}) {
    const headers = { authorization: `Bearer ${this.token}`, ...init.headers };
    const answer = await fetch(`${this.origin}${path}`, { ...init, headers }).catch((error) => {
      throw new StartProblem(
        `Nothing answers at ${this.origin} (${error.cause?.code ?? error.message}). Is "npm start" running?`,
      );
    });
    return { status: answer.status, body: await answer.json().catch(() => ({})) };
  }

  async upload(file) {
    const { status, body } = await this.ask('/files', {
      method: 'POST',
      duplex: 'half',
      body: createReadStream(file),
      headers: {
        'content-type': 'application/octet-stream',
        'idempotency-key': randomUUID(),
        'x-file-name': basename(file).replace(/[^\x20-\x7e]/g, '_'),
      },
    });
    if (status === 201) return { fileId: body.fileId, isRepeat: false };
    const first = body.facts?.firstFileId;
    if (body.code === 'duplicateFile' && first) return { fileId: first, isRepeat: true };
    throw new StartProblem(refusal(status, body));
  }

  /** Completes the open items of a file so that it is read again; how many there were. */
  async readAgain(fileId) {
    const { status, body } = await this.ask(`/work-items?kind=brokenFile&state=OPEN&subjectId=${fileId}`);
    if (status !== 200) throw new StartProblem(refusal(status, body));
    const [item] = body.items;
    if (!item) return false;
    const done = await this.ask(`/work-items/${item.id}/complete`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': `read-again:${item.id}` },
      body: JSON.stringify({ outcome: 'readAgain', fields: { note: 'from the command line' } }),
    });
    if (done.status !== 200) throw new StartProblem(refusal(done.status, done.body));
    return true;
  }

  async file(id) {
    const { status, body } = await this.ask(`/files/${encodeURIComponent(id)}`);
    if (status !== 200) throw new StartProblem(refusal(status, body));
    return body;
  }
}

const refusal = (status, { title, detail, code }) =>
  `The API refused (${status} ${code ?? ''}): ${title ?? ''} ${detail ?? ''}`.trim();

/** On a terminal one line that is written over, elsewhere a line for each change. */
function progressLine() {
  let shown = '';
  return (text) => {
    if (text === shown) return;
    shown = text;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[2K${text}`);
    else if (text) console.log(text);
  };
}

const progressOf = ({ state, kind, summary, problemCount }) =>
  [
    state.toLowerCase(),
    kind === 'unknown' ? '' : kind,
    summary?.claims
      ? `opened ${summary.claims.opened}, refused ${summary.claims.refused}, repeats ${summary.claims.repeats}`
      : '',
    problemCount > 0 ? `${problemCount} problem(s)` : '',
  ]
    .filter(Boolean)
    .join(' · ');

async function atItsEnd(door, fileId, timeoutMs) {
  const until = Date.now() + timeoutMs;
  const tell = progressLine();
  let pauseMs = FIRST_PAUSE_MS;
  for (;;) {
    const file = await door.file(fileId);
    if (!AT_WORK.has(file.state)) {
      tell('');
      return file;
    }
    tell(progressOf(file));
    if (Date.now() > until) {
      throw new StartProblem(
        `File ${fileId} is still ${file.state}. It goes on by itself; look again with GET /files/${fileId}.`,
      );
    }
    await sleep(pauseMs);
    pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 1.5);
  }
}

const plain = (value) =>
  typeof value === 'object' && value !== null
    ? Object.entries(value)
        .map(([name, one]) => `${name} ${plain(one)}`)
        .join(', ')
    : String(value);

function placeOf(place) {
  return typeof place === 'object' && place !== null
    ? Object.entries(place)
        .filter(([, value]) => value !== null && value !== '')
        .map(([name, value]) => `${name} ${plain(value)}`)
        .join(' ')
    : String(place ?? '');
}

function show(file, isRepeat) {
  const facts = new Table({ style: { head: [], border: [] } });
  facts.push(
    ['file', file.id],
    ['kind', file.kind],
    ['state', file.state],
    ['bytes', file.sizeBytes],
    ['problems', file.problemCount],
  );
  for (const [name, value] of Object.entries(file.summary ?? {})) facts.push([name, plain(value)]);
  if (isRepeat)
    console.log(pc.yellow('These bytes came before; this is what became of them. Nothing was imported again.'));
  console.log(facts.toString());
  if (file.problems.length === 0) return;
  const problems = new Table({
    head: ['severity', 'code', 'where', 'what'],
    style: { head: [], border: [] },
    wordWrap: true,
    colWidths: [11, 28, 30, 60],
  });
  for (const one of file.problems.slice(0, SHOWN_PROBLEMS))
    problems.push([one.severity, one.code, placeOf(one.place), one.message]);
  console.log(problems.toString());
  const rest = file.problemCount - Math.min(SHOWN_PROBLEMS, file.problems.length);
  if (rest > 0) console.log(`… and ${rest} more: GET /files/${file.id}`);
}

/** The item about a file that could not be used belongs to a lead. */
async function readAgain(config, organization, fileId) {
  const lead = new Door(config.api.publicUrl, await tokenFor(config, 'lead', organization));
  const isAsked = await lead.readAgain(fileId);
  if (isAsked) await sleep(SETTLE_MS);
  return isAsked;
}

/** Exit code: 0 when all of the file could be used, 1 when a person must look. */
export async function importFile(path, { org, role, timeout, again }) {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) throw new StartProblem(`There is no file ${path}.`);
  const { settings, config } = await installation();
  const organization = organizationOf(org, settings);
  const door = new Door(config.api.publicUrl, await tokenFor(config, role, organization));
  const { fileId, isRepeat } = await door.upload(path);
  const isReadAgain = isRepeat && again && (await readAgain(config, organization, fileId));
  const file = await atItsEnd(door, fileId, timeout * 1_000);
  show(file, isRepeat && !isReadAgain);
  if (file.state === 'DONE_WITH_PROBLEMS' && file.kind !== 'unusable')
    console.log(
      'When the cause is mended here (a payer added, say): the same command with --again reads the file again.',
    );
  return file.state === 'DONE' && file.kind !== 'unusable' ? 0 : 1;
}
