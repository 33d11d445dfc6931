// Markdown as the generated documents write it.

const cell = (text) => String(text).replaceAll('|', '\\|').replaceAll('\n', ' ');

/** A table; rows are arrays of texts. */
export function table(heads, rows) {
  const line = (cells) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(heads), `|${heads.map(() => '---').join('|')}|`, ...rows.map(line)].join('\n');
}

export const code = (text) => `\`${text}\``;

export const codes = (texts) => texts.map(code).join(', ');

export const mermaid = (lines) => ['```mermaid', ...lines, '```'].join('\n');

export const json = (value) => ['```json', JSON.stringify(value, null, 2), '```'].join('\n');

/** A whole document. Nobody edits it by hand: `npm run docs -- --check` compares every byte. */
export function page(title, madeFrom, ...parts) {
  const head = `# ${title}\n\n_Made by \`npm run docs\` from ${madeFrom}; do not edit._`;
  return `${[head, ...parts.flat()].join('\n\n')}\n`;
}

/** `patientBalance` → `patient balance`. */
export const spaced = (name) => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
