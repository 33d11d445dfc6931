import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { askReplan, decideReplan, decideRule } from '../app/payer-rules/decide-rule.js';
import { listRules, rulesOfPayer } from '../app/payer-rules/payer-rules.queries.js';
import { previewOfRule } from '../app/payer-rules/rule-preview.queries.js';
import { proposeRule } from '../app/payer-rules/propose-rule.js';
import { payerClasses } from '../domain/payer-rules/payer-class.js';
import { ruleAuthorities } from '../domain/payer-rules/payer-rule.js';
import { ruleKeys } from '../domain/payer-rules/rule-value.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, code, date, dateText, facts, filterCode, idParam, paging, pageOf, uuid, words } from './schemas.js';

const shownRule = {
  ruleId: z.string(),
  version: z.int(),
  value: z.string(),
  authority: z.enum(ruleAuthorities),
  source: z.string(),
  effectiveFrom: dateText,
  effectiveTo: dateText.nullable(),
  approver: z.string().nullable(),
};
const shown = { ...shownRule, why: z.string() };
const level = z.strictObject({
  ruleId: z.string(),
  version: z.int(),
  level: z.int(),
  name: z.string(),
  window: z.record(z.string(), z.int()),
  receiptDays: z.int(),
  decisionDays: z.int().nullable(),
  minimumCents: z.record(z.string(), z.int()),
  automatic: z.boolean(),
  decisionBusinessDays: z.int().exactOptional(),
  endsByItself: z.boolean().exactOptional(),
  coolingOff: z.strictObject({ days: z.int(), thenBusinessDays: z.int(), source: z.string() }).exactOptional(),
  dismissalReview: z.strictObject({ days: z.int(), source: z.string() }).nullable().exactOptional(),
  filedWith: z.string().exactOptional(),
  source: z.string(),
});
const ofPayer = z
  .strictObject({
    payerId: uuid,
    name: z.string(),
    payerClass: z.string(),
    on: dateText,
    rules: z.array(z.strictObject({ key: z.string(), ...shown, beaten: z.array(z.strictObject(shown)) })),
    appealLevels: z.array(level),
  })
  .meta({ id: 'PayerRules' });
const ruleRow = z
  .strictObject({
    id: uuid,
    ruleId: z.string(),
    version: z.int(),
    key: z.string(),
    value: z.unknown(),
    authority: z.string(),
    source: z.string(),
    effectiveFrom: dateText,
    effectiveTo: dateText.nullable(),
    state: z.string(),
    preview: z.unknown(),
    proposedBy: z.string(),
    proposedOn: dateText,
    decidedBy: z.string().nullable(),
    decidedOn: dateText.nullable(),
    replanState: z.string(),
  })
  .meta({ id: 'PayerRule' });
const nextStep = z.strictObject({ what: z.string(), because: z.string() }).meta({ id: 'NextStep' });
const ofClaim = { claimId: uuid, claimNumber: z.string(), cents };
const rulePreview = z
  .strictObject({
    id: uuid,
    ruleId: z.string(),
    version: z.int(),
    key: z.string(),
    state: z.string(),
    diff: z.strictObject({
      from: z.strictObject(shownRule).nullable(),
      to: z.strictObject(shownRule),
      wins: z.boolean(),
      why: z.string(),
    }),
    counts: facts,
    deadlines: z.array(
      z.strictObject({
        ...ofClaim,
        deadlineId: uuid,
        kind: z.string(),
        fromHardDate: dateText,
        toHardDate: dateText,
        toSafeDate: dateText,
      }),
    ),
    denials: z.array(z.strictObject({ ...ofClaim, denialId: uuid, from: z.string(), to: z.string() })),
    steps: z.strictObject({
      open: z.int(),
      looked: z.int(),
      claims: z.int(),
      cents,
      changes: z.array(
        z.strictObject({
          ...ofClaim,
          subject: z.enum(['claim', 'appeal']),
          subjectId: uuid,
          on: dateText,
          from: nextStep,
          to: nextStep,
        }),
      ),
    }),
  })
  .meta({ id: 'PayerRulePreview' });
