import type { Principal } from '../identity/principal.js';
import { organizationOf } from './payload-codec.js';

export type UiAccess =
  { readonly allow: false; readonly status: 400 | 403 | 404 } | { readonly allow: true; readonly path: string };

const WORKFLOW_PATH = /^\/api\/v1\/namespaces\/([^/]+)\/workflows\/([^/]+)(?:\/|$)/;
const QUERY_PATH = /^\/api\/v1\/namespaces\/[^/]+\/workflows\/[^/]+(\/runs\/[^/]+)?\/query\/[^/]+$/;
const LIST_PATH = /^\/api\/v1\/namespaces\/[^/]+\/(workflows|workflow-count)$/;
/** What else the UI may read: about the server, nothing about other organizations' stories. */
const HARMLESS_API = [
  /^\/api\/v1\/(cluster-info|cluster|system-info|namespaces|me)$/,
  /^\/api\/v1\/(cluster\/)?namespaces\/[^/]+$/,
  /^\/api\/v1\/(cluster\/)?namespaces\/[^/]+\/(search-attributes|workers|worker-count|task-queues\/[^/]+|worker-deployments)(\/[^/]+)?$/,
];

/**
 * Judges one request of the Temporal UI: reading only (a workflow query is a POST that reads), inside one namespace, and
 * only stories of the principal's organization; lists get its `OrgId` added to their query.
 */
export function scopeOf(method: string, target: URL, principal: Principal, namespace: string): UiAccess {
  const { pathname } = target;
  const reads = method === 'GET' || method === 'HEAD' || (method === 'POST' && QUERY_PATH.test(pathname));
  if (!reads) return { allow: false, status: 403 };
  if (!pathname.startsWith('/api/')) return { allow: true, path: pathname + target.search };
  if (outsideNamespace(pathname, namespace)) return { allow: false, status: 404 };
  const workflowId = WORKFLOW_PATH.exec(pathname)?.[2];
  if (workflowId) {
    const ours = organizationOf(decoded(workflowId)) === principal.orgId;
    return ours ? { allow: true, path: pathname + target.search } : { allow: false, status: 404 };
  }
  if (LIST_PATH.test(pathname)) {
    const path = listOfOwn(target, principal);
    return path ? { allow: true, path } : { allow: false, status: 400 };
  }
  const harmless = HARMLESS_API.some((form) => form.test(pathname));
  return harmless ? { allow: true, path: pathname + target.search } : { allow: false, status: 404 };
}

function outsideNamespace(pathname: string, namespace: string): boolean {
  const named = /^\/api\/v1\/(?:cluster\/)?namespaces\/([^/]+)/.exec(pathname)?.[1];
  return named !== undefined && decoded(named) !== namespace;
}

function listOfOwn(target: URL, { orgId }: Principal): string | undefined {
  const url = new URL(target);
  const own = `\`OrgId\`="${orgId}"`;
  // GROUP BY may only stand at the end of a count query.
  const [condition = '', group = ''] = (url.searchParams.get('query') ?? '')
    .split(/(\bGROUP BY\b.*)/is)
    .map((part) => part.trim());
  if (!isOneCondition(condition) || !GROUPING.test(group)) return undefined;
  url.searchParams.set('query', `${condition ? `(${condition}) AND ${own}` : own} ${group}`.trim());
  return url.pathname + url.search;
}

const GROUPING = /^(GROUP BY [\w`]+(, ?[\w`]+)*)?$/i;
const QUOTES = ['"', "'", '`'];

/** True when the condition stays one when put in brackets: they close in order, quotes close, no comment, no escape. */
function isOneCondition(condition: string): boolean {
  let depth = 0;
  let quote: string | undefined;
  for (const sign of condition) {
    if (sign === '\\' || sign < ' ') return false;
    if (quote) quote = sign === quote ? undefined : quote;
    else if (QUOTES.includes(sign)) quote = sign;
    else if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === ';' || sign === '#') return false;
    if (depth < 0) return false;
  }
  return depth === 0 && !quote && !/--|\/\*/.test(condition);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}
