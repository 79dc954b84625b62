// What must be where on each document: compared with plan, script and catalogue, whatever the markup around it.
import { describe, expect, it } from 'vitest';
import { expandScript, type PartInstance, type StepInstance } from '#shared/ceremony/expand.ts';
import { fill } from '#shared/ceremony/fill.ts';
import type { CeremonyKind, Field } from '#shared/ceremony/model.ts';
import { backupOfTests, custodiansOf, planOf } from '#shared/ceremony/testdata/plans.ts';
import type { ScriptPlan } from '#shared/ceremony/script-plan.ts';
import { withCopy, withToken } from '#shared/register/edits.ts';
import { quorumHealth } from '#shared/register/health.ts';
import { registerOf, troubledRegister } from '#shared/register/testdata/registers.ts';
import { hexRows, wordRows } from '#shared/formatting/fingerprint.ts';
import { english as englishCatalogue } from '#shared/messages/en/catalogue.ts';
import { selfTest } from '#shared/messages/en/screens/self-test.ts';
import type { Language } from '#shared/messages/languages.ts';
import { callSheetDocument } from './call-sheet.ts';
import { cardDocument } from './card-document.ts';
import { registerDocument } from './custody-register.ts';
import { type PrintOptions, wordsOf } from './document.ts';
import { materialsOf, participants } from './front-matter.ts';
import { cssString } from './html.ts';
import { machineSheetDocument } from './machine-sheet.ts';
import { manualDocument } from './manual.ts';
import { mappingDocument } from './mapping-report.ts';
import { certificate } from './certificate.ts';
import type { EvidenceReport } from '#shared/evidence/report.ts';
import { readinessReport } from './readiness-report.ts';
import { recordDocument } from './record.ts';
import { rehearsalGuide } from './rehearsal-guide.ts';
import { whereElse } from './recorded-elsewhere.ts';
import { scriptDocument } from './script.ts';
import { sheetsDocument } from './sheets.ts';
import { placeholdersOfPart, optionsOf } from './step-table.ts';
import { previewedMachine, testedMachine } from './testdata/machines.ts';
import { badEvidenceOfTests, evidenceOfTests, givenUpRecord, mappingOf, recordOf } from './testdata/views.ts';

const kinds: readonly CeremonyKind[] = [
  'activation',
  're-wrap',
  'recovery-offline',
  'recovery-online',
  'drill',
  'emergency-offline',
  'emergency-online',
];
const everyScript = kinds.flatMap((kind) => (['en', 'de'] as const).map((language) => [kind, language] as const));
const print = (language: Language): PrintOptions => ({ css: '', appVersion: '0.1.0', paper: 'a4', language });
const english = print('en');

/** The text of a piece of markup, as a reader sees it. */
const textOf = (markup: string): string =>
  markup
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&(amp|lt|gt|quot|#39);/gu, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? "'")
    .replace(/\s+/gu, ' ')
    .trim();
/** Two texts are the same if only spaces differ: a tag ends a word for `textOf`. */
const squeezed = (text: string): string => text.replace(/\s/gu, '');
const count = (markup: string, what: string): number => markup.split(what).length - 1;
/** What is between `open` and `close`, as often as it is there. */
const all = (markup: string, open: string, close: string): string[] =>
  markup
    .split(open)
    .slice(1)
    .map((rest) => rest.slice(0, rest.indexOf(close)));
const sheets = (document: string): { readonly title: string; readonly body: string }[] =>
  all(document, '<section', '</section>').map((body) => ({ title: textOf(all(body, '<h2>', '</h2>')[0] ?? ''), body }));
const sheetOf = (document: string, title: string): string =>
  sheets(document)
    .filter((each) => each.title === title)
    .map(({ body }) => body)
    .join('');
/** The cells of every row of the bodies of tables. */
const rows = (markup: string): string[][] =>
  all(markup, '<tbody', '</tbody>').flatMap((body) =>
    all(body, '<tr', '</tr>').map((row) =>
      [...row.matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gsu)].map(([, cell]) => textOf(cell!)),
    ),
  );
/** The blocks of fingerprints: the label, and the digits in rows; none where they are to be written. */
const fingerprints = (markup: string): { label: string; digits: string; words: string; compared: boolean }[] =>
  markup
    .split('<div class="fingerprint">')
    .slice(1)
    .map((rest) => {
      // The word rows and the QR code end before the next element that can follow a block.
      const block = rest.split(/<section|<tbody|<h[23]|<p class="field"/u)[0]!;
      const cells = (table: string): string =>
        all(all(block, `<table class="${table}"`, '</table>')[0] ?? '', '<td', '</td>')
          .filter((cell) => !cell.startsWith(' class="row-name"'))
          .map((cell) => textOf(`<td${cell}`))
          .join(' ')
          .trim();
      return {
        label: textOf(all(block, '<strong>', '</strong>')[0] ?? ''),
        digits: cells('hex'),
        words: cells('words'),
        compared: block.includes('class="compared"'),
      };
    });
