// The documents as HTML: golden files, no way out of the text for hostile values, and what every page must carry.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultCode } from '#e2e/support/faults.ts';
import { fingerprints } from '#e2e/support/fingerprints.ts';
import { scriptGrades } from '#shared/ceremony/model.ts';
import { planOf, custodiansOf, madeUpFingerprint } from '#shared/ceremony/testdata/plans.ts';
import { languages } from '#shared/messages/languages.ts';
import { hexRows } from '#shared/formatting/fingerprint.ts';
import { registerDocument, siteCounts } from './custody-register.ts';
import { cssString, html, htmlText, styleElement } from './html.ts';
import { registerOf, troubledRegister } from '#shared/register/testdata/registers.ts';
import { qrText } from '#shared/formatting/qr.ts';
import { qrSvg } from './qr.ts';
import { scriptDocument } from './script.ts';
import { documentSamples, hostilePlan } from './testdata/samples.ts';
import { recordDocument } from './record.ts';
import { recordOf } from './testdata/views.ts';

// The style sheet is one file of its own.
const style = { css: '', appVersion: '0.1.0' };
const samples = documentSamples(style);
const options = { ...style, language: 'en', paper: 'a4' } as const;
const scriptKinds = ['activation', 're-wrap', 'recovery-offline', 'recovery-online', 'drill'] as const;

describe('golden files', () => {
  // Two that are short enough to read in a review; `contents.test.ts` says what must be on the others.
  // After a wanted change: `npm run test:unit electron/main/core/documents/documents.test.ts -- --update`.
  it.each(['call-sheet-en-a4', 'key-mapping-en-a4'])('%s is as it was', async (name) => {
    const sample = samples.find((each) => each.name === name)!;
    await expect(sample.html()).toMatchFileSnapshot(`testdata/golden/${name}.html`);
  });
});

it('every page is as it was, byte by byte: each sample, and each script in each grade and language', async () => {
  const scripts = scriptKinds.flatMap((kind) =>
    scriptGrades.flatMap((grade) =>
      languages.map((language) => {
        const script = scriptDocument(planOf(kind, { grade }), { ...style, language, paper: 'a4' });
        return [`script ${kind} ${grade} ${language}`, script] as const;
      }),
    ),
  );
  const net = fingerprints([...samples.map(({ name, html: make }) => [name, make()] as const), ...scripts]);
  await expect(net).toMatchFileSnapshot('testdata/golden/fingerprints.txt');
});

describe('escaping', () => {
  it('lets no text become markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const inside = htmlText(html`<p title="${text}">${text}</p>`);
        expect(inside.match(/[<>]/gu)).toEqual(['<', '>', '<', '>']);
        expect(inside.match(/"/gu)).toEqual(['"', '"']);
      }),
    );
  });

  it('does not take a look-alike for markup', () => {
    // A value from a file can have any members, but not the symbol.
    const forged = { html: '<b>', toString: () => '<b>' } as unknown as string;
    expect(() => htmlText(html`<p>${forged}</p>`)).toThrow();
  });

  it('prints nothing for what is absent, and every item of a list', () => {
    expect(htmlText(html`<p>${undefined}${false}${['a', ['<', 1]]}${html`<b>${'&'}</b>`}</p>`)).toBe(
      '<p>a&lt;1<b>&amp;</b></p>',
    );
  });

  it('shows what cannot be seen', () => {
    expect(htmlText(html`${'a\u202Eb\u0007\u200B\uFEFF'}`)).toBe('a\\u{202e}b\\u{7}\\u{200b}\\u{feff}');
  });

  it('keeps a CSS string closed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cssString(text)).toMatch(/^"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"$/u);
      }),
    );
    expect(() => styleElement('</style>')).toThrow();
  });
});

