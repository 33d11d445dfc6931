import type { Separators } from '../x12/envelope-items.js';
import type { Segment } from '../x12/segment.js';
import type { Fact, Facts } from './fact.js';
import { Tally } from './tally.js';

const ISA_BYTES = 106;

/** Compared as integers; what is none equals nothing. */
function isCount(text: string, count: number): boolean {
  return /^\s*[+-]?\d+\s*$/.test(text) && BigInt(text.trim().replace(/^\+/, '')) === BigInt(count);
}

/** Blanks and control characters as quoted escapes: `'\n'`, `'\x1d'`. */
function shown(separator: string): string {
  const plain = [...separator].every((letter) => !/[\s\u0000-\u0020\u007f-\u00a0\u00ad]/.test(letter));
  return plain ? separator : `'${[...separator].map(escaped).join('')}'`;
}

function escaped(letter: string): string {
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t', ' ': ' ' };
  return named[letter] ?? `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

interface OpenHeader {
  readonly control: string;
  inside: number;
}

/** Envelope counts and faults of a file, over all its interchanges. */
export class EnvelopeFacts {
  /** ST01 of the first ST. */
  firstSt01: string | undefined;
  private readonly counts = { isa: 0, gs: 0, st: 0, segments: 0 };
  private readonly setTypes = new Tally();
  private readonly guides = new Set<string>();
  private readonly errors = new Tally();
  private readonly acknowledgements: string[] = [];
  private badIsa = 0;
  private separators: Separators | undefined;
  private groupGuide = '';
  private interchange: OpenHeader | undefined;
  private group: OpenHeader | undefined;
  private set: OpenHeader | undefined;

  segment(segment: Segment, onIsa: boolean, separators: () => Separators): void {
    this.counts.segments += 1;
    // Those of the first interchange, even when loose segments stand before it.
    if (this.separators === undefined || (onIsa && this.counts.isa === 0)) this.separators = separators();
    if (this.set !== undefined) this.set.inside += 1;
    if (onIsa) return this.beginInterchange(segment);
    switch (segment.id) {
      case 'GS':
        return this.beginGroup(segment);
      case 'ST':
        return this.beginSet(segment);
      case 'SE':
        return this.endSet(segment);
      case 'GE':
        return this.endGroup(segment);
      case 'IEA':
        return this.endInterchange(segment);
      case 'TA1':
        this.acknowledgements.push(`${segment.el(4)}:${segment.el(5)}`);
    }
  }

  facts(unterminated: boolean): Facts {
    const { counts, separators } = this;
    const errors = { ...this.errors.toJSON() };
    for (const [open, code] of [
      [this.set, 'st_without_se'],
      [this.group, 'ge_missing'],
      [this.interchange, 'iea_missing'],
    ] as const) {
      if (open !== undefined) errors[code] = (errors[code] ?? 0) + 1;
    }
    const { element = '*', component = ':', repetition, terminator = '~' } = separators ?? {};
    const rs = repetition === undefined ? 'none' : shown(repetition);
    const withTa1: Facts = counts.st === 0 && this.acknowledgements.length > 0 ? { ta1: this.acknowledgements } : {};
    return {
      ...counts,
      ...(counts.isa === 0 ? { no_isa_envelope: 1 } : {}),
      delims: `es=${shown(element)} cs=${shown(component)} rs=${rs} st=${shown(terminator)}`,
      ...(this.badIsa === 0 ? {} : { isa_len_bad: this.badIsa }),
      ...(unterminated ? { unterminated_last_segment: 1 } : {}),
      st_ids: this.setTypes.toJSON(),
      impl: this.guideList(),
      envelope_errors: errors as Fact,
      ...withTa1,
    };
  }

  /** Distinct guides, sorted, with commas. */
  guideList(): string {
    return [...this.guides].sort().join(',');
  }

  get hasAcknowledgement(): boolean {
    return this.acknowledgements.length > 0;
  }

  private beginInterchange(segment: Segment): void {
    this.counts.isa += 1;
    if (segment.place().length + 1 !== ISA_BYTES) this.badIsa += 1;
    if (this.interchange !== undefined) this.errors.add('iea_missing');
    this.interchange = { control: segment.el(13), inside: 0 };
  }

  private beginGroup(segment: Segment): void {
    this.counts.gs += 1;
    if (this.group !== undefined) this.errors.add('ge_missing');
    if (this.interchange !== undefined) this.interchange.inside += 1;
    this.group = { control: segment.el(6), inside: 0 };
    this.groupGuide = segment.el(8);
  }

  private beginSet(segment: Segment): void {
    this.counts.st += 1;
    if (this.set !== undefined) this.errors.add('st_without_se');
    if (this.group !== undefined) this.group.inside += 1;
    this.set = { control: segment.el(2), inside: 1 };
    this.setTypes.add(segment.el(1));
    this.firstSt01 ??= segment.el(1);
    const guide = segment.el(3) || this.groupGuide;
    if (guide !== '') this.guides.add(guide);
  }

  private endSet(segment: Segment): void {
    if (this.set === undefined) return;
    if (!isCount(segment.el(1), this.set.inside)) this.errors.add('se01_mismatch');
    if (segment.el(2) !== this.set.control) this.errors.add('se02_mismatch');
    this.set = undefined;
  }

  private endGroup(segment: Segment): void {
    this.groupGuide = '';
    if (this.group === undefined) return;
    if (!isCount(segment.el(1), this.group.inside)) this.errors.add('ge01_mismatch');
    if (segment.el(2) !== this.group.control) this.errors.add('ge02_mismatch');
    this.group = undefined;
  }

  private endInterchange(segment: Segment): void {
    if (this.interchange === undefined) return;
    if (!isCount(segment.el(1), this.interchange.inside)) this.errors.add('iea01_mismatch');
    if (segment.el(2) !== this.interchange.control) this.errors.add('iea02_mismatch');
    this.interchange = undefined;
  }
}
