// Makes the key file if there is none (after the build): node tools/compose/ensure-keys.mjs FILE
import { ensureKeyFile } from '../../dist/src/security/key-file.js';

const [file] = process.argv.slice(2);
if (!file) throw new Error('Name the key file.');
ensureKeyFile(file);
