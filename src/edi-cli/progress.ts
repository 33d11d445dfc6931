import { statSync } from 'node:fs';

const BAR_CELLS = 24;
const BETWEEN_DRAWINGS_MS = 200;
/** Shorter reads and writes need no bar. */
const SHOWN_AFTER_MS = 500;
const MEGABYTE = 1_000_000;

/** Size of a file, or 0 when it is none (a pipe, standard input). */
export function sizeOf(path: string): number {
  try {
    return path === '-' ? 0 : statSync(path).size;
  } catch {
    return 0;
  }
}

/** `[#####-----]  42 %  31.0 of 73.5 MB  58 MB/s` */
export function progressLine(done: number, total: number, elapsedMs: number): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const cells = Math.round(share * BAR_CELLS);
  const bar = `[${'#'.repeat(cells)}${'-'.repeat(BAR_CELLS - cells)}] ${String(Math.floor(share * 100)).padStart(3)} %`;
  const rate = `${(done / MEGABYTE / Math.max(elapsedMs / 1_000, 0.001)).toFixed(0)} MB/s`;
  const megabytes = (done / MEGABYTE).toFixed(1);
  if (total === 0) return `${megabytes} MB  ${rate}`;
  return `${bar}  ${megabytes} of ${(total / MEGABYTE).toFixed(1)} MB  ${rate}`;
}

/** A bar on standard error while bytes pass, only on a terminal and only when it takes a while. */
export class Progress {
  private readonly startedAt = Date.now();
  private drawnAt = 0;
  private done = 0;

  constructor(
    private readonly total: number,
    private readonly out: NodeJS.WriteStream = process.stderr,
  ) {}

  advance(bytes: number): void {
    this.done += bytes;
    if (!this.out.isTTY) return;
    const now = Date.now();
    if (now - this.startedAt < SHOWN_AFTER_MS || now - this.drawnAt < BETWEEN_DRAWINGS_MS) return;
    this.drawnAt = now;
    this.out.write(`\r\u001b[K${progressLine(this.done, this.total, now - this.startedAt)}`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.drawnAt > 0) this.out.write('\r\u001b[K');
  }
}
