import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { askWriteOffs } from '../app/approvals/ask-write-offs.js';
import { writeOffCodes, type WriteOffCode } from '../domain/ledger/write-off-codes.js';
import { currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor } from './request-context.js';
import { Route } from './route.js';
import { cents, uuid } from './schemas.js';

const CLAIMS_A_REQUEST = 500;

const askBody = z
  .strictObject({
    claimIds: z.array(uuid).min(1).max(CLAIMS_A_REQUEST),
    writeOffCode: z.enum(Object.keys(writeOffCodes) as [WriteOffCode, ...WriteOffCode[]]),
    /** True shows what would be asked for, and writes nothing. */
    dryRun: z.boolean().default(true),
  })
  .meta({ id: 'AskWriteOffs' });
const asked = z
  .strictObject({
    dryRun: z.boolean(),
    totalCents: cents,
    lines: z.array(
      z.strictObject({
        claimId: uuid,
        claimNumber: z.string().nullable(),
        amountCents: cents,
        level: z.enum(['specialist', 'lead', 'manager', 'director']).nullable(),
        refusal: z
          .enum(['unknownClaim', 'nothingOpen', 'askedAlready', 'contractualForDenial', 'ownAccount'])
          .nullable(),
        approvalId: uuid.nullable(),
      }),
    ),
  })
  .meta({ id: 'WriteOffsAsked' });

@ApiTags('work')
@Controller('write-offs')
export class WriteOffsController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Post()
  @HttpCode(200)
  @Route('writeOffs.ask', {
    summary: 'Ask for the write-off of many claims, one approval each; a dry run unless told otherwise',
    answer: asked,
  })
  ask(@Body({ schema: askBody }) body: z.output<typeof askBody>) {
    return askWriteOffs(this.deps, currentActor(), currentOrganization(), body);
  }
}
