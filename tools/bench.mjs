// `npm run bench`: how fast, beside what it could be compared with on this machine in the same run. Nothing here fails a test.
//   npm run bench [-- all | edi | product] [--claims N] [--megabytes N]
import { Command } from 'commander';
import { ediBench } from './bench/edi.mjs';
import { machine } from './bench/report.mjs';
import { build, generate } from './prepare.mjs';

const program = new Command('bench')
  .argument('[what]', 'all, edi or product', 'all')
  .option('--megabytes <n>', 'size of the 835', Number, 100)
  .option('--claims <n>', 'claims to import and wake', Number, 400)
  .option('--job-claims <n>', 'claims of the main job whose history is counted; 0 leaves it out', Number, 12)
  .option('--no-build', 'measure dist as it is')
  .action(async (what, options) => {
    if (options.build) {
      await generate();
      await build();
    }
    console.log(machine());
    if (what !== 'product') await ediBench(options);
    if (what !== 'edi') await (await import('./bench/product.mjs')).productBench(options);
  });

program.parseAsync().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
