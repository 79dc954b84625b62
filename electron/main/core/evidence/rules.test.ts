// One page of rules, two programs: each rule of the page is in both, under its id and in its order, and neither has another one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { askChecker } from '#e2e/support/evidence-checker.ts';
import { peoplesWord } from '#shared/evidence/report.ts';
import { contradictedRules } from '#shared/evidence/rules.ts';
import { emergencyRules, orderRules } from '../journal/order/order.ts';
import { vectors } from '../journal/testdata/order-vectors.ts';
import { codesOf, faultCodes, quotedIn, rulesOf, sectionsWithRules } from './testdata/rules-page.ts';
import { hasBoth } from './testdata/both-checkers.ts';

const inCeremony = [
  'Order in every journal',
  'Order in a ceremony',
  'Order on the way to the blob',
  'Order of new keys',
  'Order of calls',
  'Order of the security domain',
  'Order of the test key',
  'Order of a restore',
];
const inEmergency = [
  'Order in every journal',
  'Order in an emergency',
  'Order on the way to the blob',
  'Order of calls',
  'comparison-left-by-two',
  'Order of a restore',
];
const idsOf = (titles: readonly string[]): readonly string[] =>
  titles.flatMap((title) => (title.includes(' ') ? rulesOf(title) : [title]));

/** What the independent checker has: its tables of rules, and every text in it in the order of its lines. */
const inPython = `(lambda ast: (lambda nodes: {
  'ceremony': [each[0] for each in checker.IN_CEREMONY],
  'emergency': [each[0] for each in checker.IN_EMERGENCY],
  'texts': [value for _, _, value in sorted((each.lineno, each.col_offset, each.value) for each in nodes
            if isinstance(each, ast.Constant) and isinstance(each.value, str))],
  **{name: [each.args[0].value for each in nodes if isinstance(each, ast.Call) and each.args and isinstance(each.args[0], ast.Constant)
            and getattr(each.func, 'id', getattr(each.func, 'attr', '')) in called]
     for name, called in (('refused', ('refuse', 'same')), ('left', ('leave',)))}})(
  list(ast.walk(ast.parse(open(checker.__file__, encoding='utf-8').read())))))(__import__('ast'))`;
interface InPython {
  readonly ceremony: readonly string[];
  readonly emergency: readonly string[];
  readonly texts: readonly string[];
  readonly refused: readonly string[];
  readonly left: readonly string[];
}

/** Parts of the attestation, which the checker names behind its rule, and the ids of what has no rule. */
const besides = new Set(['form', 'usage', 'chain']);

describe.skipIf(!hasBoth)('the page of rules', () => {
  const python = askChecker<InPython>(inPython);

  it('has the order of a ceremony as both programs have it', () => {
    expect(idsOf(inCeremony)).toEqual(orderRules.map(({ name }) => name));
    expect(idsOf(inCeremony)).toEqual(python.ceremony);
  });

  it('has an order that both programs keep: each refuses the vector of a rule by that rule', () => {
    const found = askChecker<Record<string, string | null>>(
      `(lambda after, first: {name: first(after(each['before']), {**each['event'], 'at': ''}) for name, each in given.items()})(
        lambda events: (lambda state: [state.apply(event, '2026-10-14T10:00:00Z') for event in events] and state or state)(checker.State()),
        lambda state, event: next((rule for rule, kinds, holds in checker.IN_CEREMONY
                                   if (kinds is checker.ANY or event['kind'] in kinds) and not holds(state, event)), None))`,
      vectors,
    );
    expect(found).toEqual(Object.fromEntries(Object.keys(vectors).map((name) => [name, name])));
  });

  it('has the order of an emergency as both programs have it', () => {
    expect(idsOf(inEmergency)).toEqual(emergencyRules.map(({ name }) => name));
    expect(idsOf(inEmergency)).toEqual(python.emergency);
  });

  it('has each rule of the independent checker, and that no other', () => {
    const known = new Set([...sectionsWithRules.flatMap(rulesOf), 'hold-as-timed']);
    expect([...known].filter((id) => !python.texts.includes(id))).toEqual([]);
    expect(python.refused.filter((id) => !known.has(id) && !besides.has(id))).toEqual([]);
  });

  it.each(sectionsWithRules.filter((title) => !title.startsWith('Order ')))(
    'has the rules of “%s” in its order',
    (title) => {
      const places = rulesOf(title).map((id) => python.texts.indexOf(id));
      expect(places).toEqual(places.toSorted((a, b) => a - b));
    },
  );

  it('has what is left open as both programs have it', () => {
    expect(new Set(quotedIn('What is left open'))).toEqual(new Set(peoplesWord));
    expect(new Set(python.left)).toEqual(new Set(peoplesWord));
  });
});

it('has the rules of files that must say alike, by the same ids and in the same order as ours', () => {
  const page = sectionsWithRules.flatMap(rulesOf);
  expect(page.filter((id) => (contradictedRules as readonly string[]).includes(id))).toEqual(contradictedRules);
  const ofTheKey = rulesOf('The exchange key');
  expect(
    page.filter((id) => codesOf(id).includes('EVIDENCE_CONTRADICTS') || (ofTheKey.includes(id) && isOfKey(id))),
  ).toEqual(contradictedRules);
});

/** Of the rules of an exchange key these are about what two files say; all others have the fault of the check. */
const isOfKey = (id: string): boolean =>
  ['blob-for-a-verified-key', 'key-from-its-bundle', 'key-as-verified'].includes(id);

it('has fault codes that are refused with', () => {
  const folder = join(root, 'shared', 'faults');
  const faults = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  expect(faultCodes.filter((code) => !faults.includes(`'${code}'`))).toEqual([]);
});
