// What a person needs once the product is up.
import pc from 'picocolors';

const ROLES = ['specialist', 'supervisor', 'manager', 'auditor'];

const AUTH = '-H "authorization: Bearer $TOKEN"';

/** Three looks at the practice of the main job. */
const lookAround = (api) => [
  'TOKEN=$(npm run --silent reclaim -- token --role supervisor)',
  `curl -s ${AUTH} "${api}/claims?limit=3"`,
  `curl -s ${AUTH} "${api}/deadlines?within=30d"`,
  `curl -s ${AUTH} "${api}/invariants"`,
];

/** An empty system has no organization: the one its administrator's token names is founded by the first call. */
const foundFirst = (api) => [
  `ORG=$(node -p 'crypto.randomUUID()')`,
  'TOKEN=$(npm run --silent reclaim -- token --role admin --org $ORG)',
  `curl -s ${AUTH} -H "idempotency-key: found-$ORG" -H "content-type: application/json" \\`,
  `  -d '{"name":"My practice","npi":"1234567893","taxId":"123456789","clock":{"kind":"real"}}' "${api}/organizations"`,
  `curl -s ${AUTH} "${api}/organization"`,
];

/** `showcase` is the main job's pick of one claim: `{ claimId, claimNumber, workflowId }`; absent on an empty system. */
export function nextSteps({
  ports,
  temporal,
  organizationName = 'Riverside Family Practice',
  showcase,
  empty = false,
  roles = ROLES,
}) {
  const api = `http://127.0.0.1:${ports.api}`;
  const ui = `http://127.0.0.1:${ports.ui}`;
  const namespace = encodeURIComponent(temporal.namespace);
  const story = showcase ? `/${encodeURIComponent(showcase.workflowId)}` : '';
  const rows = [
    ['API documentation', `${api}/docs`],
    [
      showcase ? `the story of claim ${showcase.claimNumber}` : 'the stories',
      `${ui}/namespaces/${namespace}/workflows${story}`,
    ],
    ['mail that patients got', `http://127.0.0.1:${ports.mailPage}`],
    ...roles.map((role) => [
      `a sign-in as ${role}`,
      `npm run reclaim -- token --role ${role}${empty ? ' --org $ORG' : ''}`,
    ]),
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  const curls = empty ? foundFirst(api) : lookAround(api);
  const lines = rows.map(([what, where]) => `  ${what.padEnd(width)}  ${pc.cyan(where)}`);
  return [
    empty
      ? `${pc.bold('Reclaim is up')} and empty. Found your organization first:`
      : `${pc.bold('Reclaim is up')} for ${organizationName}.`,
    ...lines,
    '',
    ...curls.map((line) => `  ${line}`),
    '',
    'Ctrl-C stops everything; npm start brings it back with its data.',
  ].join('\n');
}
