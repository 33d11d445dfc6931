import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { approvalLevels } from '../domain/approvals/approval-limits.js';
import { getApproval, listApprovals } from '../app/approvals/approvals.queries.js';
import { decideApproval } from '../app/approvals/decide-approval.js';
import { answered, currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { IfMatch, type ReadVersion } from './params.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, dateText, facts, filterCode, idParam, paging, pageOf, uuid, words } from './schemas.js';

const need = z
  .strictObject({
    level: z.enum(approvalLevels),
    approvers: z.int(),
    compliance: z.boolean(),
    recentCents: cents,
    lapsesOn: dateText,
    rules: z.array(z.strictObject({ ruleId: z.string(), version: z.int() })),
    onBehalfOf: z.string().exactOptional(),
    override: z
      .strictObject({ reason: z.string(), reviewBy: dateText, ruleId: z.string(), version: z.int() })
      .exactOptional(),
  })
  .meta({ id: 'ApprovalNeed' });
const approval = z
  .strictObject({
    id: uuid,
    kind: z.string(),
    subjectType: z.string(),
    subjectId: uuid,
    workItemId: uuid.nullable(),
    amountCents: cents,
    details: facts,
    requestedBy: z.string(),
    requestedOn: dateText,
    state: z.string(),
    decidedBy: z.string().nullable(),
    decidedOn: dateText.nullable(),
    version: z.int(),
    need: need.nullable(),
  })
  .meta({ id: 'Approval' });
const decided = z
  .strictObject({ id: uuid, state: z.enum(['APPROVED', 'REFUSED', 'PENDING']), version: z.int() })
  .meta({ id: 'DecidedApproval' });
const listQuery = z.strictObject({ ...paging, state: filterCode, kind: filterCode });
const decideBody = z
  .strictObject({ decision: z.enum(['approved', 'refused']), note: words, emergency: words.exactOptional() })
  .meta({ id: 'DecideApproval' });

@ApiTags('work')
@Controller('approvals')
export class ApprovalsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get()
  @Route('approvals.list', {
    summary: 'Requests for approval; pending ones unless a state is named',
    answer: pageOf(approval).meta({ id: 'ApprovalPage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listApprovals(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get(':id')
  @Route('approvals.read', { summary: 'One request for approval', answer: approval })
  read(@Param('id', { schema: idParam }) id: string) {
    return answered(getApproval(this.deps, currentActor(), currentOrganization(), id));
  }

  @Post(':id/decide')
  @Route('approvals.decide', {
    summary:
      'Approve or refuse; never one’s own request, within the limit of the role or of one that was lent; an emergency is reviewed',
    answer: decided,
    versioned: true,
  })
  decide(
    @Param('id', { schema: idParam }) approvalId: string,
    @Body({ schema: decideBody }) body: z.output<typeof decideBody>,
    @IfMatch() read: ReadVersion,
  ) {
    return answered(decideApproval(this.deps, currentActor(), currentOrganization(), { ...body, approvalId, ...read }));
  }
}
