// What a person needs once the product is up.
import pc from 'picocolors';

const ROLES = ['specialist', 'supervisor', 'manager', 'auditor'];

/** `showcase` is the main job's pick of one claim: `{ claimId, claimNumber, workflowId }`; absent on an empty system. */
export function nextSteps({
  ports,
  temporal,
  organizationName = 'Riverside Family Practice',
  showcase,
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
    ...roles.map((role) => [`a sign-in as ${role}`, `npm run reclaim -- token --role ${role}`]),
  ];
  const width = Math.max(...rows.map(([what]) => what.length));
  const auth = '-H "authorization: Bearer $TOKEN"';
  const curls = [
    'TOKEN=$(npm run --silent reclaim -- token --role supervisor)',
    `curl -s ${auth} "${api}/claims?limit=3"`,
    `curl -s ${auth} "${api}/deadlines?within=30d"`,
    `curl -s ${auth} "${api}/invariants"`,
  ];
  const lines = rows.map(([what, where]) => `  ${what.padEnd(width)}  ${pc.cyan(where)}`);
  return [
    `${pc.bold('Reclaim is up')} for ${organizationName}.`,
    ...lines,
    '',
    ...curls.map((line) => `  ${line}`),
    '',
    'Ctrl-C stops everything; npm start brings it back with its data.',
  ].join('\n');
}
