// Fast feedback, one file at a time. Which folder may import which is judged by .dependency-cruiser.cjs.
import tseslint from 'typescript-eslint';

const PURE = ['src/domain/**/*.ts', 'src/edi/**/*.ts', 'src/contracts/**/*.ts'];
const SANDBOXED = ['workflows/**/*.ts'];
const SPECS = ['**/*.spec.ts', 'test/**/*.ts'];

const NO_ENUM = { selector: 'TSEnumDeclaration', message: 'Use an `as const` object or a union type.' };
const NO_EXPORT_ALL = { selector: 'ExportAllDeclaration', message: 'No barrels: export by name where it is made.' };
const NO_ENV = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only src/config.ts reads the environment.',
};
const LOCAL_ZONE =
  'get(Hours|Minutes|Seconds|Milliseconds|Date|Day|Month|FullYear|TimezoneOffset)|set(Hours|Minutes|Seconds|Milliseconds|Date|Month|FullYear)|toLocale(Date|Time)?String|toDateString|toTimeString';
const NO_LOCAL_ZONE = {
  selector: `CallExpression > MemberExpression[property.name=/^(${LOCAL_ZONE})$/]`,
  message: "The host's time zone leaks in: use PlainDate, or a UTC or zoned value that was passed in.",
};
const NO_CLOCK = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Business time is passed in.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Business time is passed in.' },
  { selector: "CallExpression[callee.name='Date']", message: 'Business time is passed in.' },
  { selector: "MemberExpression[object.name='Temporal'][property.name='Now']", message: 'Business time is passed in.' },
  { selector: "CallExpression[callee.object.name='performance']", message: 'Business time is passed in.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Randomness is passed in.',
  },
];
const IMPURE_GLOBALS = [
  'process',
  'Buffer',
  'fetch',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'crypto',
  'console',
  'require',
];

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'src/db/generated/**', 'coverage/**', '**/generated/**', '**/*.cts'] },
  {
    files: ['**/*.ts'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@typescript-eslint': tseslint.plugin },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-namespace': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-var': 'error',
      'prefer-const': 'error',
      'no-console': 'error',
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-restricted-syntax': ['error', NO_ENUM, NO_EXPORT_ALL, NO_ENV],
    },
  },
  { files: ['src/config.ts'], rules: { 'no-restricted-syntax': ['error', NO_ENUM, NO_EXPORT_ALL] } },
  {
    files: PURE,
    ignores: SPECS,
    rules: {
      'no-restricted-syntax': ['error', NO_ENUM, NO_EXPORT_ALL, NO_ENV, NO_LOCAL_ZONE, ...NO_CLOCK],
      'no-restricted-globals': [
        'error',
        ...IMPURE_GLOBALS.map((name) => ({ name, message: 'This folder is pure: no I/O, no clock, no randomness.' })),
      ],
    },
  },
  {
    // In a workflow Date.now, Math.random and timers are the sandbox's own; the host's zone is not.
    files: SANDBOXED,
    ignores: SPECS,
    rules: {
      'no-restricted-syntax': ['error', NO_ENUM, NO_EXPORT_ALL, NO_ENV, NO_LOCAL_ZONE],
      'no-restricted-globals': [
        'error',
        ...['process', 'Buffer', 'fetch', 'require'].map((name) => ({ name, message: 'A story runs in the sandbox.' })),
      ],
    },
  },
  {
    files: ['workflows/index.ts', 'activities/index.ts', 'src/simulator/**/index.ts'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM, NO_ENV] },
  },
  {
    files: SPECS,
    rules: {
      'no-restricted-syntax': ['error', NO_ENUM],
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  // Programs that people run in a terminal.
  {
    files: [
      'src/**/main.ts',
      'src/**/main-job.ts',
      'src/edi-cli/**/*.ts',
      'src/cli/**/*.ts',
      'src/rehearsal/play-*.ts',
    ],
    rules: { 'no-console': 'off' },
  },
);
