import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './generated/schema.js';

export interface ApiClientOptions {
  /** Origin of the API, without a slash at its end. */
  readonly baseUrl: string;
  /** Access token or API key; a function is asked before each request. Absent for a patient's link. */
  readonly token?: string | (() => Promise<string>);
  readonly fetch?: (request: Request) => Promise<Response>;
}

export type ApiClient = Client<paths>;

const IDEMPOTENCY_KEY = 'idempotency-key';

/** Every POST gets an Idempotency-Key unless the call names one; a caller that retries must name its own. */
export function apiClient({ baseUrl, token, fetch }: ApiClientOptions): ApiClient {
  const client = createClient<paths>({ baseUrl, ...(fetch && { fetch }) });
  client.use({
    async onRequest({ request }) {
      const bearer = typeof token === 'function' ? await token() : token;
      if (bearer) request.headers.set('authorization', `Bearer ${bearer}`);
      if (request.method === 'POST' && !request.headers.has(IDEMPOTENCY_KEY))
        request.headers.set(IDEMPOTENCY_KEY, globalThis.crypto.randomUUID());
      return request;
    },
  });
  return client;
}

/** A refusal of the API: the problem's code, and its whole body for a log of codes. */
export class ApiRefusal extends Error {
  override name = 'ApiRefusal';
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
  ) {
    super(`${status} ${code}: ${detail}`);
  }
}

/** A whole X12 file as it stands. `name` is the sender's name for it; the same `key` never stores it twice. */
export async function uploadFile(
  client: ApiClient,
  file: { readonly bytes: Uint8Array; readonly name?: string; readonly key?: string },
): Promise<string> {
  const { bytes, name, key } = file;
  const stored = await client.POST('/files', {
    params: { header: { ...(name !== undefined && { 'X-File-Name': name }), ...(key && { 'Idempotency-Key': key }) } },
    headers: { 'content-type': 'application/octet-stream' },
    body: '', // the document calls bytes a string; what is sent is written by the next line
    bodySerializer: () => bytes,
  });
  return bodyOf(stored).fileId;
}

/** Keeps a document with its claim, as it stands; the same `key` never keeps it twice. */
export async function attachDocument(
  client: ApiClient,
  file: {
    readonly claimId: string;
    readonly kind: 'record' | 'authorization' | 'contract';
    readonly bytes: Uint8Array;
    readonly key?: string;
  },
): Promise<string> {
  const { claimId, kind, bytes, key } = file;
  const kept = await client.POST('/claims/{id}/documents', {
    params: { path: { id: claimId }, query: { kind }, header: { ...(key && { 'Idempotency-Key': key }) } },
    headers: { 'content-type': 'application/octet-stream' },
    body: '', // as above
    bodySerializer: () => bytes,
  });
  return bodyOf(kept).documentId;
}

interface Answered<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** The answer's body, or an `ApiRefusal`. */
export function bodyOf<T>({ data, error, response }: Answered<T>): NonNullable<T> | T {
  if (!response.ok) {
    const { code, detail } = (typeof error === 'object' && error !== null ? error : {}) as {
      code?: string;
      detail?: string;
    };
    throw new ApiRefusal(response.status, code ?? 'unknown', detail ?? '');
  }
  return data as T;
}
