// Real PDFs by a real Chromium, read back: header and footer on each page, no step split, nothing outside the page's area.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { faultOfPromise } from '#e2e/support/faults.ts';
import { long } from '#e2e/support/long.ts';
import { referenceChromium, referenceProgram } from '#e2e/support/reference-tools.ts';
import { printStyle } from '#build/print-style.ts';
import { expandScript } from '#shared/ceremony/expand.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { custodiansOf, planOf } from '#shared/ceremony/testdata/plans.ts';
import { documentSamples, hostilePlan } from '#core/documents/testdata/samples.ts';
import { chromiumPrinter } from './chromium-printer.ts';

const css = printStyle();
const samples = new Map(documentSamples({ css, appVersion: '0.1.0' }).map((sample) => [sample.name, sample]));
const chromium = await referenceChromium();
const poppler = referenceProgram('pdftotext', '-v');
const folder = mkdtempSync(join(tmpdir(), 'lifeboat-pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

const millimetre = 72 / 25.4;

interface Word {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly height: number;
}

interface Page {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
  readonly text: string;
}

const printed = new Map<string, Promise<Buffer>>();
/** What several tests read is printed once: each print starts a browser. */
function print(html: string): Promise<Buffer> {
  const pdf = printed.get(html) ?? chromiumPrinter().print(html);
  printed.set(html, pdf);
  return pdf;
}

/** The pages of a sample, read back from its PDF; `spoiled` is style that breaks it on purpose. */
async function pagesOf(name: string, spoiled = '', before = ''): Promise<readonly Page[]> {
  const sample = samples.get(name);
  if (!sample) throw new Error(`no sample ${name}`);
  const file = join(folder, `${name}.pdf`);
  writeFileSync(
    file,
    await print(sample.html().replace('</style>', `${spoiled}</style>`).replace('<main>', `<main>${before}`)),
  );
  const boxes = execFileSync('pdftotext', ['-bbox', file, '-'], { encoding: 'utf8', maxBuffer: 16 << 20 });
  const texts = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).split('\f');
  return boxes
    .split('<page ')
    .slice(1)
    .map((page, at) => ({
      width: Number(/width="([\d.]+)"/u.exec(page)?.[1]),
      height: Number(/height="([\d.]+)"/u.exec(page)?.[1]),
      words: [
        ...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gu),
      ].map(([, left, top, right, bottom, text]) => ({
        left: Number(left),
        right: Number(right),
        bottom: Number(bottom),
        height: Number(bottom) - Number(top),
        text: text ?? '',
      })),
      text: texts[at] ?? '',
    }));
}

/** The right margin of 18 mm and the gutter of 12 mm for EX marks stay empty, and so do the left margin and the edge below. */
function expectInsideArea({ width, height, words }: Page): void {
  for (const { text, left, right, bottom } of words) {
    expect(left, text).toBeGreaterThan(18 * millimetre - 2);
    expect(right, text).toBeLessThan(width - 30 * millimetre + 2);
    expect(bottom, text).toBeLessThan(height - 8 * millimetre);
  }
}

/** The title of a part inside the table of those that repeat it, with its times. */
const isTurn = (line: string): boolean => /^(?:Part|Teil) \d+ –|\(UTC\)$|^(?:planned|geplant) /u.test(line);

/** Each page of a table begins, after its repeated head, with the next step: none goes on from the page before. */
function expectWholeSteps(pages: readonly Page[], head: string, steps: readonly string[]): void {
  let next = 0;
  for (const { text } of pages) {
    const lines = text.split('\n').map((line) => line.trim());
    lines.forEach((line, at) => {
      const isHead = line.endsWith('(UTC)') && `${lines[at - 1] ?? ''} ${line}`.includes(head);
      if (isHead && next < steps.length) {
        const first = lines.slice(at + 1).find((each) => !isTurn(each));
        expect(first?.split(' ')[0], `after the head: ${lines[at + 1] ?? ''}`).toBe(steps[next]);
      }
      // Behind the step stands who does it. A sentence that names a step may begin a line with it, too.
      const [step, who = ''] = line.split(' ');
      if (next < steps.length && step === steps[next] && /^[A-Z]/u.test(who)) next += 1;
    });
  }
  expect(next).toBe(steps.length);
}

/** No page of steps but the last is left half empty: a step that does not fit goes over, and is never so large. */
function expectHalfFull(pages: readonly Page[], head: string): void {
  const ofSteps = pages.filter(({ text }) => text.replace(/\s+/gu, ' ').includes(head)).slice(0, -1);
  expect(ofSteps.length).toBeGreaterThan(4);
  for (const { height, words } of ofSteps) {
    const above = words.filter(({ bottom }) => bottom < height - 19 * millimetre);
    expect(Math.max(...above.map(({ bottom }) => bottom))).toBeGreaterThan(height / 2);
  }
}

