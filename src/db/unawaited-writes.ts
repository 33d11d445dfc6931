import type pg from 'pg';
import { runRaw, type RawStatement } from './raw-statements.js';

/** Sends a statement whose answer nobody needs. */
export type Write = (...statement: RawStatement) => void;

/**
 * Statements of one transaction that are not waited for: each travels with the next question or the commit, in the order in
 * which they were written, and costs no round trip. One that fails fails the transaction, with its own error.
 */
export class UnawaitedWrites {
  private readonly answers: Promise<void>[] = [];
  private failure: { readonly error: unknown } | undefined;
  private isOver = false;

  constructor(private readonly connection: pg.ClientBase) {}

  readonly write: Write = (...statement) => {
    if (this.isOver) throw new Error('this transaction is over');
    const answer = runRaw(this.connection, statement).then(
      () => undefined,
      (error: unknown) => void (this.failure ??= { error }),
    );
    this.answers.push(answer);
  };

  /** Nothing is written any more; what is on its way is answered before the commit is. */
  end(): void {
    this.isOver = true;
  }

  /** After the commit or rollback was answered: throws what made a statement fail. */
  async settle(): Promise<void> {
    await Promise.all(this.answers);
    if (this.failure) throw this.failure.error;
  }
}
