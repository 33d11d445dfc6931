// docs/settings.md: every setting with its form, its default and what production refuses about it.
import { code, page, table } from './markdown.mjs';

/** A form in few words, from its JSON schema. */
function formOf({ enum: values, type, format, pattern, minimum, maximum }) {
  if (values) return values.map(code).join(', ');
  if (type === 'integer' || type === 'number')
    return maximum && maximum < Number.MAX_SAFE_INTEGER ? `${minimum} to ${maximum}` : `${minimum} or more`;
  if (format) return format === 'uri' ? 'URL' : format;
  return pattern ? `text like ${code(pattern)}` : 'text';
}

export async function settingsPage({ module }) {
  const { z } = await import('zod');
  const { settings } = await module('settings');
  const { settingWords } = await module('setting-words');
  const { unsafeSettings } = await module('unsafe-settings');
  const { properties } = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' });
  const row = ([name, form]) => [
    code(name),
    settingWords[name],
    formOf(form),
    form.default === undefined ? '' : code(form.default),
  ];
  return page(
    'Settings',
    '`src/settings.ts`, `src/setting-words.ts` and `src/unsafe-settings.ts`',
    'Environment variables, read and checked once at start; every fault is listed at once, and no secret is ever repeated.',
    table(['setting', 'what for', 'form', 'default in development'], Object.entries(properties).map(row)),
    '## What production refuses',
    'With `RECLAIM_MODE=production` a process does not start while one of these holds.',
    table(
      ['case', 'what it says'],
      unsafeSettings.map(({ name, fault }) => [name, fault]),
    ),
  );
}
