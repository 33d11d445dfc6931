import { readAll } from './an-interchange.js';
import { LEFT_OUT, factsRows, fixtureBytes, fixtureFolder } from './fixtures.js';

const folder = fixtureFolder();

/** Refused codes of a file read with the defaults, test usage aside: nearly all public files are tests. */
function refusedCodes(bytes: Uint8Array): string[] {
  const codes = readAll(bytes, { allow: { allowTestUsage: true } }).flatMap((item) =>
    item.kind === 'problem' && item.problem.severity === 'refused' ? [item.problem.code] : [],
  );
  return [...new Set(codes)].sort();
}

describe('Public files read with the default options', () => {
  if (folder === undefined) {
    it('are left out when no folder is named', () => {
      process.stdout.write(LEFT_OUT);
      expect(folder).toBeUndefined();
    });
    return;
  }

  it('are refused only for these reasons', () => {
    const reasons = factsRows(folder)
      .filter(({ transaction }) => transaction !== 'BAI2')
      .map(({ path }) => ({ path, codes: refusedCodes(fixtureBytes(folder, path)) }))
      .filter(({ codes }) => codes.length > 0)
      .map(({ path, codes }) => `${path}: ${codes.join(' ')}`);
    expect(reasons).toMatchSnapshot();
  });
});
