// GET /claims under load, beside a bare Nest route with an answer of the same size.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';

const CONNECTIONS = 8;
const SECONDS = 8;

async function load(url, headers = {}) {
  await autocannon({ url, headers, connections: CONNECTIONS, duration: 2 }); // warm
  const { latency, requests, non2xx } = await autocannon({ url, headers, connections: CONNECTIONS, duration: SECONDS });
  return { p50: latency.p50, p99: latency.p99, perSecond: Math.round(requests.average), refused: non2xx };
}

async function bare(bytes) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('./bare-nest.mjs', import.meta.url)), String(bytes)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  const result = await load(`http://127.0.0.1:${String(port).trim()}/list`);
  child.kill();
  return result;
}

export async function listBench({ config, tokenOf }, { organizationId }) {
  const url = `${config.api.publicUrl}/claims?limit=25`;
  const headers = { authorization: `Bearer ${await tokenOf('supervisor', organizationId)}` };
  const bytes = (await (await fetch(url, { headers })).text()).length;
  return { bytes, product: await load(url, headers), bare: await bare(bytes) };
}
