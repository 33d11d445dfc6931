import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { getClaim } from '../app/claims/claim-detail.queries.js';
import { claimSorts, listClaims, searchClaims } from '../app/claims/claims.queries.js';
import { recordFilingEvidence } from '../app/claims/record-filing-evidence.js';
import { recordFilingException } from '../app/claims/record-filing-exception.js';
import { voidClaim } from '../app/claims/void-claim.js';
import { commandStory } from '../app/commands/command-story.js';
import { paperEvidence } from '../domain/claims/filing-proof.js';
import { filingExceptionKinds } from '../domain/payer-rules/filing-exception.js';
import { voidReasons } from '../domain/claims/void-reason.js';
import { answered, currentOrganization, seenByCaller } from './answers.js';
import { filingProofFields } from './filing-proof.schema.js';
import { claimDetail, claimPage, claimsFound } from './claims.schemas.js';
import { commandAnswer, commandBody, type CommandBody } from './commands.schemas.js';
import { DEPS, type ApiDeps } from './deps.js';
import { IntentionKey } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { date, dateText, filterCode, filterId, idParam, paging, uuid, words } from './schemas.js';

const listQuery = z.strictObject({
  ...paging,
  state: filterCode,
  open: z.stringbool().exactOptional(),
  payerId: filterId,
  accountId: filterId,
  claimNumber: filterCode,
  serviceFrom: date.exactOptional(),
  serviceThrough: date.exactOptional(),
  sort: z.enum(claimSorts).default('createdOn'),
  descending: z.stringbool().default(false),
});
const namePart = z.string().trim().min(1).max(80);
const searchBody = z
  .strictObject({
    lastName: namePart.exactOptional(),
    firstName: namePart.exactOptional(),
    memberId: namePart.exactOptional(),
  })
  .refine((wish) => wish.lastName !== undefined || wish.memberId !== undefined, 'lastName (with firstName) or memberId')
  .meta({ id: 'ClaimSearch' });

const exceptionBody = z
  .strictObject({
    kind: z.enum(filingExceptionKinds),
    on: date,
    documentId: uuid.exactOptional(),
    until: date.exactOptional(),
    note: words,
  })
  .meta({ id: 'FilingException' });
const exceptionAnswer = z
  .strictObject({ claimId: uuid, kind: z.enum(filingExceptionKinds), citation: z.string(), hardDate: dateText })
  .meta({ id: 'FilingExceptionRecorded' });
const evidenceBody = z
  .strictObject({
    kind: z.enum(paperEvidence),
    on: date,
    control: z.string().regex(/^[A-Za-z0-9-]{1,50}$/),
    documentId: uuid,
    note: words,
  })
  .meta({ id: 'FilingEvidence' });
const evidenceAnswer = filingProofFields.extend({ claimId: uuid }).meta({ id: 'FilingEvidenceRecorded' });
const voidBody = z.strictObject({ reason: z.enum(voidReasons), note: words }).meta({ id: 'VoidClaim' });
const voidAnswer = z.strictObject({ claimId: uuid, reason: z.enum(voidReasons) }).meta({ id: 'VoidAsked' });

@ApiTags('claims')
@Controller('claims')
export class ClaimsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('claims.list', { summary: 'Claims by filter and sort', answer: claimPage })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listClaims(this.deps, currentActor(), currentOrganization(), query);
  }

  @Post('search')
  @Route('claims.search', { summary: 'Claims of a patient by exact name or member id', answer: claimsFound })
  async search(@Body({ schema: searchBody }) body: z.output<typeof searchBody>) {
    return { items: await searchClaims(this.deps, currentActor(), currentOrganization(), body) };
  }

  @Get(':id')
  @Route('claims.read', {
    summary: 'One claim with timeline, lines, deadlines, submissions, remittances and ledger',
    answer: claimDetail,
  })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getClaim(this.deps, currentActor(), currentOrganization(), id, seenByCaller()));
  }

  @Post(':id/hold')
  @Route('claims.hold', { summary: 'Hold a claim: stops what goes out, never a deadline', answer: commandAnswer })
  hold(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: commandBody }) body: CommandBody,
    @IntentionKey() key: string,
  ) {
    return this.command('placeHold', id, body, key);
  }

  @Post(':id/release')
  @Route('claims.release', { summary: 'Release a held claim', answer: commandAnswer })
  release(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: commandBody }) body: CommandBody,
    @IntentionKey() key: string,
  ) {
    return this.command('releaseHold', id, body, key);
  }

  @Post(':id/void')
  @Route('claims.void', {
    summary: 'Take a claim back with frequency 8; it stays open until the payer confirms',
    answer: voidAnswer,
    status: 202,
  })
  void(@Param('id', { schema: idParam }) claimId: string, @Body({ schema: voidBody }) body: z.output<typeof voidBody>) {
    return answered(voidClaim(this.deps, currentActor(), currentOrganization(), { claimId, ...body }));
  }

  @Post(':id/filing-exception')
  @Route('claims.filingException', {
    summary: 'Record why the payer takes the claim after its limit (TF4, 42 CFR 424.44(b)), with the document',
    answer: exceptionAnswer,
    status: 202,
  })
  filingException(
    @Param('id', { schema: idParam }) claimId: string,
    @Body({ schema: exceptionBody }) body: z.output<typeof exceptionBody>,
  ) {
    return answered(recordFilingException(this.deps, currentActor(), currentOrganization(), { claimId, ...body }));
  }

  @Post(':id/filing-evidence')
  @Route('claims.filingEvidence', {
    summary: 'Keep a paper that shows when the payer had the claim (TF5): portal, letter, clearinghouse, mail or fax',
    answer: evidenceAnswer,
    status: 201,
  })
  filingEvidence(
    @Param('id', { schema: idParam }) claimId: string,
    @Body({ schema: evidenceBody }) body: z.output<typeof evidenceBody>,
  ) {
    return answered(recordFilingEvidence(this.deps, currentActor(), currentOrganization(), { claimId, ...body }));
  }

  @Post(':id/expedite')
  @Route('claims.expedite', { summary: 'Follow up with the payer now', answer: commandAnswer })
  expedite(
    @Param('id', { schema: idParam }) id: string,
    @Body({ schema: commandBody }) body: CommandBody,
    @IntentionKey() key: string,
  ) {
    return this.command('expediteFollowUp', id, body, key);
  }

  private command(
    command: 'placeHold' | 'releaseHold' | 'expediteFollowUp',
    subjectId: string,
    body: CommandBody,
    commandId: string,
  ) {
    return answered(
      commandStory(this.deps, currentActor(), currentOrganization(), {
        story: 'claim',
        subjectId,
        command,
        commandId,
        reason: body.reason,
      }),
    );
  }
}
