import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { decimalOf } from '../domain/money.js';
import type { Actor, Stage } from './actors.js';
import { afterDays, minutesLater, onBusinessDay } from './business-moment.js';
import { guarantorFate } from './guarantor-fate.js';
import { earliestOf, nextNumber, takeDue, type AgencyRow, type World } from './world.js';

const COLUMNS = 'record,placement,account,date,amount,fee,paid_to,reference,code';
/** Commission of the practice's agency, in percent of what it collects. */
const FEE_PERCENT = 25;

type FileRow = Readonly<Record<string, string>>;

/** The collection agency: takes placement and recall files from a folder of its own, answers and remits by file only. */
export const agency: Actor = {
  name: 'agency',
  async takeTurn(stage) {
    await sendDue(stage);
    await pickUp(stage);
  },
  nextWake: ({ world }) => earliestOf(world, ['agencyRow']),
  inbox: (world) => world.agencyFolders?.outbound,
};

async function pickUp(stage: Stage): Promise<void> {
  const outbound = agency.inbox?.(stage.world);
  if (!outbound) return;
  await mkdir(join(outbound, 'taken'), { recursive: true });
  const names = (await readdir(outbound, { withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.csv'))
    .map((entry) => entry.name)
    .sort();
  for (const name of names) {
    const rows = parse(await readFile(join(outbound, name)), { columns: true }) as FileRow[];
    if (!stage.world.counters[`agency:${name}`]) takeFile(stage, rows);
    stage.world.counters[`agency:${name}`] = 1;
    await stage.api.putWait(agency.name, earliestOf(stage.world, ['agencyRow']) ?? minutesLater(stage.now, 1));
    await rename(join(outbound, name), join(outbound, 'taken', name));
  }
}

/** Every placement is acknowledged on the next business day; what the guarantor then pays is a matter of fate. */
function takeFile({ world, now }: Stage, rows: readonly FileRow[]): void {
  const [first] = rows;
  const { placement = '', account = '' } = first ?? {};
  if (first?.['action'] === 'RECALL') {
    world.agenda = world.agenda.filter((item) => item.kind !== 'agencyRow' || item.row.placement !== placement);
    plan(world, onBusinessDay(now, 1, '11:00'), { record: 'RCL', placement, account });
    return;
  }
  plan(world, onBusinessDay(now, 1, '11:00'), { record: 'ACK', placement, account });
  const cents = rows.reduce((sum, row) => sum + Math.round(Number(row['balance']) * 100), 0);
  const fate = guarantorFate(world, { lastName: first?.['last_name'] ?? '', firstName: first?.['first_name'] ?? '' });
  let left = cents;
  for (const { afterDays: days, percent } of fate.agencyCollects ?? []) {
    const amountCents = Math.min(left, Math.round((cents * percent) / 100));
    left -= amountCents;
    plan(world, afterDays(now, days, '11:00'), { record: 'PAY', placement, account, amountCents });
  }
}

const plan = (world: World, at: string, row: AgencyRow): void => void world.agenda.push({ at, kind: 'agencyRow', row });
const feeOf = (cents: number): number => Math.round((cents * FEE_PERCENT) / 100);

/** Everything of one moment in one file, closed by its trailer: count, gross, fees. */
async function sendDue({ world, now }: Stage): Promise<void> {
  const inbound = world.agencyFolders?.inbound;
  const rows = takeDue(world, now.instant, ['agencyRow']).map(({ row }) => row);
  if (!inbound || rows.length === 0) return;
  const paid = rows.flatMap(({ amountCents }) => amountCents ?? []);
  const sum = (cents: readonly number[]): number => cents.reduce((total, each) => total + each, 0);
  const number = nextNumber(world, 'agencyFile');
  const lines = rows.map((row, at) => lineOf(row, now.date, `BR-${number}-${at + 1}`));
  const trailer = `TOT,,,,${decimalOf(sum(paid))},${decimalOf(sum(paid.map(feeOf)))},,${rows.length},`;
  const name = `agency-${String(number).padStart(5, '0')}.csv`;
  await mkdir(join(inbound, 'archive'), { recursive: true });
  const known = await stat(join(inbound, 'archive', name)).catch(() => undefined);
  if (known) return;
  await writeFile(join(inbound, `${name}.partial`), `${[COLUMNS, ...lines, trailer].join('\r\n')}\r\n`);
  await rename(join(inbound, `${name}.partial`), join(inbound, name));
}

function lineOf(row: AgencyRow, date: string, reference: string): string {
  const head = [row.record, row.placement, row.account, date];
  return row.record === 'PAY'
    ? [...head, decimalOf(row.amountCents ?? 0), decimalOf(feeOf(row.amountCents ?? 0)), 'agency', reference, ''].join(
        ',',
      )
    : [...head, '', '', '', '', ''].join(',');
}