const printed = (label: string, value: string, compared: boolean) => ({
  label,
  digits: hexRows(value).flat().join(' '),
  words: wordRows(value).flat().join(' '),
  compared,
});
const blank = (label: string, compared: boolean) => ({ label, digits: '', words: '', compared });

/** The steps as they are printed, in order of the pages. */
const printedSteps = (document: string) =>
  [...document.matchAll(/<tbody class="(hold|plain)">(.*?)<\/tbody>/gsu)].map(([, kind, body]) => ({
    hold: kind === 'hold',
    name: all(body!, '<span class="step-id">', '</span>')[0],
    who: textOf(all(body!, '<td class="who">', '</td>')[0]!),
    act: squeezed(textOf(/class="act"\s*>(.*?)<\/span\s*>\s*(?:<p|<div|<\/td>)/su.exec(body!)?.[1] ?? '?')),
    body: body!,
  }));
const filled = (text: string, part: PartInstance, plan: ScriptPlan, language: Language): string =>
  squeezed(
    fill(text, placeholdersOfPart(part, plan, wordsOf(language)))
      .map((segment) => (segment.kind === 'blank' ? '' : segment.text))
      .join(''),
  );
/** The parts as they are printed; what is for trouble alone is its own sheet, or a step of the first turn. */
const walkedParts = (plan: ScriptPlan): readonly PartInstance[] =>
  expandScript(plan)
    .filter(({ part }) => !part.branch)
    .map((part, _, parts) =>
      isRepeated(part, parts) ? { ...part, steps: part.steps.filter(({ step }) => !step.branch) } : part,
    );
/** Whether a part repeats one before it, whose sentences are not printed again. */
function isRepeated({ part, turn }: PartInstance, parts: readonly PartInstance[]): boolean {
  const first = parts.find((each) => each.part.id === part.id);
  return first?.part !== part || first.turn?.k !== turn?.k;
}
const expectedName = ({ step, turn }: StepInstance): string => (turn ? `${step.id}.${turn.k}` : step.id);
const expectedWho = ({ step, turn }: StepInstance): string =>
  step.who.map((role) => (role === 'C' && turn?.custodian ? turn.custodian.code : role)).join(', ');

