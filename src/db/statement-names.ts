/** Names of prepared statements: each connection parses and plans a named text once. Every connection keeps all of them, so they are few. */
const MOST_NAMES = 600;

/** Texts that differ with the number of their values would be without end. */
const OF_MANY_VALUES = / IN \(\$\d+,|\),\s?\(\$/;

const names = new Map<string, string>();

/** The name of a text that comes again as it is; the same in every connection. Undefined when there are too many. */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `s${names.size + 1}`;
  names.set(text, name);
  return name;
}

/** The same for a text the client library made, which writes each value of a list into it; empty when it gets no name. */
export const clientsName = (text: string): string =>
  (OF_MANY_VALUES.test(text) ? undefined : statementName(text)) ?? '';
