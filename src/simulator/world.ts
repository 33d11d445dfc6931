import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Claim837 } from '../edi/x12/837p/claim-837.js';
import type { RemittanceClaim } from '../edi/x12/835/remittance.js';

/** One row of a file the agency will send: the date is the day it leaves. */
export interface AgencyRow {
  readonly record: 'ACK' | 'PAY' | 'RCL';
  readonly placement: string;
  readonly account: string;
  readonly amountCents?: number;
}

/** Something an actor will do at a business instant. */
export type AgendaItem =
  | { readonly at: string; readonly kind: 'deliver'; readonly name: string; readonly text: string }
  | { readonly at: string; readonly kind: 'acknowledge'; readonly claims: readonly string[]; readonly batch: string }
  | {
      readonly at: string;
      readonly kind: 'adjudicate';
      /** Key of the payers' entry: our claim number, of a forwarded claim `payer:number`. */
      readonly claimNumber: string;
      readonly frequency: string;
      readonly appealWon: boolean;
      /** Decisions on this sending before this one; 0 when absent. */
      readonly round?: number;
    }
  | {
      readonly at: string;
      readonly kind: 'appealDecision';
      readonly denialId: string;
      readonly claimNumber: string;
      readonly decision: string;
    }
  | {
      readonly at: string;
      readonly kind: 'authorizationAnswer';
      readonly denialId: string;
      readonly answer: string;
    }
  | {
      readonly at: string;
      readonly kind: 'agencyRow';
      readonly row: AgencyRow;
    }
  | {
      readonly at: string;
      readonly kind: 'check';
      readonly accountId: string;
      readonly amountCents: number;
      readonly reference: string;
    };

/** What a payer knows of a claim. */
export interface KnownClaim {
  readonly claim: Claim837;
  readonly payerClaimNumber: string;
  readonly sends: number;
  /** It came from the payer before this one (crossover), under the number that payer was sent. */
  readonly forwarded?: true;
  /** Sent to a payer that never got it. */
  readonly lost?: boolean;
  /** The day promised on the phone; a second call hears the same. */
  promised?: string;
  /** The last decision sent, which a reversal takes back. */
  lastDecision?: RemittanceClaim;
}

/** What a payer took back and could not keep from a payment yet (PLB FB). */
export interface ForwardedBalance {
  readonly reference: string;
  cents: number;
}

/** Everything the practice world remembers; written after every turn, so that a killed simulator loses nothing. */
export interface World {
  readonly organizationId: string;
  readonly seed: number;
  /** ISA id of the practice at the clearinghouse. */
  readonly practiceId: string;
  readonly lastDate: string;
  /** Member id → fate. */
  readonly fates: Record<string, { readonly scenario: string }>;
  readonly claims: Record<string, KnownClaim>;
  /** Payer id → balances forwarded to its next payments. */
  forwarded?: Record<string, ForwardedBalance[]>;
  /** Claim id of the API → our claim number. */
  readonly claimIds: Record<string, string>;
  agenda: AgendaItem[];
  readonly counters: Record<string, number>;
  /** Mail address → name of the guarantor, and → account id once it was looked up. */
  readonly people: Record<string, { readonly lastName: string; readonly firstName: string }>;
  readonly accounts: Record<string, string>;
  /** Message ids already read by the patients. */
  readonly mailRead: string[];
  readonly folders: { readonly outbound: string; readonly inbound: string };
  /** Folders of the collection agency. */
  readonly agencyFolders?: { readonly outbound: string; readonly inbound: string };
}

export const nextNumber = (world: World, name: string): number => {
  const next = (world.counters[name] ?? 0) + 1;
  world.counters[name] = next;
  return next;
};

export async function loadWorld(path: string): Promise<World | undefined> {
  return readFile(path, 'utf8').then(
    (text) => JSON.parse(text) as World,
    () => undefined,
  );
}

/** Written beside and renamed: whole or unchanged. */
export async function saveWorld(path: string, world: World): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(`${path}.part`, JSON.stringify(world), { mode: 0o600 });
  await rename(`${path}.part`, path);
}

/** Takes what is due off the agenda. */
export function takeDue<K extends AgendaItem['kind']>(
  world: World,
  now: string,
  kinds: readonly K[],
): Extract<AgendaItem, { kind: K }>[] {
  const isDue = (item: AgendaItem): boolean => (kinds as readonly string[]).includes(item.kind) && item.at <= now;
  const due = world.agenda.filter(isDue);
  world.agenda = world.agenda.filter((item) => !isDue(item));
  return due as Extract<AgendaItem, { kind: K }>[];
}

export function earliestOf(world: World, kinds: readonly AgendaItem['kind'][]): string | undefined {
  let first: string | undefined;
  for (const { kind, at } of world.agenda) if (kinds.includes(kind) && (first === undefined || at < first)) first = at;
  return first;
}