describe('a script', () => {
  it.each(everyScript)('%s in %s has every step once, in order: name, who, what, HOLD', (kind, language) => {
    const plan = planOf(kind);
    const { ceremony } = wordsOf(language);
    const found = printedSteps(scriptDocument(plan, print(language)));
    expect(found.map(({ hold, name, who, act }) => ({ hold, name, who, act }))).toEqual(
      walkedParts(plan).flatMap((part, _, parts) =>
        part.steps.map((step) => ({
          hold: step.step.hold,
          name: expectedName(step),
          who: expectedWho(step),
          act: isRepeated(part, parts) ? '?' : filled(ceremony.steps[step.step.id]!.act, part, plan, language),
        })),
      ),
    );
  });

  it.each(everyScript)('%s in %s has a mark for everything that a step asks for', (kind, language) => {
    const plan = planOf(kind);
    const { ceremony, documents } = wordsOf(language);
    const found = printedSteps(scriptDocument(plan, print(language)));
    const parts = walkedParts(plan);
    const steps = parts.flatMap((part) => part.steps.map((step) => ({ part, step })));
    steps.forEach(({ part, step: { step, fields } }, at) => {
      const { body } = found[at]!;
      const text = ceremony.steps[step.id]!;
      const kindsOf = (wanted: string) => fields.filter((field) => field.kind === wanted);
      const [small, ...blocks] = body.split('<tr class="print-row">');
      const choices = kindsOf('choose').reduce((sum, { id }) => sum + optionsOf(text, id).length, 0);
      const isWritten = (field: Field): boolean => field.kind === 'fingerprint' && field.written !== false;
      const compared = kindsOf('fingerprint').filter((field) => !isWritten(field));
      expect(count(small!, 'class="square"'), step.id).toBe(kindsOf('check').length + compared.length);
      expect(count(small!, '<p class="field compared-field">'), step.id).toBe(compared.length);
      // From the second on, people write a code.
      const isCode = isRepeated(part, parts);
      const custodians = isCode ? 0 : plan.custodians.length;
      expect(count(small!, 'class="circle"'), step.id).toBe(choices + kindsOf('choose-custodian').length * custodians);
      expect(count(small!, 'class="boxes"'), step.id).toBe(kindsOf('boxes').length + 2 * compared.length);
      expect(
        count(small!, '<p class="field short-field">') +
          count(small!, '<p class="field medium-field">') +
          count(small!, '<p class="field long-field">'),
        step.id,
      ).toBe(kindsOf('write').length + (isCode ? kindsOf('choose-custodian').length : 0));
      // What is written by hand is below the step over the whole width.
      const labels = fields.filter(isWritten).map(({ id }) => filled(text.fields![id] as string, part, plan, language));
      expect(
        blocks.map((block) => ({ ...fingerprints(block)[0]!, label: squeezed(fingerprints(block)[0]!.label) })),
      ).toEqual(labels.map((label) => blank(label, true)));
      expect(count(body, `<span class="if-needed">${documents.steps.ifNeeded}`), step.id).toBe(step.branch ? 1 : 0);
      const hasExpected = text.expect !== undefined && !isRepeated(part, parts);
      expect(count(body, '<p class="expect">'), step.id).toBe(hasExpected ? 1 : 0);
      if (text.expect !== undefined && hasExpected) {
        expect(squeezed(textOf(all(body, '<p class="expect">', '</p>')[0]!)), step.id).toBe(
          squeezed(documents.steps.expected) + ':' + filled(text.expect, part, plan, language),
        );
      }
      // Two people sign for a HOLD.
      expect(count(body, '<td class="initials"><span>1</span><span>2</span></td>'), step.id).toBe(step.hold ? 1 : 0);
    });
  });

  it.each(everyScript)('%s in %s has its pages in order', (kind, language) => {
    const plan = planOf(kind);
    const words = wordsOf(language);
    const { signatures, appendix, steps } = words.documents;
    const isFull = plan.grade === 'full';
    const document = scriptDocument(plan, print(language));
    // The cover has no title, and parts that repeat one have theirs inside their table.
    const titles = sheets(document)
      .map(({ title }) => squeezed(title))
      .filter((title, at) => at === 0 || title !== '');
    const parts = walkedParts(plan).map((part, at, all) => ({
      title: squeezed(
        `${steps.part} ${at + 1} – ${filled(words.ceremony.parts[part.part.id]!.title, part, plan, language)}`,
      ),
      isRepeat: isRepeated(part, all),
    }));
    expect(titles).toEqual(
      [
        '',
        ...(isFull ? [words.documents.timeline.title, words.documents.roles.title] : []),
        words.documents.participants.title,
        words.documents.ledger.title,
        ...parts.filter(({ isRepeat }) => !isRepeat).map(({ title }) => title),
        ...(isFull ? [appendix.title] : []),
        signatures.title,
      ].map(squeezed),
    );
    expect(
      all(document, '<tbody class="turn">', '</tbody>').map((turn) => squeezed(textOf(all(turn, '<h3>', '</h3>')[0]!))),
    ).toEqual(parts.filter(({ isRepeat }) => isRepeat).map(({ title }) => title));
  });

  it.each(kinds)('%s has its sheets to tear out, each of them whole', (kind) => {
    const plan = planOf(kind);
    const words = wordsOf('en');
    const { exception, custody, destruction, machineSheet, choices, spare, labels, sheets: text } = words.documents;
    const parts = expandScript(plan);
    const machines = parts.filter(({ part }) => part.id === 'M' || part.id === 'MN');
    const titles = sheets(sheetsDocument(plan, english)).map(({ title }) => title);
    const incident = parts.some(({ part }) => part.branch) ? [text.title, words.ceremony.parts['I']!.title] : [];
    expect(titles).toEqual([
      ...[1, 2, 3].map((number) => `${exception.title} ${exception.number}${number}`),
      ...incident,
      ...(parts.some(({ turn }) => turn !== undefined) ? [spare.title] : []),
      ...machines.map(({ part }) => `${machineSheet.title}: ${choices.machines[part.suffix ?? '']}`),
      custody.title,
      destruction.title,
      labels.title,
    ]);
  });

  it.each(kinds)(
    '%s: each sheet says to which plan it belongs, by a code that a photocopy at 200 dpi keeps',
    (kind) => {
      const plan = { ...planOf(kind), planSha256: 'ab'.repeat(32) };
      const found = [...sheetsDocument(plan, english).matchAll(/<section class="sheet"(.*?)<\/h2>/gsu)];
      expect(found.length).toBeGreaterThan(5);
      for (const [, head] of found) {
        const modules = Number(/viewBox="0 0 (\d+) /u.exec(head!)?.[1]);
        // Two and a half points of the scanner for each module, on the 22 mm that the style gives a code.
        expect(((22 / 25.4) * 200) / modules).toBeGreaterThan(2.5);
      }
    },
  );

  it('has a token of a backup destroyed only where the plan has one', () => {
    const { destruction } = wordsOf('en').documents;
    const rowsOf = (method: 'identity' | 'sas'): readonly (string | undefined)[] => {
      const plan = planOf('recovery-online', { backup: { ...backupOfTests, method } });
      return rows(sheetOf(sheetsDocument(plan, english), destruction.title)).map(([what]) => what);
    };
    expect(rowsOf('sas')).toContain(destruction.rows.sas);
    expect(rowsOf('identity')).not.toContain(destruction.rows.sas);
  });

  it('names each of two people in one role, on a line of their own', () => {
    const { people } = planOf('drill');
    const plan = planOf('drill', { people: [...people, { role: 'W1', name: 'Rosa Lind' }] });
    const { roles } = wordsOf('en').documents;
    const [witness] = all(sheetOf(scriptDocument(plan, english), roles.title), '<tr>', '</tr>').filter((row) =>
      row.includes('Rosa Lind'),
    );
    expect(witness).toContain('<bdi>Olga Petrova</bdi><br /><bdi>Rosa Lind</bdi>');
  });

  it('says how long the journeys are, and when the nearest custodians of a quorum are there', () => {
    const { timeline } = wordsOf('en').documents;
    const travel = { rooms: 25, custodians: [90, 10, 40] };
    const told = planOf('recovery-offline', { custodians: custodiansOf(3), quorum: 2, travel });
    const sheet = sheetOf(scriptDocument(told, english), timeline.title);
    expect(textOf(sheet)).toContain(timeline.travel(25, 40));
  });

  it('says on its cover how the new HSM is made, where the plan says it', () => {
    const { cover: text } = wordsOf('en').documents;
    const creation = (changes: Partial<ScriptPlan>): string | undefined => {
      const cover = sheets(scriptDocument(planOf('recovery-online', changes), english))[0]!.body;
      return rows(cover).find(([name]) => name === text.creation)?.[1];
    };
    expect(creation({ creation: 'as the lost one, in another region' })).toBe('as the lost one, in another region');
    expect(creation({})).toBeUndefined();
  });

  it('of the short grade asks for what no journal keeps, and for every HOLD', () => {
    const short = printedSteps(scriptDocument(planOf('recovery-offline', { grade: 'short' }), english));
    const full = printedSteps(scriptDocument(planOf('recovery-offline'), english));
    expect(full.filter(({ name }) => !short.some((each) => each.name === name)).map(({ name }) => name)).toEqual([
      'O4',
      'B3P',
      'Z6',
    ]);
    expect(short.filter(({ hold }) => hold)).toHaveLength(full.filter(({ hold }) => hold).length);
    const marks = (found: typeof short): number => found.reduce((sum, { body }) => sum + count(body, '"square"'), 0);
    expect(marks(short)).toBeLessThan(marks(full));
    // B16 has nothing that the journal does not keep but the comparison; B11 has one look at the stick.
    expect(count(short.find(({ name }) => name === 'B11.1')!.body, '"square"')).toBe(1);
  });

  it.each(kinds)('%s names everybody where people are met, and once in a ceremony where they sign', (kind) => {
    const plan = planOf(kind);
    const document = scriptDocument(plan, english);
    const { participants: met, signatures } = wordsOf('en').documents;
    const people = participants(plan).map(({ code, name }) => [code, name]);
    expect(people.length).toBeGreaterThan(1);
    const elsewhere: Partial<Record<CeremonyKind, readonly string[]>> = {
      'recovery-offline': ['RO2'],
      'recovery-online': ['CA', 'MC'],
    };
    const isOfQuorum = kind === 'recovery-offline' || kind === 'emergency-offline';
    // Of a recovery, as many custodians sign as come, by the names that they write.
    const signing = people
      .filter(
        ([code]) =>
          !elsewhere[kind]?.includes(code!) &&
          !(isOfQuorum && /^C\d/u.test(code!) && Number(code!.slice(1)) > plan.quorum),
      )
      .map(([code, name]) => (isOfQuorum && /^C\d/u.test(code!) ? ['C', ''] : [code, name]));
    for (const [title, expected] of [
      [met.title, people],
      [signatures.title, signing],
    ] as const) {
      expect(
        rows(sheetOf(document, title))
          .map(([code, name]) => [code, name])
          .slice(0, expected.length),
      ).toEqual(expected);
    }
  });

  it('lists exactly what a ceremony needs, and how many of it', () => {
    const of = (kind: CeremonyKind, quorum: number, custodians: number) =>
      new Map(
        materialsOf(planOf(kind, { quorum, custodians: custodiansOf(custodians) }), wordsOf('en')).map(
          ([item, number]) => [item, number],
        ),
      );
    const { items } = wordsOf('en').documents.ledger;
    expect(of('recovery-offline', 2, 3).get(items.custodian)).toBe(2);
    expect(of('recovery-offline', 10, 10).get(items.custodian)).toBe(10);
    expect(of('activation', 2, 3).get(items.custodian)).toBe(6);
    expect(of('recovery-offline', 2, 3).get(items.bags)).toBe(8);
    for (const item of [items.telephone, items.secondComputer, items.clock, items.camera, items.releaseCard])
      expect(of('recovery-offline', 2, 3).get(item), item).toBe(1);
    expect(of('recovery-online', 2, 3).get(items.offline)).toBeUndefined();
  });

  /** A thing that a step speaks of, and the line of the materials that it is on. */
  const things: readonly (readonly [RegExp, keyof ReturnType<typeof wordsOf>['documents']['ledger']['items']])[] = [
    [/\b(?:the|this) laptop/u, 'offline'],
    [/managed workstation/u, 'workstation'],
    [/boot medium/u, 'boot'],
    [/release card/u, 'releaseCard'],
    [/\bOWN\b/u, 'own'],
    [/\bIN stick/u, 'inStick'],
    [/\bOUT stick/u, 'outStick'],
    [/\bCHECK\b/u, 'checkStick'],
    [/\bRECORDS\b/u, 'records'],
    [/medium with the security domain/u, 'domain'],
    [/security domain file to its media/u, 'domainMedia'],
    [/Passphrase.*sealed envelope/u, 'envelopes'],
    [/fault from the sealed envelope/u, 'envelope'],
    [/custodian inserts|new sealed sticks/u, 'custodian'],
    [/\bregister\b/u, 'register'],
    [/its photograph/u, 'photographs'],
    [/inventory/u, 'inventory'],
    [/public half on paper/u, 'testKey'],
    [/\b(?:a|new) bags?\b/u, 'bags'],
    [/clear box|phones/u, 'clearBox'],
    [/telephone|\bcalls?\b|\bCall\b/u, 'telephone'],
    [/wall clock/u, 'clock'],
    [/\bcamera/u, 'camera'],
    [/\b[Pp]rint(?:ed)?\b|\bScan\b/u, 'printer'],
    [/[Dd]estruction sheet/u, 'cutter'],
    [/custody log|this document|exception/u, 'paper'],
  ];

  it('has everything on its list of materials that its steps speak of', () => {
    const found = new Set<string>();
    const { items } = wordsOf('en').documents.ledger;
    for (const kind of kinds.slice(0, 5)) {
      const plan = planOf(kind);
      const listed = materialsOf(plan, wordsOf('en')).map(([item]) => item);
      for (const { step, fields } of expandScript(plan).flatMap((part) => part.steps)) {
        const { act, expect: expected = '', fields: labels = {} } = wordsOf('en').ceremony.steps[step.id]!;
        const said = [act, expected, ...fields.map(({ id }) => JSON.stringify(labels[id]))].join(' ');
        for (const [thing, item] of things.filter(([each]) => each.test(said))) {
          found.add(item);
          // A step that makes an inventory or a register needs none before.
          if (!(item === 'inventory' && kind !== 'recovery-online'))
            expect(listed, `${kind}, ${step.id}: ${String(thing)}`).toContain(items[item]);
        }
      }
    }
    expect([...found].sort()).toEqual(things.map(([, item]) => item).sort());
  });

  it('has the plan on its cover, in words and as a fingerprint to compare; the print itself is a blank', () => {
    const plan = planOf('recovery-offline');
    const cover = sheets(scriptDocument(plan, english))[0]!.body;
    const { cover: text } = wordsOf('en').documents;
    expect(fingerprints(cover)).toEqual([printed(text.plan, plan.planSha256, true)]);
    const facts = new Map(rows(cover).map(([name, value]) => [name, value]));
    expect(facts.get(text.id)).toBe(plan.ceremonyId);
    expect(facts.get(text.place)).toBe(plan.place);
    expect(facts.get(text.date)).toBe(plan.date);
    expect(facts.get(text.source)).toBe(`${plan.source!.name} ${plan.source!.uri}`);
    expect(facts.get(text.newTarget)).toBe(`${plan.target.name} ${plan.target.uri}`);
    expect(facts.get(text.tenant)).toBe(plan.tenant);
    expect(facts.get(text.quorum)).toBe(text.quorumText(3, 5));
    expect(facts.get(text.backup)).toContain(plan.backup!.folder);
  });
});

describe('a record', () => {
  const plan = planOf('recovery-offline');
  const view = recordOf(plan);
  const text = wordsOf('en').documents.record;

  it.each(['en', 'de'] as const)('in %s has every step with what was seen, its time and its exceptions', (language) => {
    const { documents } = wordsOf(language);
    const seen = new Map(view.steps.map((step) => [step.step, step]));
    const steps = expandScript(plan)
      .filter(({ part }) => !part.branch)
      .flatMap((part) => part.steps)
      .filter(
        ({ instanceId, step, fields }) =>
          !step.branch && (seen.has(instanceId) || fields.some(({ recorded }) => recorded)),
      );
    const found = printedSteps(recordDocument(plan, view, print(language)));
    expect(found.map(({ name }) => name)).toEqual(steps.map(expectedName));
    found.forEach(({ body }, at) => {
      const step = steps[at]!;
      const recorded = seen.get(step.instanceId);
      const cells = all(body, '<td', '</td>').map((cell) => textOf(`<td${cell}`));
      const unseen = `${documents.record.notHere}: ${documents.record.see[whereElse(step, view.machine)]}`;
      const before = recorded?.failedBefore ? ` ${documents.record.failedBefore}` : '';
      const marks = recorded?.exceptions.map((number) => ` EX-${number}`).join('') ?? '';
      expect(cells.at(-2), step.instanceId).toBe(
        (recorded ? documents.record.verdicts[recorded.verdict] : unseen) + before + marks,
      );
      expect(cells.at(-1), step.instanceId).toBe(recorded?.at ?? '');
      for (const { value } of recorded?.values ?? []) {
        if (/^[0-9a-f]{64}$/u.test(value)) {
          expect(squeezed(textOf(body)), step.instanceId).toContain(value);
        } else if (value.startsWith('value ')) {
          expect(textOf(body), step.instanceId).toContain(value);
        }
      }
      expect(count(body, 'class="square ticked"'), step.instanceId).toBe(
        recorded?.values.filter(({ value }) => value === 'yes').length ?? 0,
      );
    });
  });

  it('ends with the same end of the journal that is on its cover, where people sign', () => {
    const document = recordDocument(plan, view, english);
    const head = printed(text.journal, view.headSha256, false);
    expect(fingerprints(sheets(document)[0]!.body)).toEqual([head]);
    expect(fingerprints(sheetOf(document, wordsOf('en').documents.signatures.title))).toEqual([head]);
  });

  it('has differences, exceptions, files and fingerprints as the journal has them', () => {
    const document = recordDocument(plan, view, english);
    expect(rows(sheetOf(document, text.differences))).toEqual(
      view.differences.map(({ subject, planned, actual }) => [subject, planned, actual]),
    );
    expect(rows(sheetOf(document, text.files)).slice(0, view.files.length)).toEqual(
      view.files.map(({ name, bytes, sha256 }) => [name, String(bytes), sha256]),
    );
    expect(fingerprints(sheetOf(document, text.files)).slice(1)).toEqual(
      view.fingerprints.map(({ label, sha256 }) => printed(label, sha256, false)),
    );
    const [exception] = view.exceptions;
    const written = rows(document).map(([, value]) => value);
    for (const value of [
      exception!.expected,
      exception!.happened,
      exception!.options,
      exception!.decision,
      exception!.followUp,
    ]) {
      expect(written).toContain(value);
    }
  });

  it('names everybody who decided on an exception', () => {
    const [exception] = view.exceptions;
    const decidedBy = ['Katrin Vogel', 'Olga Petrova'];
    const document = recordDocument(plan, { ...view, exceptions: [{ ...exception!, decidedBy }] }, english);
    expect(squeezed(textOf(document))).toContain(
      squeezed(`${wordsOf('en').documents.exception.decidedBy} Katrin Vogel, Olga Petrova`),
    );
  });

  it('says by its sign whether a clock on the wall was ahead of the machine', () => {
    const cover = (offsetMinutes: number): string => {
      const wallClock = view.wallClock.map((each) => ({ ...each, offsetMinutes }));
      return textOf(sheets(recordDocument(plan, { ...view, wallClock }, english))[0]!.body);
    };
    expect(cover(120)).toContain('(+120 min,');
    expect(cover(0)).toContain('(+0 min,');
    expect(cover(-300)).toContain('(-300 min,');
  });

  it('of a ceremony that was given up says so before everything else', () => {
    const cover = sheets(recordDocument(plan, givenUpRecord(plan), english))[0]!.body;
    expect(cover.indexOf(text.givenUpTitle)).toBeGreaterThan(0);
    expect(cover.indexOf(text.givenUpTitle)).toBeLessThan(cover.indexOf(text.intro));
    expect(recordDocument(plan, view, english)).not.toContain(text.givenUpTitle);
  });
});

describe('the other documents', () => {
  const plan = planOf('recovery-offline');
  const { documents, custody } = wordsOf('en');

  it('a call sheet is for one custodian, with the certificate that they bring', () => {
    const found = sheets(callSheetDocument(plan, english)).map(({ body }) => ({
      forWhom: rows(body)[0]![1],
      fingerprints: fingerprints(body),
    }));
    expect(found).toEqual(
      plan.custodians.map(({ code, name, site, fingerprint }) => ({
        forWhom: `${code} ${name} · ${site}`,
        fingerprints: [printed(documents.callSheet.fingerprint, fingerprint!, false)],
      })),
    );
  });

  it('labels, call sheet, custody log and register name a token and its PIN envelope, in the place of two sticks', () => {
    const told = { manufacturer: null, firmware: '5.43', label: null, keyId: '03' };
    const token = { serial: '13952502', model: 'YubiKey YK5', ...told };
    const onToken = { ...plan, custodians: plan.custodians.with(1, { ...plan.custodians[1]!, token }) };
    const { code } = plan.custodians[1]!;
    for (const language of ['en', 'de'] as const) {
      const words = wordsOf(language).documents;
      const [before, after] = [plan, onToken].map((each) => textOf(sheetsDocument(each, { ...english, language })));
      for (const label of [words.labels.token(code), words.labels.pinEnvelope(code), token.serial]) {
        expect([before!.includes(label), after!.includes(label)]).toEqual([false, true]);
      }
      for (const copy of [1, 2]) {
        const label = words.labels.copy(code, copy);
        expect([before!.includes(label), after!.includes(label)]).toEqual([true, false]);
      }
      const [sticks, card] = [plan, onToken].map((each) =>
        textOf(callSheetDocument(each, { ...english, language }, code)),
      );
      for (const item of words.callSheet.token.bringItems.slice(1)) {
        expect([sticks!.includes(item), card!.includes(item)]).toEqual([false, true]);
      }
      expect(card).toContain(`${token.model}, ${token.serial}`);
      const [two, one] = [plan, onToken].map((each) =>
        textOf(registerDocument(each, undefined, { ...english, language })),
      );
      expect([two!.includes(token.serial), one!.includes(token.serial)]).toEqual([false, true]);
    }
  });

  it('call sheet and custody log name a token also where nobody wrote down which one it is', () => {
    const token = { serial: null, model: null, manufacturer: null, firmware: null, label: null, keyId: null };
    const onToken = { ...plan, custodians: plan.custodians.with(1, { ...plan.custodians[1]!, token }) };
    const { code } = plan.custodians[1]!;
    const card = rows(callSheetDocument(onToken, english, code));
    expect(card.find(([label]) => label === documents.callSheet.tokenLabel)?.[1]).toBe('?');
    const log = rows(sheetOf(sheetsDocument(onToken, english), documents.custody.title));
    expect(log[0]?.slice(1, 3)).toEqual([documents.labels.token(code), '']);
  });

  it('a call sheet has the telephones of the administrator, or room for one', () => {
    const contact = (people: ScriptPlan['people']): string => {
      const document = callSheetDocument({ ...plan, people }, english, 'C1');
      return all(document, '<tr>', '</tr>').find((row) => row.includes(documents.callSheet.contact))!;
    };
    const [administrator] = plan.people;
    const { phone, ...unreachable } = administrator!;
    expect(textOf(contact(plan.people))).toContain(`${administrator!.name} ${phone}`);
    expect(contact(plan.people)).not.toContain('class="line');
    expect(contact([unreachable])).toContain('class="line medium"');
    expect(textOf(contact([unreachable]))).not.toContain(administrator!.name);
  });

  it('a guide to a rehearsal has a card for each machine, also where nobody is named for it', () => {
    const { guide } = wordsOf('en').rehearsal;
    const cards = (people: ScriptPlan['people']): (string | undefined)[] =>
      rows(sheetOf(rehearsalGuide({ ...plan, people }, english), guide.cards))
        .slice(0, 2)
        .map(([role]) => role);
    expect(cards(plan.people)).toEqual([
      `${guide.cardNames.offline} Luca Moretti`,
      `${guide.cardNames['operator-1']} Maria Silva`,
    ]);
    expect(cards([])).toEqual([guide.cardNames.offline, guide.cardNames['operator-1']]);
  });

  it('a manual has the pictures that it is given, each described, and its steps without them', () => {
    const { manual } = wordsOf('en');
    const steps = manual.chapters.flatMap(({ onTheDay }) => onTheDay);
    const picture = steps.find((step) => step.picture !== undefined)!.picture!;
    const data = 'data:image/png;base64,AAAA';
    const pictured = manualDocument(plan, { ...english, pictures: { en: { [picture]: data }, de: {} } });
    const images = [...pictured.matchAll(/<img src="([^"]*)" alt="([^"]*)"/gu)].map(([, src, alt]) => [src, alt]);
    expect(images.length).toBe(steps.filter((step) => step.picture === picture).length);
    expect(new Set(images.map(([src]) => src))).toEqual(new Set([data]));
    expect(textOf(`${images[0]![1]}`)).toBe(manual.pictureOf[picture]);
    expect(manualDocument(plan, english)).not.toContain('<img');
    for (const { text } of steps) expect(squeezed(textOf(pictured))).toContain(squeezed(text));
  });

  it('a card has what is known, and room for the rest', () => {
    const known = { blob: 'ab'.repeat(32) };
    expect(fingerprints(cardDocument(plan, known, ['W1'], english))).toEqual([
      printed(documents.card.values.plan, plan.planSha256, false),
      blank(documents.card.values.exchange, false),
      printed(documents.card.values.blob, known.blob, false),
      blank(documents.card.values.offlineJournal, false),
    ]);
  });

  it('a key mapping has both addresses of each key, and each check with its result', () => {
    const view = mappingOf(3);
    const document = mappingDocument(plan, view, english);
    expect(rows(sheetOf(document, documents.mapping.keys))).toEqual(
      view.keys.map(({ name, version }) => [
        `${name} ${version}`,
        `${plan.source!.uri}/keys/${name}/${version}`,
        `${plan.target.uri}/keys/${name}/${version}`,
        '',
      ]),
    );
    expect(rows(sheetOf(document, documents.mapping.verification))).toEqual(
      view.checks.map(({ name, expected, found, result }) => [name, expected, found, documents.mapping[result]]),
    );
    expect(textOf(document)).toContain(view.differences[0]);
  });

  it('a key mapping leaves room for the old address where the plan names no old HSM', () => {
    const { source: _, ...without } = plan;
    const document = mappingDocument(without, mappingOf(1), english);
    const [key] = mappingOf(1).keys;
    expect(rows(sheetOf(document, documents.mapping.keys))).toEqual([
      [`${key!.name} ${key!.version}`, '', `${plan.target.uri}/keys/${key!.name}/${key!.version}`, ''],
    ]);
    expect(sheetOf(document, documents.mapping.keys)).toContain('<td><span class="line short"></span></td>');
  });

  it('a register has two copies of each custodian, with the day of the last proof', () => {
    const register = registerOf(5, 3);
    const found = rows(sheetOf(registerDocument(plan, register, english), documents.custodyRegister.register));
    expect(found.map((cells) => cells.slice(-7, -1))).toEqual(
      register.custodians.flatMap(({ copies }) =>
        copies.map(({ site, serial, bag, proof }, at) => [
          String(at + 1),
          register.sites.find(({ id }) => id === site)!.name,
          serial,
          bag,
          `${proof!.on} ${custody.proofs[proof!.how]}`,
          expect.stringMatching(/^\d{4}-\d\d-\d\d$/u) as string,
        ]),
      ),
    );
    expect(found.filter((cells) => cells.length === 9).map(([holder]) => holder)).toEqual(
      plan.custodians.map(({ code, name }) => `${code} ${name}`),
    );
  });

  it('a register has one row for a key on a token, and names the token', () => {
    const token = { model: 'YubiKey YK5', manufacturer: 'Yubico', firmware: '5.4', label: null, keyId: '03' };
    const register = withCopy(withToken(registerOf(5, 3), 'C2', true), 'C2', 0, { token, serial: '13579' });
    const found = rows(sheetOf(registerDocument(plan, register, english), documents.custodyRegister.register));
    expect(found).toHaveLength(9);
    expect(found[2]?.slice(2, 5)).toEqual(['token YubiKey YK5', 'Office 2', '13579']);
  });

  it('a register in trouble has a row for each finding', () => {
    const found = rows(sheetOf(registerDocument(plan, troubledRegister, english), documents.custodyRegister.findings));
    expect(found).toHaveLength(quorumHealth(troubledRegister, plan.date).findings.length);
    expect(found.every(([weight, what, todo]) => weight !== '' && what !== '' && todo !== '')).toBe(true);
  });

  it.each([true, false])('a report of readiness says on every page whether it is practice: %s', (practice) => {
    const hsm = 'https://nordbank-pay-hsm1.managedhsm.azure.net';
    const readiness = { hsm, practice, atUtc: '2026-10-14T08:00:00Z', light: 'not-known', checks: [] } as const;
    const page = readinessReport(readiness, englishCatalogue, english);
    const mark = practice ? documents.practice : documents.production;
    expect(/@top-right \{[^}]*\}/u.exec(page)?.[0]).toContain(cssString(mark));
    expect(page).toContain(`<body class="${practice ? 'practice' : 'production'}"`);
  });

  it('a machine sheet has each thing that was seen, and each check of the machine', () => {
    const found = rows(machineSheetDocument(testedMachine, english));
    expect(found).toHaveLength(testedMachine.rows.length + testedMachine.selfTest!.report.lines.length);
    for (const { value } of testedMachine.rows) {
      if ('text' in value) expect(found.map(([, seen]) => seen)).toContain(value.text);
    }
  });

  it('a machine sheet says what its checks amount to: some failed, all well, or nothing asked', () => {
    const { report } = testedMachine.selfTest!;
    const well = report.lines.filter(({ outcome }) => outcome !== 'failed');
    const meaning = (machine: typeof testedMachine): readonly boolean[] => {
      const page = squeezed(textOf(machineSheetDocument(machine, english)));
      return [selfTest.someFailed, selfTest.allWell, selfTest.nothingProven].map((text) =>
        page.includes(squeezed(text)),
      );
    };
    expect(meaning(testedMachine)).toEqual([true, false, false]);
    const wellMachine = { ...testedMachine, selfTest: { report: { ...report, lines: well }, isInJournal: true } };
    expect(meaning(wellMachine)).toEqual([false, true, false]);
    expect(meaning(previewedMachine)).toEqual([false, false, true]);
  });
});

