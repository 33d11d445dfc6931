import { escapeHtml } from './http-answers.js';
import type { Principal } from './principal.js';

export interface OrganizationPeople {
  readonly name: string;
  readonly people: readonly Principal[];
}

/** The sign-in page of the local provider: one button a person, grouped by organization. */
export function choosePersonPage(organizations: readonly OrganizationPeople[], action: string): string {
  if (organizations.length === 0) return '<h1>Sign in</h1><p>There is no organization yet. Set one up first.</p>';
  return `<h1>Sign in</h1><p>Development sign-in: choose who you are. There is no password.</p>
<form method="post" action="${escapeHtml(action)}">${organizations.map(section).join('')}</form>`;
}

const section = ({ name, people }: OrganizationPeople): string =>
  `<h2>${escapeHtml(name)}</h2>${people.map(button).join('')}`;

const button = ({ subject, name, role }: Principal): string =>
  `<button name="account" value="${escapeHtml(subject)}">${escapeHtml(name)} <small>${escapeHtml(role)}</small></button>`;
