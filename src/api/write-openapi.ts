import 'reflect-metadata';
import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../config.js';
import { createApi } from './create-api.js';
import { openApiDocument } from './openapi.js';

const DOCUMENT = 'docs/openapi.json';
const CLIENT = 'src/api-client/generated/schema.d.ts';
/** Development only: the generator of the typed client, run as a program. */
const GENERATOR = 'node_modules/openapi-typescript/bin/cli.js';

/** Controllers describe themselves; database, keys and Temporal are asked by requests alone, and none comes here. */
const NEVER_ASKED = undefined as never;

async function currentDocument(): Promise<object> {
  const deps = { db: NEVER_ASKED, keys: NEVER_ASKED, temporal: NEVER_ASKED, config: readConfig({}) };
  const app = await createApi({
    deps,
    authenticate: async () => undefined,
    log: pino({ level: 'silent' }),
    mounts: {},
  });
  const document = openApiDocument(app);
  await app.close();
  return document;
}

/** Writes the document and the client's types; run from the project folder. */
async function main(): Promise<void> {
  await mkdir('docs', { recursive: true });
  await writeFile(DOCUMENT, `${JSON.stringify(await currentDocument(), null, 2)}\n`);
  await promisify(execFile)(process.execPath, [
    GENERATOR,
    DOCUMENT,
    '-o',
    CLIENT,
    '--alphabetize',
    '--default-non-nullable=false',
  ]);
}

await main();