describe('the certificate', () => {
  const page = (report: EvidenceReport): string => certificate(report, english);

  it('says what was done, by whom, when, and with which hash it is checked', () => {
    const text = page(evidenceOfTests);
    for (const words of [
      'The keys are back, 1:52 h after the decision.',
      'Decided 2026-10-14 08:55:00 UTC',
      'New HSM: https://nordbank-pay-2.managedhsm.azure.net.',
      'Shares given by: C1 (Anna Berg), C3 (Chinwe Okafor).',
      'Compared after the restore: 118 keys, 341 versions, 0 differences.',
      'Hold after backup-1: 30 minutes, kept.',
      'Luca Moretti, Olga Petrova',
    ]) {
      expect(text).toContain(words);
    }
    expect(text.match(/<td>5c5c<\/td>/gu)).toHaveLength(16);
  });

  it('says that no exception was decided only where nothing stands aside', () => {
    const { nothing } = wordsOf('en').documents.certificate;
    const story = evidenceOfTests.story.filter(({ id }) => id !== 'hold');
    expect(page({ ...evidenceOfTests, story })).toContain(nothing);
    expect(page(evidenceOfTests)).not.toContain(nothing);
  });

  it('never says that keys are back where nobody knows it', () => {
    const text = page(badEvidenceOfTests);
    expect(text).not.toContain('The keys are back');
    for (const words of [
      'Do not rely on these keys yet.',
      'The evidence is incomplete',
      'Nobody signed the list',
      'EX-1',
    ])
      expect(text).toContain(words);
    // Where the journal of the restore tells no time, nothing is claimed.
    expect(page({ ...evidenceOfTests, recovery: null })).not.toContain('The keys are back');
  });
});
