import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { getAccount, listAccounts, searchAccounts } from '../app/accounts/accounts.queries.js';
import { printReceipt } from '../app/accounts/print-receipt.js';
import { recordInquiry } from '../app/accounts/record-inquiry.js';
import { returnPatientPayment, returnReasons } from '../app/accounts/return-patient-payment.js';
import { recordPatientPayment } from '../app/accounts/record-patient-payment.js';
import { patientAnswers } from '../app/links/patient-answers.js';
import { answer, answered, currentOrganization, seenByCaller } from './answers.js';
import { decisionFields } from './claims.schemas.js';
import { DEPS, type ApiDeps } from './deps.js';
import { planRow } from './plans.controller.js';
import { IntentionKey } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import {
  cents,
  code,
  date,
  dateText,
  filterCode,
  idParam,
  paging,
  pageOf,
  positiveCents,
  uuid,
  words,
} from './schemas.js';

const row = {
  id: uuid,
  accountNumber: z.string(),
  state: z.string(),
  holds: z.array(z.string()),
  createdOn: dateText,
  version: z.int(),
};
const account = z.strictObject(row).meta({ id: 'Account' });
const accountDetail = z
  .strictObject({
    ...row,
    balanceCents: cents,
    guarantor: z.unknown(),
    responsibilities: z.array(
      z.strictObject({
        id: uuid,
        claimId: uuid,
        amountCents: cents,
        paidCents: cents,
        dayZero: dateText,
        state: z.string(),
        settledOn: dateText.nullable(),
        settledHow: z.string().nullable(),
      }),
    ),
    statements: z.array(
      z.strictObject({
        id: uuid,
        kind: z.string(),
        number: z.int(),
        amountCents: cents,
        state: z.string(),
        sentOn: dateText.nullable(),
        planId: uuid.nullable(),
      }),
    ),
    plans: z.array(planRow),
    payments: z.array(
      z.strictObject({
        id: uuid,
        amountCents: cents,
        method: z.string(),
        reference: z.string(),
        receivedOn: dateText,
        receiptNumber: z.int().nullable(),
      }),
    ),
    decisions: z.array(z.strictObject({ ...decisionFields, subjectType: z.string(), subjectId: uuid })),
  })
  .meta({ id: 'AccountDetail' });
const payment = z
  .strictObject({ paymentId: uuid, accountId: uuid, amountCents: cents, receivedOn: dateText, receiptNumber: z.int() })
  .meta({ id: 'RecordedPatientPayment' });
const returnedPayment = z
  .strictObject({ paymentId: uuid, accountId: uuid, amountCents: cents, feeCents: cents, returnedOn: dateText })
  .meta({ id: 'ReturnedPatientPayment' });
const inquiry = z.strictObject({ accountId: uuid, answer: z.enum(patientAnswers) }).meta({ id: 'RecordedAnswer' });

const listQuery = z.strictObject({ ...paging, state: filterCode });
const namePart = z.string().trim().min(1).max(80);
const searchBody = z
  .strictObject({ lastName: namePart, firstName: z.string().trim().max(80).default('') })
  .meta({ id: 'AccountSearch' });
const paymentBody = z
  .strictObject({
    amountCents: positiveCents,
    method: z.enum(['check', 'cash', 'card', 'ach', 'other']),
    reference: z
      .string()
      .trim()
      .min(1)
      .max(80)
      .refine((text) => !/\d{13,}/.test(text.replaceAll(/[ -]/g, '')), 'no card or account numbers'),
    receivedOn: date.exactOptional(),
  })
  .meta({ id: 'NewPatientPayment' });
const returnBody = z
  .strictObject({ reason: z.enum(returnReasons), returnedOn: date.exactOptional() })
  .meta({ id: 'ReturnPatientPayment' });
const inquiryBody = z
  .strictObject({
    answer: z.enum(patientAnswers),
    channel: code,
    planId: uuid.exactOptional(),
    promisedDate: date.exactOptional(),
    message: words.exactOptional(),
  })
  .meta({ id: 'GuarantorSays' });

@ApiTags('patients')
@Controller('accounts')
export class AccountsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('accounts.list', {
    summary: 'Guarantor accounts by number',
    answer: pageOf(account).meta({ id: 'AccountPage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listAccounts(this.deps, currentActor(), currentOrganization(), query);
  }

  @Post('search')
  @Route('accounts.search', {
    summary: 'Accounts of a guarantor by exact name',
    answer: z.strictObject({ items: z.array(account) }).meta({ id: 'AccountsFound' }),
  })
  async search(@Body({ schema: searchBody }) body: z.output<typeof searchBody>) {
    return { items: await searchAccounts(this.deps, currentActor(), currentOrganization(), body) };
  }

  @Get(':id')
  @Route('accounts.read', {
    summary: 'One account: balance, responsibilities, statements, plans, payments, decisions with their reasons',
    answer: accountDetail,
  })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getAccount(this.deps, currentActor(), currentOrganization(), id, seenByCaller()));
  }

  @Post(':id/payments')
  @Route('patientPayments.record', {
    summary: 'Record money of a guarantor; the account’s story posts it',
    answer: payment,
    status: 201,
  })
  pay(
    @Param('id', { schema: idParam }) accountId: string,
    @Body({ schema: paymentBody }) body: z.output<typeof paymentBody>,
    @IntentionKey() key: string,
  ) {
    return answered(
      recordPatientPayment(this.deps, currentActor(), currentOrganization(), { ...body, accountId, key }),
    );
  }

  @Post(':id/payments/:paymentId/return')
  @HttpCode(200)
  @Route('patientPayments.return', {
    summary: 'A payment came back from the bank: reversed, owed again, a person speaks with the guarantor',
    answer: returnedPayment,
  })
  returnPayment(
    @Param('id', { schema: idParam }) accountId: string,
    @Param('paymentId', { schema: idParam }) paymentId: string,
    @Body({ schema: returnBody }) body: z.output<typeof returnBody>,
  ) {
    return answered(
      returnPatientPayment(this.deps, currentActor(), currentOrganization(), { ...body, accountId, paymentId }),
    );
  }

  @Get(':id/payments/:paymentId/receipt')
  @Route('patientPayments.receipt', {
    summary: 'The numbered receipt of a payment, to print; it says when the bank returned the payment',
    answer: z.string().meta({ description: 'application/pdf' }),
  })
  async receipt(
    @Param('id', { schema: idParam }) accountId: string,
    @Param('paymentId', { schema: idParam }) paymentId: string,
  ): Promise<StreamableFile> {
    const wish = { accountId, paymentId };
    const { number, bytes } = answer(await printReceipt(this.deps, currentActor(), currentOrganization(), wish));
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      length: bytes.length,
      disposition: `attachment; filename="receipt-${number}.pdf"`,
    });
  }

  @Post(':id/inquiries')
  @Route('patientAnswers.record', {
    summary: 'Record what a guarantor said: a question, a dispute, a promise, an answer to a plan',
    answer: inquiry,
    status: 201,
  })
  inquire(
    @Param('id', { schema: idParam }) accountId: string,
    @Body({ schema: inquiryBody }) body: z.output<typeof inquiryBody>,
    @IntentionKey() key: string,
  ) {
    return answered(recordInquiry(this.deps, currentActor(), currentOrganization(), { ...body, accountId, key }));
  }
}
