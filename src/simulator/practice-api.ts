import { type ApiClient, apiClient, bodyOf } from '../api-client/client.js';
import type { components } from '../api-client/generated/schema.js';
import type { Role } from '../domain/roles.js';

export type PracticeClockView = components['schemas']['PracticeClock'];
export type WorkItemView = components['schemas']['WorkItem'];

const ITEMS_A_PAGE = 200;

/** The public API as the practice's people use it: the generated client, one for each role, each with that role's token. */
export class PracticeApi {
  /** Someone without a sign-in: a patient with a link. */
  readonly visitor: ApiClient;
  private readonly clients = new Map<Role, ApiClient>();

  constructor(
    private readonly baseUrl: string,
    private readonly token: (role: Role) => Promise<string>,
  ) {
    this.visitor = apiClient({ baseUrl });
  }

  as(role: Role): ApiClient {
    const known = this.clients.get(role) ?? apiClient({ baseUrl: this.baseUrl, token: () => this.token(role) });
    this.clients.set(role, known);
    return known;
  }

  async clock(): Promise<PracticeClockView> {
    return bodyOf(await this.as('integration').GET('/practice-clock'));
  }

  async putWait(name: string, wakeAt: string): Promise<void> {
    bodyOf(
      await this.as('integration').PUT('/practice-clock/waits/{name}', {
        params: { path: { name } },
        body: { wakeAt },
      }),
    );
  }

  async dropWait(name: string): Promise<void> {
    bodyOf(await this.as('integration').DELETE('/practice-clock/waits/{name}', { params: { path: { name } } }));
  }

  /** Every open item this role may see. */
  async openWorkItems(role: Role): Promise<WorkItemView[]> {
    const items: WorkItemView[] = [];
    let cursor: string | undefined;
    do {
      const query = { state: 'OPEN', limit: ITEMS_A_PAGE, ...(cursor !== undefined && { cursor }) };
      const page: components['schemas']['WorkItemPage'] = bodyOf(
        await this.as(role).GET('/work-items', { params: { query } }),
      );
      items.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    return items;
  }

  /** Completes an item; asked again with the same outcome it gets the first answer. */
  async complete(role: Role, id: string, answer: components['schemas']['CompleteWorkItem']): Promise<void> {
    bodyOf(
      await this.as(role).POST('/work-items/{id}/complete', {
        params: { path: { id }, header: { 'Idempotency-Key': `practice:${id}:${answer.outcome}` } },
        body: answer,
      }),
    );
  }
}
