import 'reflect-metadata';
import { mkdir, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { pino } from 'pino';
import type { Config } from '../config.js';
import { readConfig } from '../config.js';
import { openDatabase } from '../db/database.js';
import { newKeyFile } from '../security/key-file.js';
import { KeyRing } from '../security/key-ring.js';
import { temporalClient } from '../temporal/connection.js';
import { createApi } from './create-api.js';
import { openApiDocument } from './openapi.js';

const DOCUMENT = 'docs/openapi.json';
const CLIENT = 'src/api-client/schema.d.ts';
const HEAD = '// Generated from docs/openapi.json by "npm run docs". Do not edit.\n';

/** The document of the controllers; nothing is contacted, as database and Temporal are only asked by requests. */
export async function currentDocument(config: Config = readConfig({})): Promise<object> {
  const keys = new KeyRing(newKeyFile());
  const deps = { db: openDatabase(config.database.url), keys, config, temporal: temporalClient(config, keys) };
  const app = await createApi({ deps, authenticate: async () => undefined, log: pino({ level: 'silent' }), mounts: {} });
  const document = openApiDocument(app);
  await app.close();
  return document;
}

/** Text of the generated types of the client. */
export const clientTypes = async (document: object): Promise<string> =>
  HEAD + astToString(await openapiTS(document as never, { alphabetize: true, defaultNonNullable: false }));

async function main(): Promise<void> {
  const document = await currentDocument();
  await mkdir('docs', { recursive: true });
  await writeFile(DOCUMENT, `${JSON.stringify(document, null, 2)}\n`);
  await writeFile(CLIENT, await clientTypes(document));
  process.exit(0);
}

if (process.argv[1]?.endsWith('write-openapi.js')) await main();
