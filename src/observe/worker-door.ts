import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** `up`, or a word for what is wrong; never an error's text. */
export type Parts = Readonly<Record<string, 'up' | 'down' | 'stopping' | 'missing'>>;

export interface WorkerDoor {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly ready: () => Promise<Parts>;
  readonly metrics: () => Promise<string>;
}

export interface OpenDoor {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** `/health/live`, `/health/ready` (503 with the parts that are not up) and `/metrics`; nothing else. */
export async function openWorkerDoor({ host, port, ready, metrics }: WorkerDoor): Promise<OpenDoor> {
  const server = createServer((req, res) => {
    const path = (req.url ?? '').split('?')[0];
    const answer =
      path === '/health/live'
        ? Promise.resolve(send(res, 200, { alive: true }))
        : path === '/health/ready'
          ? ready().then((parts) => send(res, isUp(parts) ? 200 : 503, { ready: isUp(parts), ...parts }))
          : path === '/metrics'
            ? metrics().then((text) => res.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(text))
            : Promise.resolve(send(res, 404, { status: 404 }));
    answer.catch(() => send(res, 503, { ready: false }));
  });
  server.requestTimeout = 10_000;
  await new Promise<void>((up, failed) => server.once('error', failed).listen(port, host, up));
  return { port: (server.address() as AddressInfo).port, close: () => closed(server) };
}

const isUp = (parts: Parts): boolean => Object.values(parts).every((state) => state === 'up');

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(body));
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((done) => server.close(() => done()));
}
