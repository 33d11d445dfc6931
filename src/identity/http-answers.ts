import type { IncomingMessage, ServerResponse } from 'node:http';

/** Fits Node's server, `app.use(path, handler)` of the API and the UI proxy. */
export type HttpHandler = (req: IncomingMessage, res: ServerResponse) => void;

const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
};
const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:40rem;margin:3rem auto;padding:0 1rem;color:#1c2733}
button{font:inherit;display:block;width:100%;text-align:left;margin:.25rem 0;padding:.5rem .75rem;border:1px solid #9fb0c0;border-radius:6px;background:#fff;cursor:pointer}
button:hover,button:focus{background:#eef4fa}small{color:#5a6b7b;float:right}`;
const MAX_FORM_BYTES = 16 * 1024;

/** A small page of ours; `body` must be escaped already. */
export function html(res: ServerResponse, status: number, body: string, head = ''): void {
  res.writeHead(status, PAGE_HEADERS);
  res.end(
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reclaim</title>${head}<style>${STYLE}</style></head><body>${body}</body></html>`,
  );
}

export function json(res: ServerResponse, status: number, value: unknown, type = 'application/json'): void {
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  res.end(JSON.stringify(value));
}

export function redirect(res: ServerResponse, location: string, cookies: readonly string[] = []): void {
  res.writeHead(303, {
    location,
    'cache-control': 'no-store',
    ...(cookies.length > 0 && { 'set-cookie': [...cookies] }),
  });
  res.end();
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The bytes of a request, at most `maxBytes`; undefined when there are more. */
export async function bodyOf(req: IncomingMessage, maxBytes: number): Promise<Buffer | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

export async function formOf(req: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams((await bodyOf(req, MAX_FORM_BYTES))?.toString('utf8') ?? '');
}
