import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';

/** What the Prisma adapter asks of a connection. */
type Connection = pg.PoolClient;

const lent = new AsyncLocalStorage<Connection>();

/** A pool that hands out the connection lent to the caller, if one was. */
export class LendingPool extends pg.Pool {
  override connect(): Promise<pg.PoolClient>;
  override connect(
    callback: (
      error: Error | undefined,
      client: pg.PoolClient | undefined,
      done: (release?: Error | boolean) => void,
    ) => void,
  ): void;
  override connect(callback?: Parameters<pg.Pool['connect']>[0]): Promise<pg.PoolClient> | void {
    if (callback) return super.connect(callback);
    const borrowed = lent.getStore();
    return borrowed ? Promise.resolve(borrowed) : super.connect();
  }
}

/** Inside `work` the pool answers with this connection, whose transaction belongs to the lender: the borrower's words for its begin and end are not sent. */
export const lendTo = <T>(connection: Connection, work: () => T): T => lent.run(borrowable(connection), work);

const LENDERS_WORDS: readonly unknown[] = ['BEGIN', 'COMMIT', 'ROLLBACK'];
const NOTHING = { rows: [], fields: [], rowCount: 0 };

function borrowable(connection: Connection): Connection {
  const borrowed = {
    query: (statement: pg.QueryConfig) =>
      LENDERS_WORDS.includes(statement.text) ? Promise.resolve(NOTHING) : connection.query(statement),
    on: () => borrowed,
    removeListener: () => borrowed,
    release: () => undefined,
  };
  return borrowed as unknown as Connection;
}
