// Prints the passwords that docker-compose.yml asks for: node tools/compose/new-env.mjs > .env
import { newPassword } from '../services/private-files.mjs';

const NAMES = [
  'POSTGRES_PASSWORD',
  'RECLAIM_OWNER_PASSWORD',
  'RECLAIM_APP_PASSWORD',
  'RECLAIM_RELAY_PASSWORD',
  'RECLAIM_READER_PASSWORD',
  'TEMPORAL_DB_PASSWORD',
];
console.log(NAMES.map((name) => `${name}=${newPassword()}`).join('\n'));
