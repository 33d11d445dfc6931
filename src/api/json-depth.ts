import type { IncomingMessage, ServerResponse } from 'node:http';
import { problem, ProblemError } from '../contracts/problems.js';

/** No body of ours is deeper than six; a tower of brackets would overflow the stack of whoever walks it later. */
const MAX_DEPTH = 32;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING: ReadonlySet<number> = new Set([0x5b, 0x7b]);
const CLOSING: ReadonlySet<number> = new Set([0x5d, 0x7d]);

/** Looks at the bytes of a JSON body before they are parsed; brackets inside strings do not count. */
export function refuseDeepJson(_req: IncomingMessage, _res: ServerResponse, body: Uint8Array): void {
  let depth = 0;
  let inText = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at] ?? 0;
    if (inText) {
      if (byte === BACKSLASH) at += 1;
      else if (byte === QUOTE) inText = false;
    } else if (byte === QUOTE) inText = true;
    else if (OPENING.has(byte)) depth += 1;
    else if (CLOSING.has(byte)) depth -= 1;
    if (depth > MAX_DEPTH)
      throw new ProblemError(problem('invalidInput', `The body is nested deeper than ${MAX_DEPTH} levels.`));
  }
}
