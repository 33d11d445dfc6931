// Which folder may import which (arrows only downwards), judged twice:
//   pass 1 (default)             type imports have vanished: what really enters a process or the workflow sandbox, however deep
//   pass 2 (RECLAIM_ARROWS=types) type imports count too; the sandbox rule is left out, since a story may know activities by type
const withTypes = process.env.RECLAIM_ARROWS === 'types';
const SPEC = '\\.spec\\.ts$';
const sdk = (names) => `node_modules/@temporalio/(${names})/`;

/** `from` may import only what `only` lists (paths); everything else is a fault. */
const onlyTo = (name, from, only, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: SPEC },
  to: { pathNot: [from, ...only] },
});
const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, pathNot: SPEC },
  to: { path: to },
});

const activityTypes = withTypes ? ['^activities/'] : [];
const forbidden = [
  onlyTo(
    'domain-is-pure',
    '^src/domain/',
    ['node_modules/temporal-polyfill/'],
    'Rules know no Node, no I/O, no clock: values in, values out.',
  ),
  onlyTo('edi-is-pure', '^src/edi/', ['^src/domain/'], 'Codecs read bytes that are handed to them.'),
  onlyTo(
    'contracts-cross-processes',
    '^src/contracts/',
    ['^src/domain/', sdk('workflow|common')],
    'JSON-only types, names and ids.',
  ),
  onlyTo(
    'stories-know-contracts',
    '^workflows/',
    ['^src/(domain|contracts)/', sdk('workflow|common'), ...activityTypes],
    'Activities come in as types only.',
  ),
  never(
    'app-is-below',
    '^src/app/',
    '^(src/(api|simulator)/|activities/|workflows/)',
    'Use cases do not know who calls them.',
  ),
  never(
    'activities-are-doors',
    '^activities/',
    '^(src/(api|db|adapters|simulator)/|workflows/)',
    'An activity calls one use case.',
  ),
  never(
    'api-asks-the-app',
    '^src/api/',
    '^(src/(db|adapters|edi|simulator)/|activities/|workflows/)',
    'Controllers reach data through use cases.',
  ),
  // It speaks X12, mail and the public API. Beyond that it has its own Temporal worker (connection, data converter and keys)
  // and signs in the practice's people itself.
  never(
    'the-other-side',
    '^src/simulator/',
    `^(src/(?!simulator/|${[
      'domain/',
      'edi/',
      'contracts/',
      'api-client/',
      'temporal/(connection|data-converter)\\.ts',
      'security/key-ring\\.ts',
      'identity/development-token\\.ts',
      'config\\.ts',
      'process-log\\.ts',
    ].join('|')})|activities/|workflows/)`,
    'Payers and patients never reach into the product.',
  ),
  never(
    'below-the-app',
    '^src/(db|adapters|temporal|security|identity)/',
    '^(src/(app|api|simulator)/|activities/|workflows/)',
    'What use cases stand on does not know them.',
  ),
  never(
    'nobody-imports-a-process',
    '.',
    '^src/(main|worker)\\.ts$',
    'main.ts and worker.ts wire everything; nothing wires them.',
  ),
  never(
    'product-without-tests',
    '^(src|workflows|activities)/',
    '^(test|tools)/',
    'The product runs without its tests and tools.',
  ),
  {
    name: 'unresolvable',
    severity: 'error',
    comment: 'A missing file or package.',
    from: {},
    to: { couldNotResolve: true },
  },
];

if (!withTypes) {
  // Two files of a folder may know each other by type; across folders the rules above forbid it.
  forbidden.push({
    name: 'no-circular',
    severity: 'error',
    comment: 'A cycle means a fact sits in the wrong folder.',
    from: { pathNot: '/generated/' },
    to: { circular: true },
  });
  forbidden.push({
    name: 'no-test-packages',
    severity: 'error',
    comment: 'The product must run after `npm ci --omit=dev`.',
    from: { path: '^(src|workflows|activities)/', pathNot: SPEC },
    to: { dependencyTypes: ['npm-dev'] },
  });
  forbidden.push({
    name: 'sandbox-closure',
    comment: 'Whatever a story reaches, however deep, is bundled into the sandbox.',
    severity: 'error',
    from: { path: '^workflows/', pathNot: SPEC },
    to: {
      reachable: true,
      path: [
        '^(node:)?(assert|buffer|child_process|cluster|console|crypto|dgram|dns|events|fs|http|http2|https|net|os|path|perf_hooks|process|querystring|readline|stream|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)(/|$)',
        'node_modules/(@nestjs|@prisma|pg|pino)(/|$)',
        '^activities/',
        '^src/(?!domain/|contracts/)',
      ],
    },
  });
}

module.exports = {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: withTypes,
    // the tsconfig of the folder that is judged
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'require', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.cts', '.json', '.d.ts'],
    },
  },
};