describe('every document', () => {
  it.each(samples)('$name stands alone: no script, no link, no address to fetch', ({ html: make }) => {
    const text = make();
    const tags = new Set([...text.matchAll(/<([a-z0-9]+)/gu)].map(([, tag]) => tag));
    for (const tag of ['script', 'link', 'img', 'iframe', 'object', 'embed', 'base', 'a', 'form', 'input']) {
      expect(tags).not.toContain(tag);
    }
    expect(text).not.toMatch(/<[^>]*\s(?:on\w+|href|src|style)=/u);
    expect(text.replace(/<bdi>.*?<\/bdi>/gsu, '')).not.toMatch(/url\(|@import/u);
    expect(text).toContain('<main>');
    expect(text.length).toBeLessThan(1 << 20);
  });

  it.each(samples)(
    '$name says what it is on every page: mode, ceremony, plan, page of pages',
    ({ name, html: make }) => {
      const text = make();
      const css = /@page \{\n {2}size: .*?\n\}/su.exec(text)?.[0] ?? '';
      expect(css).toContain('counter(page)');
      expect(css).toContain('counter(pages)');
      // The machine sheet belongs to a machine: it names no plan and no mode.
      // An emergency has none, and says so in its place.
      const isEmergency = name.includes('emergency');
      // A certificate names the hash of the evidence, in which the plan is.
      const isCertificate = name.startsWith('certificate');
      // A map of consumers is of an HSM.
      const isOfHsm = name.startsWith('consumers');
      const hasPlan = !name.startsWith('machine-sheet') && !isEmergency && !isCertificate && !isOfHsm;
      expect(css.includes(cssString('Plan 086756…19'))).toBe(hasPlan);
      expect(/NO PLAN|OHNE PLAN/.test(css)).toBe(isEmergency);
      expect(css).toContain(name.includes('letter') ? 'size: letter' : 'size: A4');
      const practice = name.includes('practice');
      expect(text).toContain(`<body class="${practice ? 'practice' : 'production'}"`);
      const marks = name.includes('-de-')
        ? ['ÜBUNG – KEINE ECHTE ZEREMONIE', 'ECHTBETRIEB']
        : ['PRACTICE – NOT A REAL CEREMONY', 'PRODUCTION'];
      expect(css.includes(cssString(marks[0]!))).toBe(practice);
      expect(css.includes(cssString(marks[1]!))).toBe(
        (hasPlan || isEmergency || isCertificate || isOfHsm) && !practice,
      );
    },
  );

  it.each(samples)('$name has headings in order, and a scope on every heading of a table', ({ html: make }) => {
    const levels = [...make().matchAll(/<h([1-6])/gu)].map(([, level]) => Number(level));
    levels.slice(1).forEach((level, at) => expect(level - levels[at]!).toBeLessThanOrEqual(1));
    expect(make()).not.toMatch(/<th(?!ead|[^>]*scope=)[^>]*>/u);
  });
});

describe('the manual', () => {
  it('says that its pictures are of the real day where it is for practice, and nothing of it elsewhere', () => {
    const manuals = samples.filter(({ name }) => name.startsWith('manual-'));
    expect(
      manuals.map(({ name, html: make }) => [name, /Ernstfall: Beim Üben|the real day: in practice/u.test(make())]),
    ).toEqual([
      ['manual-en-a4', false],
      ['manual-practice-de-a4', true],
    ]);
  });
});

describe('hostile values', () => {
  it.each([
    ['script', scriptDocument(hostilePlan, options)],
    ['record', recordDocument(hostilePlan, recordOf(hostilePlan), options)],
  ])('leave the tags of the %s as they are without them', (_, text) => {
    const tame = {
      ...planOf('recovery-offline'),
      custodians: hostilePlan.custodians.map(({ code, employer, site }) => ({
        code,
        name: 'x',
        ...(employer !== undefined && { employer: 'y' }),
        ...(site !== undefined && { site: 'z' }),
      })),
    };
    const reference = _ === 'script' ? scriptDocument(tame, options) : recordDocument(tame, recordOf(tame), options);
    const tags = (document: string) => [...document.matchAll(/<\/?[a-z0-9]+/gu)].map(([tag]) => tag);
    expect(tags(text)).toEqual(tags(reference));
  });
});

describe('the QR code', () => {
  it('carries the ceremony, the label and the digits as on paper, and nothing else', () => {
    const value = madeUpFingerprint(7);
    expect(qrText('MHSM-1', 'plan', value).split('\n')).toEqual([
      'MHSM-1',
      'plan SHA-256',
      ...hexRows(value).map((row) => row.join(' ')),
    ]);
  });

  it('is square, with three finders in its corners and a quiet zone', () => {
    const svg = htmlText(qrSvg('x', 'a code'));
    const size = Number(/viewBox="0 0 (\d+) \1"/u.exec(svg)?.[1]);
    const dark = new Set([...svg.matchAll(/M(\d+) (\d+)h1/gu)].map(([, x, y]) => `${x} ${y}`));
    const row = (x: number, y: number) => Array.from({ length: 7 }, (_, at) => dark.has(`${x + at} ${y}`));
    for (const [x, y] of [
      [4, 4],
      [size - 11, 4],
      [4, size - 11],
    ] as const)
      expect(row(x, y)).toEqual(Array(7).fill(true));
    expect([...dark].every((place) => place.split(' ').every((at) => Number(at) >= 4 && Number(at) < size - 4))).toBe(
      true,
    );
  });
});

describe('quorum health', () => {
  it('warns where one site holds a quorum, and where nobody may be missing', () => {
    expect(siteCounts(custodiansOf(4))).toEqual([
      ['Zürich', 2],
      ['Dublin', 1],
      ['Frankfurt', 1],
    ]);
    const text = (n: number, quorum: number) =>
      registerDocument(planOf('drill', { custodians: custodiansOf(n), quorum }), undefined, options);
    expect(text(4, 2)).toContain('One site holds a whole quorum.');
    expect(text(3, 2)).not.toContain('One site holds a whole quorum.');
    expect(text(3, 3)).toContain('No custodian may be missing');
    expect(text(10, 2)).toContain('&gt; 99.9 %');
  });

  it('of a register is checked for the day of the plan, with what to do about it', () => {
    const plan = planOf('drill', { custodians: custodiansOf(5) });
    const html = registerDocument(plan, troubledRegister, options);
    for (const text of [
      'Both copies of C2 are at Zürich.',
      'The proof of copy 1 of C3 was due on 2026-07-02.',
      'C2, Bruno Castelli, is an administrator of the HSM.',
      'After the loss of',
      'overdue',
    ]) {
      expect(html).toContain(text);
    }
    const calm = registerDocument(plan, registerOf(5, 3), options);
    expect(calm).toContain('Nothing in this register needs attention.');
    expect(calm).not.toContain('What needs attention');
    expect(calm).toContain('AK7-1003');
  });
});

describe('accepted conflicts of roles', () => {
  it('stand on the page of roles, and nowhere if there are none', () => {
    const waivers = [{ name: 'Katrin Vogel', roles: ['CA', 'MC'], reason: 'Three people in all.' }];
    const title = 'EXCEPTION TO THE SEPARATION OF ROLES';
    expect(scriptDocument(planOf('drill', { waivers }), options)).toContain(title);
    expect(scriptDocument(planOf('drill', { waivers: [] }), options)).not.toContain(title);
  });
});

describe('a plan that does not fit', () => {
  it('makes no script', () => {
    expect(faultCode(() => scriptDocument(planOf('drill', { quorum: 9 }), options))).toBe('SCRIPT_PLAN_UNFIT');
  });
});