/** The steps as they are printed, by the numbers on the paper. */
const stepsIn = (plan: ScriptPlan): readonly string[] =>
  expandScript(plan)
    .filter(({ part }) => !part.branch)
    .flatMap(({ steps }) => steps)
    // A step for trouble has its room in the first turn.
    .filter(({ step, turn }) => !step.branch || turn === undefined || turn.k === 1)
    .map(({ step, turn }) => (turn ? `${step.id}.${turn.k}` : step.id));
const stepsOf = (...plan: Parameters<typeof planOf>): readonly string[] => stepsIn(planOf(...plan));
const three = { custodians: custodiansOf(3), quorum: 2 };
const ten = { custodians: custodiansOf(10), quorum: 5 };

describe.skipIf(!chromium || !poppler)('printed scripts', () => {
  type Printed = [name: string, steps: readonly string[], head: string, mode: string];
  const assertWhole = async (...[name, steps, head, mode]: Printed): Promise<void> => {
    const pages = await pagesOf(name);
    const german = name.includes('-de-');
    pages.forEach((page, at) => {
      const text = page.text.replace(/\s+/gu, ' ');
      expect(text).toContain(german ? `Seite ${at + 1} von ${pages.length}` : `Page ${at + 1} of ${pages.length}`);
      expect(text).toContain(mode);
      expect(text).toContain('Plan 086756…19');
      expect(text).toContain(german ? 'Kürzel des Zeugen ________' : 'Initials of the witness ________');
      if (!name.includes('practice')) expectInsideArea(page);
      expect(Math.round(page.width)).toBe(name.includes('letter') ? 612 : 595);
    });
    expectWholeSteps(pages, head, steps);
    // A step with room for a whole fingerprint may leave more of a page empty in the long scripts of new keys.
    if (name.includes('recovery') && !name.includes('practice')) expectHalfFull(pages, head);
  };
  const whole = '%s keeps its steps whole';
  it.each<Printed>([
    ['script-recovery-online-de-a4', stepsOf('recovery-online', three), 'Kürzel Zeit (UTC)', 'ECHTBETRIEB'],
    ['script-hostile-en-a4', stepsIn(hostilePlan), 'Initial Time (UTC)', 'PRODUCTION'],
  ])(whole, { timeout: 120_000 }, assertWhole);
  it.each<Printed>([
    ['script-recovery-offline-en-a4', stepsOf('recovery-offline', three), 'Initial Time (UTC)', 'PRODUCTION'],
    ['script-drill-en-a4', stepsOf('drill', three), 'Initial Time (UTC)', 'PRODUCTION'],
    ['script-activation-ten-en-letter', stepsOf('activation', ten), 'Initial Time (UTC)', 'PRODUCTION'],
    [
      'script-recovery-offline-ten-practice-en-letter',
      stepsOf('recovery-offline', ten),
      'Initial Time (UTC)',
      'PRACTICE – NOT A REAL CEREMONY',
    ],
  ])(whole, { timeout: 120_000, ...long }, assertWhole);

  const short = '%s has at most %i pages';
  const assertShort = async (name: string, most: number): Promise<void> => {
    expect((await pagesOf(name)).length).toBeLessThanOrEqual(most);
  };
  it.each([
    ['script-recovery-online-de-a4', 20],
    ['certificate-bad-practice-de-letter', 1],
    ['emergency-card-de-letter', 2],
  ])(short, { timeout: 120_000 }, assertShort);
  it.each([
    ['script-recovery-offline-en-a4', 20],
    ['certificate-en-a4', 1],
    ['emergency-card-en-a4', 2],
    ['emergency-card-standing-de-letter', 2],
    ['script-recovery-offline-short-en-a4', 10],
    ['script-recovery-online-short-de-a4', 10],
    ['script-activation-de-a4', 20],
    ['script-recovery-offline-ten-of-ten-en-a4', 20],
  ])(short, { timeout: 120_000, ...long }, assertShort);

  it('would be found out if a step were split', { timeout: 120_000 }, async () => {
    const split = await pagesOf(
      'script-recovery-offline-en-a4',
      'tr, tbody, .fingerprint { break-inside: auto !important }',
    );
    expect(() => expectWholeSteps(split, 'Initial Time (UTC)', stepsOf('recovery-offline', three))).toThrow();
  });
});

/** What pdftotext calls the height of a word is the size of its type, in points, times the height of our fonts (ascent and descent). */
const heightOfPoint = 1.3;

/** Words of a sample; a line of ten points before everything else shows whether Chromium has made the pages smaller. */
async function printedType(name: string, spoiled = '', before = '<p>calibration</p>') {
  const pages = await pagesOf(name, spoiled, before);
  const words = pages.flatMap((page) => page.words);
  const sizes = (which: RegExp): number[] =>
    words.filter(({ text }) => which.test(text)).map(({ height }) => height / heightOfPoint);
  return { calibration: sizes(/^calibration$/u)[0] ?? 0, letters: sizes(/^[A-Za-z]{2}/u), sizes };
}

