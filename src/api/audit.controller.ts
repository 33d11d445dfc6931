import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { listAudit } from '../app/access/audit.queries.js';
import { roles } from '../domain/roles.js';
import { currentOrganization } from './answers.js';
import { DEPS, type ApiDeps } from './deps.js';
import { currentActor, currentPrincipal } from './request-context.js';
import { Route } from './route.js';
import { dateText, filterCode, paging, pageOf, uuid } from './schemas.js';

const entry = z
  .strictObject({
    sequence: z.int(),
    actor: z.string(),
    role: z.string(),
    action: z.string(),
    subjectType: z.string(),
    subjectId: z.string(),
    before: z.unknown(),
    after: z.unknown(),
    why: z.string(),
    businessDate: dateText,
    recordedAt: z.string(),
    requestId: z.string().nullable(),
  })
  .meta({ id: 'AuditEntry' });
const listQuery = z.strictObject({
  ...paging,
  subjectId: z.string().max(80).exactOptional(),
  actor: z.string().max(255).exactOptional(),
  action: filterCode,
});
const principal = z
  .strictObject({
    subject: z.string(),
    name: z.string(),
    role: z.enum(roles),
    organizationId: uuid,
    kind: z.enum(['person', 'integration']),
  })
  .meta({ id: 'Principal' });

@ApiTags('access')
@Controller()
export class AuditController {
  constructor(@Inject(DEPS) private readonly deps: ApiDeps) {}

  @Get('audit')
  @Route('audit.list', {
    summary: 'Who did what to which subject and why, newest first',
    answer: pageOf(entry).meta({ id: 'AuditPage' }),
  })
  list(@Query({ schema: listQuery }) query: z.output<typeof listQuery>) {
    return listAudit(this.deps, currentActor(), currentOrganization(), query);
  }

  @Get('principal')
  @Route('principal.read', { summary: 'Who you are here', answer: principal })
  principal() {
    const { subject, name, role, orgId, kind } = currentPrincipal();
    return { subject, name, role, organizationId: orgId, kind };
  }
}
