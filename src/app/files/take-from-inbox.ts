import { pollInbox, type Taken } from '../../adapters/inbox-poller.js';
import { systemActor } from '../../db/in-transaction.js';
import type { Deps } from '../deps.js';
import { refuseInboundFile } from './refuse-inbound-file.js';
import { MAX_FILE_BYTES, storeInboundFile } from './store-inbound-file.js';

export interface Inbox {
  readonly organizationId: string;
  readonly partnerId: string;
  readonly inbound: string;
  readonly outbound: string;
  /** How long a file must lie still before it is taken, in milliseconds. */
  readonly restedMs: number;
}

/** Takes what a partner has laid into its folder; what cannot be taken is set aside beside it, with a work item. */
export async function takeFromInbox(deps: Deps, inbox: Inbox): Promise<number> {
  const { organizationId } = inbox;
  const actor = systemActor('inbox');
  const source = `drop:${inbox.partnerId}`;
  return pollInbox({
    folders: { inbound: inbox.inbound, outbound: inbox.outbound },
    restedMs: inbox.restedMs,
    store: async ({ name, sizeBytes, bytes }): Promise<Taken> => {
      const tooLarge = sizeBytes > MAX_FILE_BYTES;
      const stored = tooLarge
        ? undefined
        : await storeInboundFile(deps, { organizationId, actor, source, name, bytes });
      if (stored?.ok || stored?.problem.code === 'duplicateFile') return 'stored';
      await refuseInboundFile(deps, { organizationId, actor, source, name, sizeBytes });
      return 'refused';
    },
  });
}
