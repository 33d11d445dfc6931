// Events in the histories of a claim's stories, by what became of the claim in the main job.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { projectDir } from '../settings.mjs';

/** Runs the main job; answers its organization. */
export async function runJob({ environment, settings }, claims) {
  const reportFile = join(settings.dataDir, 'bench-job.json');
  const args = [
    '--enable-source-maps',
    join(projectDir, 'dist/src/simulator/main-job.js'),
    '--claims',
    String(claims),
    '--report',
    reportFile,
  ];
  const child = spawn(process.execPath, args, {
    cwd: projectDir,
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((done) => child.once('close', done));
  if (code !== 0) console.error(`the main job ended with ${code}; its histories are counted all the same`);
}

const STORIES = `
  SELECT c.id, c.state, c.organization_id AS org,
         array(SELECT d.id FROM denials d WHERE d.organization_id = c.organization_id AND d.claim_id = c.id) AS denials,
         EXISTS (SELECT 1 FROM denials d JOIN appeal_levels l ON l.organization_id = d.organization_id AND l.denial_id = d.id
                  WHERE d.organization_id = c.organization_id AND d.claim_id = c.id AND l.filed_on IS NOT NULL) AS appealed
    FROM claims c WHERE c.adjudicated_on IS NOT NULL AND c.state LIKE 'CLOSED%'`;

const median = (sorted) => sorted[Math.floor((sorted.length - 1) / 2)];

function numbers(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.length === 0 ? null : { claims: sorted.length, median: median(sorted), most: sorted.at(-1) };
}

/** `{ clean, appealed }`; an appealed claim counts its own story and those of its denials. All runs of a story count. */
export async function historyLengths({ config }, admin) {
  const connection = await Connection.connect({ address: config.temporal.address });
  const client = new Client({ connection, namespace: config.temporal.namespace });
  const lengthOf = async (workflowId) => {
    let events = 0;
    for await (const run of client.workflow.list({ query: `WorkflowId = '${workflowId}'` }))
      events += run.historyLength;
    return events;
  };
  const { rows } = await admin.query(STORIES);
  const found = { clean: [], appealed: [] };
  for (const { id, org, denials, appealed } of rows) {
    const own = await lengthOf(`claim:${org}:${id}`);
    const ofDenials = await Promise.all(denials.map((denial) => lengthOf(`appeal:${org}:${denial}`)));
    if (denials.length === 0) found.clean.push(own);
    else if (appealed) found.appealed.push(ofDenials.reduce((sum, one) => sum + one, own));
  }
  await connection.close();
  return { clean: numbers(found.clean), appealed: numbers(found.appealed) };
}
