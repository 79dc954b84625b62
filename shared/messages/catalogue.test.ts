// Every language says the same things: the same values and marks in each text, nothing left empty or in English.
import { describe, expect, it, vi } from 'vitest';
import { fingerprints } from '#e2e/support/fingerprints.ts';
import type { RegisterProblem, RegisterRuleProblem } from '../register/rules.ts';
import { peoplesWord, provenChecks } from '../evidence/report.ts';
import type { PlanProblem, PlanRuleProblem } from '../plan/problems.ts';
import type { FormProblem } from '../schemas/problems.ts';
import type { Catalogue } from './catalogue.ts';
import { german } from './de/catalogue.ts';
import { registerProblemText as germanRegisterProblem } from './de/custody-problems.ts';
import { germanDocuments } from './de/documents.ts';
import { formProblemText as germanFormProblem } from './de/form-problems.ts';
import { germanManual } from './de/manual.ts';
import { stepNames as germanStepNames } from './de/step-names.ts';
import { english } from './en/catalogue.ts';
import { registerProblemText as englishRegisterProblem } from './en/custody-problems.ts';
import { type DocumentTexts, englishDocuments } from './en/documents.ts';
import { formProblemText as englishFormProblem } from './en/form-problems.ts';
import { englishManual, type ManualTexts } from './en/manual.ts';
import { stepNames as englishStepNames } from './en/step-names.ts';
import { formatsIn } from './formats.ts';
import { spokenLanguage } from './languages.ts';
import { wordOfCeremony } from './testdata/words-of-a-ceremony.ts';

/** Values that stand out in a text, one for each parameter. Numbers, because every parameter may be shown and some are counted. */
const samples = [71, 82, 93, 64, 57] as const;

/** Every text of a catalogue by its path; a text with values is called with the samples. */
function textsOf(node: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof node === 'string') return [[path, node]];
  if (typeof node === 'function') return textsOf((node as (...values: unknown[]) => unknown)(...samples), path);
  if (typeof node !== 'object' || node === null) throw new Error(`${path} is no text`);
  return Object.entries(node).flatMap(([name, child]) => textsOf(child, path === '' ? name : `${path}.${name}`));
}

/** Stands for a finding: each member is a number of its own, the same in both languages. */
const members: string[] = [];
const anyFinding: unknown = new Proxy(
  {},
  {
    get: (_target, name) => {
      // A probability is written as a percentage, in the way of each language.
      if (name === 'probability') return 1;
      if (name === 'sites' || name === 'withoutCopy') return ['481', '482'];
      if (name === 'onToken') return undefined;
      if (name === 'things')
        return [
          { custodian: '483', copy: 484 },
          { custodian: '485', copy: null },
        ];
      if (!members.includes(String(name))) members.push(String(name));
      return 500 + members.indexOf(String(name));
    },
  },
);

/** The rules that a file can break; the compiler misses none. */
const planRules: Readonly<Record<PlanRuleProblem['rule'], true>> = {
  'left-blank': true,
  'quorum-above-custodians': true,
  'custodian-count': true,
  'given-twice': true,
  'person-unknown': true,
  'role-missing': true,
  'role-twice': true,
  'role-conflict': true,
  'waiver-needless': true,
  'waiver-not-allowed': true,
  'identity-role': true,
  'needed-for-kind': true,
  'not-for-kind': true,
  'names-differ': true,
  'names-equal': true,
  'other-cloud': true,
  'addresses-needless': true,
  'nothing-created': true,
  'practice-address': true,
  'practice-id': true,
  'key-not-p384': true,
};
const registerRules: Readonly<Record<RegisterRuleProblem['rule'], true>> = {
  'given-twice': true,
  'person-unknown': true,
  'site-unknown': true,
  'quorum-above-custodians': true,
  'practice-address': true,
  'second-copy-missing': true,
  'attestation-wrong': true,
};
const formRules: Readonly<Record<FormProblem['rule'], true>> = {
  missing: true,
  'unknown-member': true,
  'wrong-type': true,
  'wrong-form': true,
  'too-small': true,
  'too-large': true,
  'not-allowed': true,
};

type Texts = readonly (readonly [string, string])[];
const each = <Name extends string>(names: readonly Name[], at: string, say: (name: Name) => string): Texts =>
  names.map((name) => [`${at}.${name}`, say(name)]);
const rulesIn = <Rule extends string>(rules: Readonly<Record<Rule, true>>): readonly Rule[] =>
  Object.keys(rules) as Rule[];
/** A problem or a finding that has every member, and this name. */
const named = (member: string, name: string): object =>
  new Proxy({}, { get: (_target, asked) => (asked === member ? name : asked === 'roles' ? ['71', '82'] : '93') });
const without = (node: object, member: string): object =>
  Object.fromEntries(Object.entries(node).filter(([name]) => name !== member));

