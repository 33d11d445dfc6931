import type { Adapter, AdapterPayload } from 'oidc-provider';

interface Entry {
  readonly payload: AdapterPayload;
  readonly expiresAtMs: number;
}

const MAX_ENTRIES = 10_000;

/** Where the local identity provider keeps sign-ins in progress: this process's memory. A restart ends them, no more. */
export function localAdapterFactory(): (model: string) => Adapter {
  const entries = new Map<string, Entry>();
  return (model) => {
    const keyOf = (id: string) => `${model}:${id}`;
    const find = (matches: (key: string, payload: AdapterPayload) => boolean): AdapterPayload | undefined => {
      for (const [key, { payload, expiresAtMs }] of entries)
        if (expiresAtMs > Date.now() && matches(key, payload)) return payload;
      return undefined;
    };
    return {
      upsert: async (id, payload, expiresIn) => {
        for (const [key, { expiresAtMs }] of entries)
          if (expiresAtMs <= Date.now() || entries.size > MAX_ENTRIES) entries.delete(key);
        entries.set(keyOf(id), { payload, expiresAtMs: Date.now() + (expiresIn || 3600) * 1000 });
      },
      find: async (id) => find((key) => key === keyOf(id)),
      findByUid: async (uid) => find((key, payload) => key.startsWith(`${model}:`) && payload.uid === uid),
      findByUserCode: async (userCode) =>
        find((key, payload) => key.startsWith(`${model}:`) && payload.userCode === userCode),
      consume: async (id) => {
        const entry = entries.get(keyOf(id));
        if (entry) entry.payload.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id) => void entries.delete(keyOf(id)),
      revokeByGrantId: async (grantId) => {
        for (const [key, { payload }] of entries) if (payload.grantId === grantId) entries.delete(key);
      },
    };
  };
}
