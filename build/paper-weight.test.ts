// What a ceremony may ask of hands, counted on its papers: signatures, and fingerprints that are written in full.
import { describe, expect, it } from 'vitest';
import { long } from '#e2e/support/long.ts';
import { referenceChromium } from '#e2e/support/reference-tools.ts';
import { chromiumPrinter } from '#platform/chromium-printer.ts';
import { scriptGrades } from '#shared/ceremony/model.ts';
import { custodiansOf, planOf } from '#shared/ceremony/testdata/plans.ts';
import { scriptDocument } from '#core/documents/script.ts';
import { pagesOf, weightOf } from './paper-weight.ts';
import { printStyle } from './print-style.ts';

const chromium = await referenceChromium();
const style = { css: '', appVersion: '0.1.0', language: 'en', paper: 'a4' } as const;
const three = { custodians: custodiansOf(3), quorum: 2 };

describe.each(scriptGrades)('a recovery of 2 of 3, %s', (grade) => {
  const sides = (['recovery-offline', 'recovery-online'] as const).map((kind) =>
    weightOf(scriptDocument(planOf(kind, { ...three, grade }), style)),
  );
  const sum = (of: keyof (typeof sides)[number]): number => sides.reduce((all, side) => all + side[of], 0);

  it('asks for twelve signatures at most, one fingerprint in digits and two in words, on both sides together', () => {
    expect(sum('signatures')).toBeLessThanOrEqual(12);
    expect(sum('signatures')).toBeGreaterThan(8);
    expect([sum('hexDigits'), sum('words')]).toEqual([64, 2 * 32]);
  });
});

describe.skipIf(!chromium)('pages that hold least', () => {
  const longest = { language: 'de', paper: 'letter', css: printStyle(), appVersion: '0.1.0' } as const;
  const ten = { custodians: custodiansOf(10), quorum: 10 };
  const pages = async (...plan: Parameters<typeof planOf>): Promise<number> =>
    pagesOf(await chromiumPrinter().print(scriptDocument(planOf(...plan), longest)));
  const timeout = 60_000;

  it('are at most twenty in full with ten custodians', { timeout }, async () => {
    expect(await pages('recovery-offline', { ...ten, grade: 'full' })).toBeLessThanOrEqual(20);
  });
  it('are at most twenty in full for new keys, and ten in short', { timeout, ...long }, async () => {
    expect(await pages('activation', { ...three, grade: 'full' })).toBeLessThanOrEqual(20);
    expect(await pages('recovery-online', { ...three, grade: 'short' })).toBeLessThanOrEqual(10);
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
