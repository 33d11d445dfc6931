import type { Role } from '../roles.js';

/** One edit that stops a claim before it is sent: which, on which field, in a biller's words, and whose work it is. */
export interface EditFailure {
  readonly edit: string;
  readonly field: string;
  readonly message: string;
  readonly owner: Role;
}