const onQuery = z.strictObject({ on: date.exactOptional() });
const listQuery = z.strictObject({ ...paging, state: filterCode, key: filterCode });
const proposeBody = z
  .strictObject({
    key: z.enum(ruleKeys, 'no such rule key; GET /payers/{id}/rules and docs/payer-rules.md name them'),
    value: z.union([z.int(), z.boolean(), z.record(z.string(), z.unknown())]),
    payerKey: code.exactOptional(),
    payerClass: z.enum(payerClasses).exactOptional(),
    state: z
      .string()
      .regex(/^[A-Z]{2}$/)
      .exactOptional(),
    contracted: z.boolean().exactOptional(),
    authority: z.enum(ruleAuthorities),
    source: words,
    effectiveFrom: date,
    effectiveTo: date.exactOptional(),
  })
  .meta({ id: 'ProposeRule' });
const decideBody = z
  .strictObject({ decision: z.enum(['approved', 'refused']), note: words })
  .meta({ id: 'DecideRule' });
const replanBody = z.strictObject({ reason: words }).meta({ id: 'AskReplan' });

@ApiTags('payer rules')
@Controller()
export class PayerRulesController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('payers/:id/rules')
  @Route('payerRules.ofPayer', {
    summary: 'Which rules hold for a payer on a day, and why each won over the others that fit',
    answer: ofPayer,
  })
  ofPayer(
    @Param('id', { schema: idParam }) payerId: string,
    @Query({ schema: onQuery }) query: z.output<typeof onQuery>,
  ) {
    return answered(rulesOfPayer(this.deps, currentActor(), currentOrganization(), { payerId, ...query }));
  }

  @Get('payer-rules')
  @Route('payerRules.list', {
    summary: 'The organization’s own rules: proposed, active, refused',
    answer: pageOf(ruleRow).meta({ id: 'PayerRulePage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listRules(this.deps, currentActor(), currentOrganization(), query);
  }

  @Post('payer-rules')
  @Route('payerRules.propose', {
    summary: 'Propose a rule; answers what it would change among the open claims, in claims and dollars',
    answer: ruleRow,
    status: 201,
  })
  propose(@Body({ schema: proposeBody }) body: z.output<typeof proposeBody>) {
    return answered(proposeRule(this.deps, currentActor(), currentOrganization(), body));
  }

  @Get('payer-rules/:id/preview')
  @Route('payerRules.preview', {
    summary: 'What a rule would change: the diff, each deadline and denial, and a test run of the next steps',
    answer: rulePreview,
  })
  preview(@Param('id', { schema: idParam }) id: string) {
    return answered(previewOfRule(this.deps, currentActor(), currentOrganization(), id));
  }

  @Post('payer-rules/:id/decide')
  @Route('payerRules.decide', { summary: 'Activate or refuse a rule somebody else proposed', answer: ruleRow })
  decide(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: decideBody }) body: z.output<typeof decideBody>,
  ) {
    return answered(decideRule(this.deps, currentActor(), currentOrganization(), { id, ...body }));
  }

  @Post('payer-rules/:id/replan')
  @Route('payerRules.askReplan', { summary: 'Ask for a re-plan run: standing deadlines to this rule', answer: ruleRow })
  replan(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: replanBody }) body: z.output<typeof replanBody>,
  ) {
    return answered(askReplan(this.deps, currentActor(), currentOrganization(), { id, ...body }));
  }

  @Post('payer-rules/:id/replan/decide')
  @Route('payerRules.decideReplan', {
    summary: 'Approve or refuse a re-plan run somebody else asked for',
    answer: ruleRow,
  })
  decideReplan(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: decideBody }) body: z.output<typeof decideBody>,
  ) {
    return answered(decideReplan(this.deps, currentActor(), currentOrganization(), { id, ...body }));
  }
}
