// `npm run bench`: how fast, beside what it could be compared with on this machine in the same run. Nothing here fails a test.
//   npm run bench [-- all | edi | product | posting | stories] [--claims N] [--megabytes N]
import { Command } from 'commander';
import { ediBench } from './bench/edi.mjs';
import { machine } from './bench/report.mjs';
import { build, generate } from './prepare.mjs';

const program = new Command('bench')
  .argument('[what]', 'all, edi, product, posting or stories', 'all')
  .option('--megabytes <n>', 'size of the 835', Number, 100)
  .option('--claims <n>', 'claims to import and wake', Number, 400)
  .option('--job-claims <n>', 'claims of the main job whose history is counted; 0 leaves it out', Number, 12)
  .option('--posting-claims <n>', 'claims of the 835 that is posted', Number, 10_000)
  .option('--plan-ahead-above <n>', 'claims of a remittance above which it is planned ahead, if not as shipped', Number)
  .option('--heap <MiB>', 'what each process of the product may keep; one that keeps more ends', Number)
  .option('--open-claims <n>', 'open claims that are aged and verified after it; 0 leaves it out', Number, 0)
  .option('--lives <n>', 'copies of a life that are played at once; what is printed is one of them', Number, 20)
  .option('--no-build', 'measure dist as it is')
  .action(async (what, options) => {
    if (options.build) {
      await generate();
      await build();
    }
    console.log(machine());
    const wanted = (name) => what === 'all' || what === name;
    if (wanted('edi')) await ediBench(options);
    if (wanted('product')) await (await import('./bench/product.mjs')).productBench(options);
    if (wanted('stories')) await (await import('./bench/stories.mjs')).storiesBench(options);
    if (wanted('posting')) await (await import('./bench/posting.mjs')).postingBench(options);
  });

program.parseAsync().then(
  () => process.exit(0),
  (error) => {
    console.error(error);
    process.exit(1);
  },
);
