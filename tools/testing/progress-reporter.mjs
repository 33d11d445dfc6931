// One line for each spec file as it ends: how many facts hold, how long it took, how many files are left.
import { relative } from 'node:path';
import pc from 'picocolors';

export default class ProgressReporter {
  #done = 0;
  #files = 0;

  onRunStart({ numTotalTestSuites }) {
    this.#files = numTotalTestSuites;
  }

  onTestResult(_test, result) {
    this.#done += 1;
    const { numPassingTests: passed, numFailingTests: failed, testExecError, perfStats } = result;
    const mark = failed > 0 || testExecError ? pc.red('✗') : pc.green('✓');
    const seconds = ((perfStats.end - perfStats.start) / 1000).toFixed(1);
    const outcome =
      testExecError && passed + failed === 0 ? 'did not run' : `${passed} hold${failed ? `, ${failed} do not` : ''}`;
    process.stdout.write(
      `    ${mark} ${relative(process.cwd(), result.testFilePath)}: ${outcome} (${seconds} s, ${this.#done} of ${this.#files})\n`,
    );
  }
}
