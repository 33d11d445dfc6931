// docs/playbooks.md: what the product tells whoever opens a work item, before the payer's quirks and what was tried.
import { code, page, table } from './markdown.mjs';

/** Mappings of codes are dated; these are the ones in force from the first rules on. */
const ON = '2026-01-01';

const inOrder = (steps) => steps.map((step, at) => `${at + 1}. ${step}`).join(' ');

export async function playbooks({ module }) {
  const { actionWords, playbookFor } = await module('domain/work-items/playbook');
  const { workItemCatalog } = await module('domain/work-items/catalog');
  const { carcMap } = await module('domain/denials/carc-map');
  const { classifyAdjustment } = await module('domain/denials/classify-adjustment');
  const intro =
    'The playbook of a work item says what it means, what to do in order, how its payer differs and what was tried. Here stands what every payer has in common; ' +
    'a payer’s own rules and the history of the claim are added on the item. An edit’s playbook is its row in [edits.md](edits.md).';
  const kinds = Object.keys(workItemCatalog)
    .sort()
    .map((kind) => {
      const { means, steps } = playbookFor({ kind, quirks: [], tried: [] });
      return [code(kind), means, inOrder(steps)];
    });
  const denials = [...carcMap.values()]
    .filter(({ kind }) => kind === 'D')
    .sort((a, b) => a.carc.localeCompare(b.carc, 'en', { numeric: true }))
    .map(({ carc }) => {
      const classification = classifyAdjustment({ group: 'CO', carc, rarcs: [], on: ON });
      const denial = { group: 'CO', carc, rarcs: [], classification };
      const { means, steps } = playbookFor({ kind: 'triageDenial', denial, quirks: [], tried: [] });
      return [carc, means.replace(/^CO-\w+: /, ''), inOrder(steps)];
    });
  return page('Playbooks', '`src/domain/work-items/playbook.ts`', intro, [
    '## What an action means',
    table(
      ['action', 'what it is'],
      Object.entries(actionWords).map(([action, words]) => [code(action), words]),
    ),
    '## Work items',
    table(['kind', 'means', 'what to do'], kinds),
    '## Denials of group CO, by reason code',
    table(['CARC', 'means', 'what to do'], denials),
  ]);
}
