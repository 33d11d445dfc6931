// docs/denial-map.md: every adjustment reason code, remark code and payer override as the product reads them.
import { code, page, table } from './markdown.mjs';

const HEADS = ['CARC', 'meaning', 'category', 'kind', 'owner', 'actions', 'preventable', 'recoverability', 'posts to'];

const byCode = (a, b) => a.localeCompare(b, 'en', { numeric: true });

function carcRows(carcMap, carcMeaning) {
  return [...carcMap.values()]
    .sort((a, b) => byCode(a.carc, b.carc))
    .map((row) => [
      row.carc,
      row.kind === 'U' ? '–' : carcMeaning(row.carc),
      row.category,
      row.kind,
      row.owner,
      row.actions.join(', ') || '–',
      row.preventable,
      row.recoverability,
      row.postsTo ?? '–',
    ]);
}

const rarcRows = (rarcEffects) =>
  [...rarcEffects]
    .sort(([a], [b]) => byCode(a, b))
    .map(([rarc, effect]) => [
      rarc,
      effect.why,
      effect.actions?.join(', ') ?? '–',
      effect.owner ?? '–',
      effect.category ?? '–',
      [
        effect.appeal === 'off' && 'no appeal',
        effect.newClaimOnly && 'new claim only',
        effect.patientProtected && 'never the patient',
      ]
        .filter(Boolean)
        .join(', '),
    ]);

const overrideRows = (mappings) =>
  mappings.map((one) => [
    code(`${one.ruleId} v${one.version}`),
    one.payerKey ?? one.payerClass ?? 'every payer',
    one.group ?? 'any',
    one.carc,
    one.rarc ?? 'any',
    Object.entries(one.row)
      .map(([name, value]) => `${name}: ${[value].flat().join(', ')}`)
      .join('; ') + (one.appealable === false ? '; no appeal' : ''),
  ]);

export async function denialMap({ module }) {
  const { carcMap } = await module('domain/denials/carc-map');
  const { carcMeaning } = await module('domain/denials/carc-meanings');
  const { rarcEffects } = await module('domain/denials/rarc-effects');
  const { denialMappings } = await module('domain/denials/classify-adjustment');
  const { actionWords } = await module('domain/work-items/playbook');
  const named = [...carcMap.values()].filter((row) => row.kind !== 'U').length;
  const intro =
    `${carcMap.size} adjustment reason codes: ${named} as the rulebook names them, ${carcMap.size - named} with an explicit TRIAGE row. ` +
    'The most specific mapping wins: payer + group + CARC + RARC, payer + CARC + RARC, payer + CARC, CARC + RARC, CARC, else a person reads it. ' +
    'Kind: D denial, A adjustment, P patient, I information, U no meaning. The meanings are our own words; the list’s texts belong to X12.';
  return page('Denial map', '`src/domain/denials`', intro, [
    '## Every CARC',
    table(HEADS, carcRows(carcMap, carcMeaning)),
    '## Actions',
    table(['action', 'what is done'], Object.entries(actionWords)),
    '## Remarks that change something',
    table(['RARC', 'why', 'actions', 'owner', 'category', 'effect'], rarcRows(rarcEffects)),
    '## Mappings of payers',
    table(['mapping', 'payer', 'group', 'CARC', 'RARC', 'changes'], overrideRows(denialMappings)),
  ]);
}
