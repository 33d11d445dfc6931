import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { projectDir } from './source-files.js';

/** Close above the measured size, so that a heavy import shows. Nearly all of it is the SDK. */
const MAX_BUNDLE_BYTES = 1_950_000;
const BUNDLES = [
  { name: 'the stories', workflowsPath: 'workflows/index.ts', limitBytes: MAX_BUNDLE_BYTES },
  { name: 'the other side', workflowsPath: 'src/simulator/workflows/index.ts', limitBytes: MAX_BUNDLE_BYTES },
].filter(({ name, workflowsPath }) => name === 'the stories' || existsSync(join(projectDir, workflowsPath)));
const FORBIDDEN = [
  /node_modules\/@nestjs\//,
  /node_modules\/@prisma\//,
  /node_modules\/pg\//,
  /node_modules\/pino\//,
  /\/src\/(app|db|api|adapters|temporal|security|identity)\//,
  /\/activities\//,
];

/** The source files in a bundle, as its inline source map lists them. */
function sourcesOf(code: string): string[] {
  const map = /sourceMappingURL=data:application\/json;(?:charset=[^;]+;)?base64,([A-Za-z0-9+/=]+)/.exec(code)?.[1];
  if (!map) throw new Error('the bundle has no inline source map');
  return (JSON.parse(Buffer.from(map, 'base64').toString('utf8')) as { sources: string[] }).sources;
}

describe.each(BUNDLES)('the bundle of $name', ({ workflowsPath, limitBytes }) => {
  let code = '';
  beforeAll(async () => {
    const logger = new DefaultLogger('ERROR');
    ({ code } = await bundleWorkflowCode({ workflowsPath: join(projectDir, workflowsPath), logger }));
  }, 120_000);

  it('holds no framework, no database, no use case and no activity', () => {
    const sources = sourcesOf(code);
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter((source) => FORBIDDEN.some((pattern) => pattern.test(source)))).toEqual([]);
  });

  it('reaches for no Node module', () => {
    const external = sourcesOf(code).filter((source) =>
      /external .*(node:|"(fs|net|http|crypto|child_process)")/.test(source),
    );
    expect(external).toEqual([]);
  });

  it(`stays under ${limitBytes} bytes`, () => {
    expect(code.length).toBeLessThan(limitBytes);
  });
});
