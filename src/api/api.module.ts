import { type DynamicModule, type INestApplication, Module, type Type } from '@nestjs/common';
import { StandardSchemaValidationPipe } from '@nestjs/common/pipes/standard-schema-validation.pipe.js';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import type { Logger } from 'pino';
import { recordAccess } from '../app/access/record-access.js';
import { refusalOfOwn } from '../app/staff/own-accounts.js';
import { abandonKey, beginKey, finishKey } from '../app/idempotency/idempotency-keys.js';
import type { Authenticate } from '../identity/authenticate.js';
import { AnswerFormInterceptor } from './answer-form.interceptor.js';
import { DelegationsController } from './delegations.controller.js';
import { OwnAccountsController } from './own-accounts.controller.js';
import { ApprovalsController } from './approvals.controller.js';
import { AccountsController } from './accounts.controller.js';
import { AuditController } from './audit.controller.js';
import { ClaimsController } from './claims.controller.js';
import { CollectionsController } from './collections.controller.js';
import { ContactsController } from './contacts.controller.js';
import { CoveragesController } from './coverages.controller.js';
import { DeadlinesController } from './deadlines.controller.js';
import { DenialsController } from './denials.controller.js';
import { EditsController } from './edits.controller.js';
import { OrganizationsController } from './organizations.controller.js';
import { RemittancesController } from './remittances.controller.js';
import { RefundsController } from './refunds.controller.js';
import { UnpostedItemsController } from './unposted-items.controller.js';
import { WriteOffsController } from './write-offs.controller.js';
import { TrendsController } from './trends.controller.js';
import { WebhooksController } from './webhooks.controller.js';
import { PayerOutagesController } from './payer-outages.controller.js';
import { PayerRulesController } from './payer-rules.controller.js';
import { DEPS, type ApiDeps } from './deps.js';
import { DocumentsController } from './documents.controller.js';
import { EntityTagInterceptor } from './etag.interceptor.js';
import { FilesController } from './files.controller.js';
import { AccessGuard, type AccessEvent } from './guards/access-guard.js';
import { OwnAccountGuard } from './guards/own-account-guard.js';
import { assertEveryRouteHasARow } from './guards/every-route-has-a-row.js';
import { HealthController } from './health.controller.js';
import { IdempotencyInterceptor, type IdempotencyStore } from './idempotency.interceptor.js';
import { LinksController } from './links.controller.js';
import { MetricsController } from './metrics.controller.js';
import { PlansController } from './plans.controller.js';
import { PracticeClockController } from './practice-clock.controller.js';
import { ProblemFilter } from './problem-filter.js';
import { AgingController } from './aging.controller.js';
import { BooksController } from './books.controller.js';
import { RateLimits } from './rate-limits.js';
import { ReportsController } from './reports.controller.js';
import { ManyWorkItemsController } from './many-work-items.controller.js';
import { WorkItemsController } from './work-items.controller.js';
import { StaffController } from './staff.controller.js';
import { WorkListsController } from './work-lists.controller.js';

export const controllers: Type[] = [
  HealthController,
  MetricsController,
  ReportsController,
  TrendsController,
  AgingController,
  BooksController,
  PracticeClockController,
  FilesController,
  ManyWorkItemsController,
  WorkItemsController,
  WorkListsController,
  StaffController,
  AccountsController,
  PlansController,
  CollectionsController,
  LinksController,
  ApprovalsController,
  DelegationsController,
  OwnAccountsController,
  ClaimsController,
  DenialsController,
  EditsController,
  DocumentsController,
  RemittancesController,
  RefundsController,
  UnpostedItemsController,
  ContactsController,
  DeadlinesController,
  CoveragesController,
  PayerRulesController,
  PayerOutagesController,
  OrganizationsController,
  WriteOffsController,
  WebhooksController,
  AuditController,
];

export interface ApiParts {
  readonly deps: ApiDeps;
  readonly authenticate: Authenticate;
  readonly log: Logger;
}

@Module({})
export class ApiModule {
  /** All providers by hand: what a controller gets can be read here. Interceptors run in this order, the idempotency key first. */
  static with({ deps, authenticate, log }: ApiParts): DynamicModule {
    const limits = new RateLimits(deps.config.api.limits);
    const filter = new ProblemFilter(
      { unexpected: ({ requestId, error }) => log.error({ requestId, err: error }, 'unexpected fault') },
      limits,
    );
    return {
      module: ApiModule,
      controllers,
      providers: [
        { provide: DEPS, useValue: deps },
        { provide: APP_FILTER, useValue: filter },
        {
          provide: APP_GUARD,
          useValue: new AccessGuard({
            authenticate,
            limits,
            recordAccess: (event) => recordAccess(deps, accessOf(event)),
          }),
        },
        {
          provide: APP_GUARD,
          useValue: new OwnAccountGuard(({ principal: { subject, role, orgId }, ...about }) =>
            refusalOfOwn(deps, { id: subject, role }, orgId, about),
          ),
        },
        { provide: APP_INTERCEPTOR, useValue: new IdempotencyInterceptor(idempotencyStore(deps), deps.keys) },
        { provide: APP_INTERCEPTOR, useValue: new EntityTagInterceptor() },
        ...(deps.config.mode === 'test' ? [{ provide: APP_INTERCEPTOR, useValue: new AnswerFormInterceptor() }] : []),
        { provide: APP_PIPE, useValue: new StandardSchemaValidationPipe() },
      ],
    };
  }
}

/** Last step before listening: a route without a row in the access table stops the start. */
export const assertRoutes = (app: INestApplication): void => assertEveryRouteHasARow(app);

const idempotencyStore = (deps: ApiDeps): IdempotencyStore => ({
  begin: (place, requestHash) => beginKey(deps, place, requestHash),
  finish: (place, answer) => finishKey(deps, place, answer),
  abandon: (place) => abandonKey(deps, place),
});

const accessOf = ({ principal, operation, action, subjectId, outcome, requestId }: AccessEvent) => ({
  organizationId: principal.orgId,
  actor: { id: principal.subject, role: principal.role, requestId },
  operation,
  action,
  outcome,
  ...(subjectId && { subjectId }),
});
