// What a ceremony may ask of hands, counted on its papers: signatures, and fingerprints that are written in full.
import { describe, expect, it } from 'vitest';
import { scriptGrades } from '#shared/ceremony/model.ts';
import { custodiansOf, planOf } from '#shared/ceremony/testdata/plans.ts';
import { scriptDocument } from '#core/documents/script.ts';
import { weightOf } from './paper-weight.ts';

const style = { css: '', appVersion: '0.1.0', language: 'en', paper: 'a4' } as const;
const three = { custodians: custodiansOf(3), quorum: 2 };

describe.each(scriptGrades)('a recovery of 2 of 3, %s', (grade) => {
  const sides = (['recovery-offline', 'recovery-online'] as const).map((kind) =>
    weightOf(scriptDocument(planOf(kind, { ...three, grade }), style)),
  );
  const sum = (of: keyof (typeof sides)[number]): number => sides.reduce((all, side) => all + side[of], 0);

  it('asks for twelve signatures and two written fingerprints at most, on both sides together', () => {
    expect(sum('signatures')).toBeLessThanOrEqual(12);
    expect(sum('signatures')).toBeGreaterThan(8);
    expect([sum('hexDigits'), sum('words')]).toEqual([2 * 64, 2 * 32]);
  });
});

it('counts what is there', () => {
  const block =
    '<td class="write"><i></i><i></i><i></i><i></i></td><td class="write"></td><span class="square"></span>';
  const declaration = '<table class="grid signatures"><tr>\n<th scope="row">CA</th></tr></table>';
  expect(weightOf(`${block}${declaration}<td class="initials"><span>1</span><span>2</span></td>`)).toEqual({
    signatures: 1,
    initials: 2,
    boxes: 1,
    hexDigits: 4,
    words: 1,
  });
});
