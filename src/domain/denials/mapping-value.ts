import { roles, type Role } from '../roles.js';
import { carcMap } from './carc-map.js';
import { denialActions, denialCategories, type DenialAction, type DenialCategory } from './classification.js';

/**
 * What an organization says a code means at a payer: who works it and what is tried first. What a code does to the books
 * (kind, ledger account) stays with the delivered map, so that no mapping can make a denial look paid.
 */
export interface MappingValue {
  readonly carc: string;
  readonly group?: string;
  readonly rarc?: string;
  readonly category?: DenialCategory;
  readonly owner?: Role;
  readonly actions?: readonly DenialAction[];
  readonly recoverability?: 'H' | 'M' | 'L';
  /** Only false: no mapping may open an appeal that the remarks or the law switch off. */
  readonly appealable?: false;
}

const GROUPS: readonly unknown[] = ['CO', 'PR', 'OA', 'PI', 'CR'];
const CHANCES: readonly unknown[] = ['H', 'M', 'L'];
const isText = (value: unknown): value is string => typeof value === 'string';
const isOneOf = (list: readonly unknown[], value: unknown): boolean => value === undefined || list.includes(value);
const fields = ['carc', 'group', 'rarc', 'category', 'owner', 'actions', 'recoverability', 'appealable'];

/** What is wrong with a proposed mapping; undefined = nothing. */
export function wrongMapping(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return '{ carc, group?, rarc?, category?, owner?, actions?, … }';
  const given = value as Partial<Record<keyof MappingValue, unknown>>;
  const stranger = Object.keys(given).find((name) => !fields.includes(name));
  if (stranger) return `no field ${stranger}; it may have ${fields.join(', ')}`;
  if (!isText(given.carc) || !carcMap.has(given.carc)) return 'carc must be a code of the list';
  if (!isOneOf(GROUPS, given.group)) return 'group must be CO, PR, OA, PI or CR';
  if (given.rarc !== undefined && !(isText(given.rarc) && /^[A-Z]{1,2}\d{1,3}$/.test(given.rarc)))
    return 'rarc must be a remark code';
  if (!isOneOf(denialCategories, given.category)) return `category must be one of ${denialCategories.join(' ')}`;
  if (!isOneOf(roles, given.owner)) return 'owner must be a role';
  if (!isOneOf(CHANCES, given.recoverability)) return 'recoverability must be H, M or L';
  if (!isOneOf([false], given.appealable)) return 'appealable can only be false';
  const { actions } = given;
  const wellFormed = actions === undefined || (Array.isArray(actions) && actions.length > 0 && actions.every(isAction));
  if (!wellFormed) return `actions must be a list of ${denialActions.join(' ')}`;
  return Object.keys(given).some((name) => !['carc', 'group', 'rarc'].includes(name))
    ? undefined
    : 'says nothing: give category, owner, actions, recoverability or appealable';
}

const isAction = (value: unknown): boolean => (denialActions as readonly unknown[]).includes(value);

/** The code a mapping is about, as its rule is named: `co-16-m51`. */
export const mappedCode = ({ group, carc, rarc }: MappingValue): string =>
  [group, carc, rarc]
    .filter((part) => part !== undefined)
    .join('-')
    .toLowerCase();

/** The same for a person: 'CO-16 with M51: billing error, coder, CC'. */
export const mappingWords = ({ group, carc, rarc, ...says }: MappingValue): string =>
  `${[group, carc].filter(Boolean).join('-')}${rarc ? ` with ${rarc}` : ''}: ${[
    says.category,
    says.owner,
    says.actions?.join(', '),
    says.recoverability && `recoverability ${says.recoverability}`,
    says.appealable === false && 'no appeal',
  ]
    .filter(Boolean)
    .join('; ')}`;
