import type pg from 'pg';

const streamOf = (client: pg.ClientBase) => (client as pg.Client).connection.stream;

/**
 * From now on the statements this connection is given before the program waits for something leave together: one system call
 * here, one wake of the server's process. The connection must be one that sends statements before the last is answered (`pipeline`).
 */
export function gatherWrites(client: pg.ClientBase): void {
  const send = client.query.bind(client) as (...args: unknown[]) => unknown;
  let held = false;
  const hold = (): void => {
    if (held) return;
    held = true;
    const stream = streamOf(client);
    stream.cork();
    process.nextTick(() => {
      held = false;
      stream.uncork();
    });
  };
  client.query = ((...args: unknown[]) => {
    hold();
    return send(...args);
  }) as typeof client.query;
}

/** Ends a connection that may never answer; everything asked of it fails. */
export const cutOff = (client: pg.ClientBase): void => void streamOf(client).destroy();
