import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { explainAccount, explainClaim } from '../app/books/explain-balance.queries.js';
import { readTrialBalance } from '../app/books/trial-balance.queries.js';
import { verifyBooks } from '../app/books/verify-books.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, date, dateText, idParam } from './schemas.js';

const asOf = z.strictObject({ on: date.exactOptional() });
const explanation = z
  .strictObject({
    on: dateText,
    summary: z.string(),
    balanceCents: cents,
    steps: z.array(
      z.strictObject({
        on: dateText,
        sentence: z.string(),
        changeCents: cents,
        balanceCents: cents,
        rule: z.string().exactOptional(),
        links: z.array(z.string()),
      }),
    ),
  })
  .meta({ id: 'BalanceExplanation' });
const trialBalance = z
  .strictObject({
    on: dateText,
    debitCents: cents,
    creditCents: cents,
    rows: z.array(
      z.strictObject({
        account: z.string(),
        title: z.string(),
        side: z.enum(['debit', 'credit']),
        debitCents: cents,
        creditCents: cents,
        balanceCents: cents,
      }),
    ),
  })
  .meta({ id: 'TrialBalance' });
const checks = z
  .strictObject({
    hold: z.boolean(),
    checks: z.array(
      z.strictObject({
        name: z.string(),
        holds: z.boolean(),
        sentence: z.string(),
        counted: z.int(),
        faultCount: z.int(),
        faults: z.array(z.strictObject({ subject: z.string(), found: z.string() })),
      }),
    ),
  })
  .meta({ id: 'BookChecks' });

@ApiTags('books')
@Controller()
export class BooksController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('accounts/:id/explanation')
  @Route('accounts.explain', {
    summary: 'A guarantor’s balance of any business day as sentences, each with its cause',
    answer: explanation,
  })
  account(@Param('id', { schema: idParam }) id: string, @Query({ schema: asOf }) query: z.output<typeof asOf>) {
    return answered(explainAccount(this.deps, currentActor(), currentOrganization(), { id, ...query }));
  }

  @Get('claims/:id/explanation')
  @Route('claims.explain', {
    summary: 'What the payer of a claim owes on any business day, as sentences, each with its cause',
    answer: explanation,
  })
  claim(@Param('id', { schema: idParam }) id: string, @Query({ schema: asOf }) query: z.output<typeof asOf>) {
    return answered(explainClaim(this.deps, currentActor(), currentOrganization(), { id, ...query }));
  }

  @Get('books/trial-balance')
  @Route('books.trialBalance', { summary: 'Every ledger account as of a business day', answer: trialBalance })
  trialBalance(@Query({ schema: asOf }) query: z.output<typeof asOf>) {
    return readTrialBalance(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('books/checks')
  @Route('books.verify', { summary: 'Proves the books now: every check in words, with what breaks it', answer: checks })
  async verify() {
    const found = await verifyBooks(this.deps, currentActor(), currentOrganization());
    return { hold: found.every(({ holds }) => holds), checks: found };
  }
}