describe.skipIf(!chromium || !poppler)('the type', () => {
  const title = 'of %s is as large as the style says: no word makes the pages smaller';
  async function expectSize(name: string): Promise<void> {
    const { calibration, letters } = await printedType(name);
    expect(calibration).toBeCloseTo(10, 1);
    expect(Math.min(...letters)).toBeGreaterThan(7.9);
  }
  // Those with the longest words, and the card, whose lines to write on are as wide as its page.
  it.each(['record-hostile-en-letter', 'fingerprint-card-en-a4', 'emergency-card-de-letter'])(
    title,
    { timeout: 120_000 },
    expectSize,
  );
  it.each([
    'script-hostile-en-a4',
    'custody-register-troubled-de-a4',
    'manual-practice-de-a4',
    'script-recovery-offline-en-a4',
    'script-recovery-online-short-de-a4',
    'record-recovery-online-practice-de-a4',
    'sheets-activation-ten-practice-de-letter',
    'emergency-card-standing-de-letter',
    'call-sheet-practice-de-a4',
    'key-mapping-en-a4',
    'machine-sheet-preview-de-a4',
    'rehearsal-report-practice-de-letter',
  ])(title, { timeout: 120_000, ...long }, expectSize);

  it('of the codes on the map has eight points', { timeout: 120_000 }, async () => {
    const { sizes } = await printedType('script-hostile-en-a4', '', '');
    const codes = sizes(/^(?:RO1|RO2|CA|OP|MC|W1|W2)$/u);
    expect(codes.length).toBeGreaterThan(7);
    expect(Math.min(...codes)).toBeGreaterThan(7.9);
  });

  it('of fingerprints has eleven points', { timeout: 120_000 }, async () => {
    const { sizes } = await printedType('fingerprint-card-en-a4');
    const digits = sizes(/^(?=.*\d)[0-9a-f]{4}$/u);
    expect(digits.length).toBeGreaterThan(20);
    expect(Math.min(...digits)).toBeGreaterThan(10.9);
  });

  it('would be found out if one word made it smaller', { timeout: 120_000 }, async () => {
    const wide =
      '.words td { font-size: 22pt !important; white-space: nowrap } .words { table-layout: auto !important }';
    const { calibration } = await printedType('fingerprint-card-en-a4', wide);
    expect(calibration).toBeLessThan(9.5);
  });
});

describe.skipIf(!chromium)('the fonts', () => {
  it('are embedded as letters, and not as drawings (Type 3)', { timeout: 120_000 }, async () => {
    const pdf = (await print(samples.get('script-hostile-en-a4')?.html() ?? '')).toString('latin1');
    const fonts = [...pdf.matchAll(/<<\/Type \/Font\s[^<]*?\/Subtype \/(\w+)/gu)].map(([, kind = '']) => kind);
    expect([...new Set(fonts)].sort()).toEqual(['CIDFontType2', 'Type0']);
    expect(pdf).toContain('AtkinsonHyperlegibleNext-Bold');
  });
});

describe.skipIf(!chromium || !poppler)('printed records and reports', () => {
  const inside = '%s stays inside its pages';
  const assertInside = async (name: string): Promise<void> => {
    const pages = await pagesOf(name);
    pages.forEach((page, at) => {
      expect(page.text.replace(/\s+/gu, ' ')).toContain(`Page ${at + 1} of ${pages.length}`);
      expectInsideArea(page);
    });
  };
  it('record-hostile-en-letter stays inside its pages', { timeout: 120_000 }, () =>
    assertInside('record-hostile-en-letter'),
  );
  it.each(['key-mapping-en-a4', 'record-recovery-offline-en-a4', 'custody-register-en-a4', 'call-sheet-en-a4'])(
    inside,
    { timeout: 120_000, ...long },
    assertInside,
  );
});

describe('the printer', () => {
  it.skipIf(!chromium)('gives the same bytes for the same document', { timeout: 120_000 }, async () => {
    const html = samples.get('call-sheet-en-a4')?.html() ?? '';
    const printer = chromiumPrinter();
    const [first, second] = [await printer.print(html), await printer.print(html)];
    expect(first.equals(second)).toBe(true);
    expect(first.toString('latin1')).toContain("/CreationDate (D:20000101000000+00'00')");
  });

  it('says when there is no Chromium', async () => {
    expect(await faultOfPromise(chromiumPrinter(undefined, ['/no/such/browser']).print(''))).toEqual({
      code: 'PRINTER_MISSING',
      tried: ['/no/such/browser'],
    });
  });

  it.skipIf(process.platform === 'win32')('says when the program fails, or leaves nothing', async () => {
    expect(await faultOfPromise(chromiumPrinter(undefined, ['/bin/false']).print(''))).toEqual({
      code: 'PRINTER_FAILED',
      reason: 'exit',
    });
    expect(await faultOfPromise(chromiumPrinter(undefined, ['/bin/true']).print(''))).toEqual({
      code: 'PRINTER_FAILED',
      reason: 'no-pdf',
    });
  });
});
