import { randomUUID } from 'node:crypto';
import type { Role } from '../domain/roles.js';

export class ApiRefused extends Error {
  override name = 'ApiRefused';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail = '',
  ) {
    super(`the API answered ${status} ${code} ${detail}`);
  }
}

export interface PracticeClockView {
  readonly businessAt: string;
  readonly businessDate: string;
  readonly zone: string;
  readonly dueWaits: readonly string[];
}

export interface WorkItemView {
  readonly id: string;
  readonly kind: string;
  readonly role: string;
  readonly subjectId: string;
  readonly claimId: string | null;
  readonly state: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

interface Call {
  readonly role: Role | 'nobody';
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly body?: unknown;
  readonly key?: string;
}

/** The public API as the practice's people use it: each call with the token of a role, every POST with its Idempotency-Key. */
export class PracticeApi {
  constructor(
    private readonly baseUrl: string,
    private readonly token: (role: Role) => Promise<string>,
  ) {}

  async call<T>({ role, method, path, body, key }: Call): Promise<T> {
    const answer = await fetch(`${this.baseUrl}${path}`, {
      method,
      headers: {
        accept: 'application/json',
        ...(role !== 'nobody' && { authorization: `Bearer ${await this.token(role)}` }),
        ...(method === 'POST' && { 'idempotency-key': key ?? randomUUID() }),
        ...(body !== undefined && {
          'content-type': body instanceof Uint8Array ? 'application/octet-stream' : 'application/json',
        }),
      },
      ...(body !== undefined && {
        body: body instanceof Uint8Array ? new Blob([body as Uint8Array<ArrayBuffer>]) : JSON.stringify(body),
      }),
    });
    const text = await answer.text();
    const parsed = text ? (JSON.parse(text) as { code?: string; detail?: string }) : {};
    if (!answer.ok) throw new ApiRefused(answer.status, parsed.code ?? '', parsed.detail);
    return parsed as T;
  }

  readonly clock = (): Promise<PracticeClockView> =>
    this.call({ role: 'integration', method: 'GET', path: '/practice-clock' });

  readonly putWait = (name: string, wakeAt: string): Promise<unknown> =>
    this.call({ role: 'integration', method: 'PUT', path: `/practice-clock/waits/${name}`, body: { wakeAt } });

  readonly dropWait = (name: string): Promise<unknown> =>
    this.call({ role: 'integration', method: 'DELETE', path: `/practice-clock/waits/${name}` });

  async openWorkItems(role: Role): Promise<WorkItemView[]> {
    const items: WorkItemView[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: WorkItemView[]; nextCursor?: string | null } = await this.call({
        role,
        method: 'GET',
        path: `/work-items?state=OPEN&limit=200${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`,
      });
      items.push(...page.items);
      cursor = page.nextCursor ?? null;
    } while (cursor);
    return items;
  }

  readonly complete = (
    role: Role,
    itemId: string,
    outcome: string,
    fields: Readonly<Record<string, string | number>>,
  ): Promise<unknown> =>
    this.call({
      role,
      method: 'POST',
      path: `/work-items/${itemId}/complete`,
      body: { outcome, fields },
      key: `practice:${itemId}:${outcome}`,
    });
}