/** What is beside the catalogue of a language: words of paper, names of steps, problems of files. */
interface Beside {
  readonly documents: DocumentTexts;
  readonly manual: ManualTexts;
  readonly stepNames: Readonly<Record<string, string>>;
  readonly registerProblem: (problem: RegisterProblem) => string;
  readonly formProblem: (problem: FormProblem) => string;
}

/** What people read in one language, by its path. The other parts of a catalogue are books by their own names, which the compiler keeps whole. */
function spokenBy(catalogue: Catalogue, { documents, manual, stepNames, registerProblem, formProblem }: Beside) {
  const { screens, commands, practiceSet, system, custody } = catalogue;
  const { evidence, exchangeKey, glossary, online, rehearsal } = catalogue;
  const { findings, ...registerWords } = custody;
  const record = without(documents.record, 'word');
  // Pieces round the number of a page, of which one may be empty.
  const printed = without(documents, 'page');
  // Which words a language avoids, and names of pictures, are no texts.
  const terms = Object.entries(glossary).map(([name, { term, meaning }]) => [name, { term, meaning }] as const);
  const chapters = manual.chapters.map(({ onTheDay, ...chapter }) => ({
    ...chapter,
    onTheDay: onTheDay.map(({ text }) => text),
  }));
  const findingTexts = Object.entries(findings).map(
    ([kind, text]) => [kind, (text as (finding: unknown) => unknown)(anyFinding)] as const,
  );
  return new Map([
    ...textsOf({ ...screens, commands, practiceSet, system }),
    ...textsOf(
      {
        documents: { ...printed, record },
        manual: { ...manual, chapters },
        glossary: Object.fromEntries(terms),
        custody: { ...registerWords, findings: Object.fromEntries(findingTexts) },
        exchangeKey,
        online,
        rehearsal,
        stepNames,
      },
      'beside',
    ),
    ...each(rulesIn(planRules), 'beside.problems.plan', (rule) =>
      catalogue.planProblem(named('rule', rule) as PlanProblem),
    ),
    ...each(rulesIn(registerRules), 'beside.problems.custody', (rule) =>
      registerProblem(named('rule', rule) as RegisterProblem),
    ),
    ...each(rulesIn(formRules), 'beside.problems.form', (rule) => formProblem(named('rule', rule) as FormProblem)),
    ...each(provenChecks, 'beside.evidence.proven', (id) => evidence.proven({ id, value: '71' })),
    ...each(peoplesWord, 'beside.evidence.people', (id) => evidence.peoplesWord({ id, value: '71' })),
  ]);
}
const inEnglish = spokenBy(english, {
  documents: englishDocuments,
  manual: englishManual,
  stepNames: englishStepNames,
  registerProblem: englishRegisterProblem,
  formProblem: englishFormProblem,
});
const inGerman = spokenBy(german, {
  documents: germanDocuments,
  manual: germanManual,
  stepNames: germanStepNames,
  registerProblem: germanRegisterProblem,
  formProblem: germanFormProblem,
});

it('says what it said, in each language: a net under every change of how texts are kept', async () => {
  const books = [inEnglish, inGerman].flatMap((texts, at) =>
    [
      ...Map.groupBy(texts, ([path]) =>
        path
          .split('.')
          .slice(0, path.startsWith('beside.') ? 2 : 1)
          .join('.'),
      ),
    ].map(([book, entries]) => [`${['en', 'de'][at]} ${book}`, JSON.stringify(entries)] as const),
  );
  await expect(fingerprints(books)).toMatchFileSnapshot('testdata/sentences.txt');
});

