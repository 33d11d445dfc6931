import type { OutSegment } from '../write.js';
import type { ElementRule, SegmentRule } from './structure-table.js';

/** A place where written segments leave their guide. `segment` counts from 1. */
export interface Nonconformity {
  readonly segment: number;
  readonly segmentId: string;
  readonly loop: string;
  readonly element?: number;
  readonly component?: number;
  readonly fault: 'unexpected' | 'too-often' | 'missing' | 'too-short' | 'too-long' | 'code';
  readonly name: string;
}

function valueAt(segment: OutSegment, rule: ElementRule): string {
  const element = segment.elements[rule.element - 1];
  if (element === undefined) return '';
  if (rule.component === undefined) return typeof element === 'string' ? element : element.join(':');
  return (typeof element === 'string' ? [element] : element)[rule.component - 1] ?? '';
}

/** The element that tells segments of one kind apart: the first one with codes among the first three. */
function suits(rule: SegmentRule, segment: OutSegment): boolean {
  if (rule.id !== segment.id) return false;
  const telling = rule.elements.filter(({ element, codes }) => element <= 3 && codes.length > 0);
  const first = rule.id === 'HL' ? telling.find(({ element }) => element === 3) : telling[0];
  return first === undefined || first.codes.includes(valueAt(segment, first));
}

function elementFaults(rule: SegmentRule, segment: OutSegment, at: Omit<Nonconformity, 'fault'>): Nonconformity[] {
  const faults: Nonconformity[] = [];
  for (const one of rule.elements) {
    const value = valueAt(segment, one);
    const where = { ...at, element: one.element, ...(one.component === undefined ? {} : { component: one.component }) };
    const composite = one.component !== undefined && valueAt(segment, { ...one, component: 1 }) === '';
    const whole = one.component === undefined && one.dataType === '-';
    if (value === '') {
      if (one.required && !(composite && one.component !== 1) && !optionalComposite(rule, one))
        faults.push({ ...where, fault: 'missing' });
      continue;
    }
    if (whole) continue;
    const length = one.dataType === 'R' ? value.replace(/[-.]/g, '').length : value.length;
    if (length < one.min) faults.push({ ...where, fault: 'too-short' });
    if (one.max > 0 && length > one.max) faults.push({ ...where, fault: 'too-long' });
    if (one.codes.length > 0 && !one.codes.includes(value)) faults.push({ ...where, fault: 'code' });
  }
  return faults;
}

/** A required component of a composite that is itself situational is asked for only when the composite is there. */
function optionalComposite(rule: SegmentRule, one: ElementRule): boolean {
  if (one.component === undefined) return false;
  return rule.elements.some(
    ({ element, component, required }) => element === one.element && component === undefined && !required,
  );
}

/**
 * Walks written segments (without ST and SE) along a guide: each must fit a rule at or after the last one, or begin a
 * loop again; its required elements, lengths and codes must hold, and so must the required segments of each loop.
 */
export function nonconformities(segments: readonly OutSegment[], rules: readonly SegmentRule[]): Nonconformity[] {
  const faults: Nonconformity[] = [];
  const firstOfLoop = new Set(
    rules.filter((rule, at) => rules[at - 1]?.loop !== rule.loop).map((rule) => rules.indexOf(rule)),
  );
  let at = 0;
  let uses = 0;
  segments.forEach((segment, index) => {
    const forward = rules.findIndex((rule, position) => position >= at && suits(rule, segment));
    // No rule ahead fits: the nearest loop behind begins again.
    const again = rules.findLastIndex(
      (rule, position) => position <= at && firstOfLoop.has(position) && suits(rule, segment),
    );
    const next = forward >= 0 ? forward : again;
    const rule = rules[next];
    const place = { segment: index + 1, segmentId: segment.id, loop: rule?.loop ?? '', name: rule?.name ?? '' };
    if (!rule) {
      faults.push({ ...place, fault: 'unexpected' });
      return;
    }
    const restarted = next < at || (next === at && uses > 0 && firstOfLoop.has(at));
    const until = restarted ? rules.length : next;
    for (let between = at + 1; between < until; between++) {
      const passed = rules[between];
      if (passed?.required && passed.loop === rules[at]?.loop)
        faults.push({ ...place, name: passed.name, fault: 'missing' });
    }
    uses = next === at ? uses + 1 : 1;
    if (rule.maxUse > 0 && uses > rule.maxUse && !firstOfLoop.has(next)) faults.push({ ...place, fault: 'too-often' });
    faults.push(...elementFaults(rule, segment, place));
    at = next;
  });
  return faults;
}
