// The order of spec files in one jest run. In a fresh clone jest knows no durations and would begin with the largest file.
import { relative } from 'node:path';
import { projectDir } from '../settings.mjs';
import { longestFirst } from './stages.mjs';

export default class SpecOrder {
  sort(tests) {
    const named = ({ path }) => relative(projectDir, path);
    return [...tests].sort((one, other) => longestFirst(named(one), named(other)));
  }

  /** Jest's own sequencer keeps durations here; the order above needs none. */
  cacheResults() {}
}