/** Texts that are the same in both languages: names, codes, and words that both have. */
const same = new Set<string>([
  'ceremony.open.facts.quorum',
  'activation.domain.version',
  'app.about.chromium',
  'app.about.code',
  'app.about.electron',
  'app.about.node',
  'app.about.version',
  'beside.documents.card.values.plan',
  'beside.documents.cover.plan',
  'beside.documents.cover.quorum',
  'beside.documents.cover.region',
  'beside.documents.cover.target',
  'beside.documents.custodyRegister.register',
  'beside.documents.custodyRegister.serial',
  'beside.documents.exception.number',
  'beside.documents.fingerprint.over',
  'beside.documents.header.plan',
  'beside.documents.record.bytes',
  'beside.documents.roles.person',
  'beside.documents.signatures.name',
  'beside.exchangeKey.classes.E0',
  'beside.exchangeKey.classes.E2',
  'beside.glossary.HSM.term',
  'beside.glossary.quorum.term',
  'beside.glossary.register.term',
  'beside.rehearsal.report.exception',
  'beside.rehearsal.report.signatureColumns.0',
  'beside.rehearsal.sides.offline',
  'beside.rehearsal.sides.online',
  'beside.rehearsal.windows.offline',
  'beside.rehearsal.windows.online',
  'commands.custody.register',
  'commands.journal.journal',
  'commands.plan.hash',
  'commands.plan.quorum',
  'commands.practiceHsm.container',
  'commands.practiceHsm.hsm',
  'commands.recover.folder',
  'commands.rehearsal.plan',
  'commands.securityDomain.quorum',
  'finish.files.sha256',
  'frame.recoveryClock.due',
  'frame.version',
  'keys.rsa3072',
  'keys.rsa4096',
  'online.emergency.backup.container',
  'online.emergency.place.location',
  'online.pages.backup.container',
  'online.pages.create.facts.name',
  'online.pages.create.facts.region',
  'online.pages.create.sku',
  'online.pages.create.tags',
  'online.pages.deleted.name',
  'online.pages.deleted.region',
  'online.pages.identity.hsm',
  'online.pages.roles.types.user',
  'online.pages.restore.plan',
  'online.step.facts.required',
  'activation.keys.onToken.which',
  'custodians.onToken.keyFile',
  'custodians.onToken.secrets',
  'papers.a4',
  'papers.letter',
  'passphrase.pinLabel',
  'passphrase.stick',
  'plan.facts.quorum',
  'planForm.members.backup.container',
  'planForm.members.people[].name',
  'planForm.members.target.location',
  'readiness.page.container',
  'readiness.page.hsm',
  'readiness.page.place',
  'planForm.section.hsm',
  'registerForm.members.sites[].region',
]);

describe('the catalogue, and what stands beside it', () => {
  it('has the same texts in both languages', () => {
    expect([...inGerman.keys()].sort()).toEqual([...inEnglish.keys()].sort());
  });

  it.each([...inEnglish])('%s says the same with the same values and marks', (path, text) => {
    const translated = inGerman.get(path) ?? '';
    expect(text.trim(), path).not.toBe('');
    expect(translated.trim(), path).not.toBe('');
    const marks = (from: string): readonly string[] => (from.match(/<\/?\w+>/gu) ?? []).sort();
    expect(marks(translated), path).toEqual(marks(text));
    const values = (from: string): readonly string[] =>
      [...new Set(from.match(/71|82|93|64|57|5\d\d|\{\w+\}/gu) ?? [])].sort();
    expect(values(translated), path).toEqual(values(text));
  });

  it('leaves no text in English, and lists no exception that is none', () => {
    const equal = [...inEnglish].filter(([path, text]) => /\p{L}/u.test(text) && inGerman.get(path) === text);
    expect(equal.map(([path]) => path).sort()).toEqual([...same].sort());
  });
});

describe('what an emergency shows and prints', () => {
  const ofEmergency = /^(?:emergency|online\.emergency|incident|commands\.recover|beside\.documents\.emergencyCard)\./u;
  /** The step by which people leave an emergency behind, and the steps of its card and of the incident sheet. */
  const ofCard = /^[EFI]\d/u;
  it.each([
    ['English', inEnglish, english],
    ['German', inGerman, german],
  ] as const)('speaks neither of a plan nor of a step of a ceremony: %s', (_, spoken, { ceremony }) => {
    const steps = Object.entries(ceremony.steps).filter(([id]) => ofCard.test(id));
    const texts = [
      ...[...spoken].filter(([path]) => ofEmergency.test(path)),
      ...textsOf(Object.fromEntries(steps), 'steps'),
    ];
    expect(texts.length).toBeGreaterThan(150);
    const found = texts.map(([path, text]) => [path, wordOfCeremony(text)]).filter(([, word]) => word !== undefined);
    expect(found).toEqual([]);
  });
});

describe('a language', () => {
  it('is the first that is wanted and spoken', () => {
    expect(spokenLanguage(['fr-CH', 'de_CH.UTF-8', 'en'])).toBe('de');
    expect(spokenLanguage(['de'])).toBe('de');
    expect(spokenLanguage(['den', 'C'])).toBe('en');
    expect(spokenLanguage([])).toBe('en');
  });

  it('counts and writes numbers in its own way', () => {
    const forms = { one: 'one', other: 'other' };
    for (const { plural } of [formatsIn('en'), formatsIn('de')]) {
      expect([0, 1, 2].map((count) => plural(count, forms))).toEqual(['other', 'one', 'other']);
    }
    expect(formatsIn('en').number(15214)).toBe('15,214');
    expect(formatsIn('de').number(15214)).toBe('15.214');
  });

  it('loads nothing of what a language counts with before something is counted', () => {
    const loaded = [vi.spyOn(Intl, 'PluralRules'), vi.spyOn(Intl, 'NumberFormat')];
    const { plural } = formatsIn('de');
    for (const each of loaded) expect(each).not.toHaveBeenCalled();
    plural(1, { one: 'one', other: 'other' });
    expect(loaded[0]).toHaveBeenCalledOnce();
    vi.restoreAllMocks();
  });
});
