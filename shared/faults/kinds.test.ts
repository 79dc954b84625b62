import { describe, expect, it } from 'vitest';
import { filesAdvice } from '../messages/en/faults/files.ts';
import { englishAdvice } from '../messages/en/faults/index.ts';
import { serviceAdvice } from '../messages/en/faults/service.ts';
import { usageAdvice } from '../messages/en/faults/usage.ts';
import type { Fault } from './fault.ts';
import { type FaultKind, faultKind } from './kinds.ts';

const areas: readonly (readonly [FaultKind, object])[] = [
  ['media', filesAdvice],
  ['service', serviceAdvice],
  ['usage', usageAdvice],
];
const areaKind = (code: string): FaultKind => areas.find(([, book]) => Object.hasOwn(book, code))?.[0] ?? 'refused';

describe('the kind of a fault', () => {
  // The books have an entry for every code of the union: the compiler sees to it.
  it.each(Object.keys(englishAdvice))('%s is of the kind of its area', (code) => {
    expect(faultKind({ code } as Fault)).toBe(areaKind(code));
  });
});
