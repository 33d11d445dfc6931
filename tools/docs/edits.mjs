// docs/edits.md: what a claim must pass before it is sent.
import { code, page, table } from './markdown.mjs';

export async function edits({ module }) {
  const { editCatalog } = await module('domain/claims/edit-catalog');
  const intro =
    'Every edit a claim must pass before it is sent. A claim that fails one waits as EDIT_FAILED with a work item; its playbook says the same words. ' +
    'SNIP: 1 syntax, 2 guide, 3 balance, 4 situation, 5 code; P is a rule of the product or of a payer.';
  const rows = Object.entries(editCatalog).map(([name, rule]) => [
    code(name),
    rule.snip,
    rule.owner,
    rule.message,
    rule.fix,
  ]);
  return page(
    'Edits',
    '`src/domain/claims/edit-catalog.ts`',
    intro,
    table(['edit', 'SNIP', 'owner', 'what is wrong', 'fix'], rows),
  );
}
