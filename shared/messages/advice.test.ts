// The books of refusals say the same in each language: all three answers, with the same members of the fault, and nothing in English.
import { describe, expect, it } from 'vitest';
import type { Fault } from '../faults/fault.ts';
import type { UsageProblem } from '../faults/usage.ts';
import { adviceFor, adviceOfCheck } from './advice.ts';
import { german } from './de/catalogue.ts';
import { inGerman } from './de/faults/words.ts';
import { usageProblems as germanProblems } from './de/faults/usage.ts';
import { english } from './en/catalogue.ts';
import { usageProblems } from './en/faults/usage.ts';
import { wordOfCeremony } from './testdata/words-of-a-ceremony.ts';

/** Stands for any value that a fault may carry: text, number or list, whatever a sentence does with it. */
const anything: unknown = new Proxy(() => anything, {
  get: (_target, name) => {
    if (name === Symbol.toPrimitive) return () => 7;
    if (name === Symbol.iterator) return () => [].values();
    if (name === 'length') return 2;
    if (name === 'join') return () => '7';
    return anything;
  },
  apply: () => anything,
});

/** Members that choose a whole answer from a list: one name that is in each of these lists. */
const chosen: Readonly<Record<string, string>> = {
  process: 'combiner',
  needs: 'all custodians',
  problem: 'used',
  reason: 'timeout',
};

/** Where a fault of this code has other names in such a list. */
const chosenFor: Readonly<Record<string, Readonly<Record<string, string>>>> = { USAGE: { problem: 'one-of' } };

/** A fault that notes which of its members a sentence asks for. */
function noting(code: string): { fault: Fault; asked: Set<string> } {
  const asked = new Set<string>();
  const fault = new Proxy({ code } as Fault, {
    get: (_target, name) => {
      if (name === 'code') return code;
      asked.add(String(name));
      return chosenFor[code]?.[String(name)] ?? chosen[String(name)] ?? anything;
    },
  });
  return { fault, asked };
}

describe('the books of refusals', () => {
  it.each(Object.keys(english.advice))('%s', (code) => {
    const [inEnglish, inGermanBook] = [noting(code), noting(code)];
    const texts = adviceFor(english.advice, inEnglish.fault);
    const translated = adviceFor(german.advice, inGermanBook.fault);
    expect([...inGermanBook.asked].sort()).toEqual([...inEnglish.asked].sort());
    for (const part of ['happened', 'safe', 'todo'] as const) {
      expect(texts[part].trim(), part).not.toBe('');
      expect(translated[part].trim(), part).not.toBe('');
      expect(translated[part], part).not.toBe(texts[part]);
    }
  });

  it('speak to people politely in German', () => {
    for (const code of Object.keys(english.advice)) {
      const { todo } = adviceFor(german.advice, noting(code).fault);
      expect(todo, code).not.toMatch(/\b(du|dein|deine|dir|dich)\b/iu);
    }
  });
});

/** Refusals of what no emergency has: a plan, its approvals, bundles, identities, new keys, a purge, a ceremony's papers. */
const ofCeremonies = [
  /^(?:PLAN|DRAFT|BUNDLE|IDENTITY)_/u,
  /^(?:CREATION_NOT_AS_PLANNED|EVIDENCE_PLAN_MISSING|PERSON_NOT_IN_PLAN|SCRIPT_PLAN_UNFIT|DOCUMENT_CUSTODIAN)$/u,
  /^(?:CEREMONY_BEGUN|CEREMONY_NOT_FOUND|JOURNAL_IS_EMERGENCY|JOURNAL_IS_SESSION|FETCHES_DIFFER_AGAIN)$/u,
  /^(?:EVIDENCE_(?:JOURNAL_MISSING|SECOND.*)|CANARY_MISSING|CUSTODIANS_NOT_PROVEN|PURGE_STILL_ACCEPTED)$/u,
  /^REGISTER_NEEDS_CERTIFICATES$/u,
];

describe('a refusal that an emergency can meet', () => {
  it.each(Object.keys(english.advice).filter((code) => !ofCeremonies.some((each) => each.test(code))))(
    '%s speaks neither of a plan nor of a step of a ceremony',
    (code) => {
      for (const { advice } of [english, german]) {
        const { happened, safe, todo } = adviceFor(advice, noting(code).fault);
        for (const text of [happened, safe, todo]) expect(wordOfCeremony(text), text).toBe(undefined);
      }
    },
  );
});

describe('a refusal of a check that only reads', () => {
  const ofActing = /\b(?:writ\w*|schreib\w*|geschrieben|festgehalten)\b/iu;
  it.each(Object.keys(english.advice))('%s speaks of no writing', (code) => {
    for (const { advice, screens } of [english, german]) {
      const { safe, todo } = adviceOfCheck(advice, screens.refused.ofCheck, noting(code).fault);
      expect(`${safe} ${todo}`).not.toMatch(ofActing);
    }
  });

  it('does not say of a finished journal that it cannot take something now', () => {
    const fault: Fault = {
      code: 'JOURNAL_OUT_OF_ORDER',
      event: 'call-intended',
      rules: ['hold-long-enough'],
      after: 31,
    };
    const { happened } = adviceOfCheck(english.advice, english.screens.refused.ofCheck, fault);
    expect(happened).toBe('A journal breaks the order of a recovery after event 31 (hold-long-enough).');
  });
});

describe('what can be wrong with how a command was called', () => {
  it.each(Object.keys(usageProblems) as UsageProblem[])(
    '%s has a sentence with the same values in each language',
    (problem) => {
      const [inEnglish, inGerman] = [usageProblems[problem]('--this', 'X/Y'), germanProblems[problem]('--this', 'X/Y')];
      for (const value of ['--this', 'X/Y']) expect(inGerman.includes(value)).toBe(inEnglish.includes(value));
      if (/[a-z]{4}/u.test(inEnglish.replace(/--this|X\/Y/gu, ''))) expect(inGerman).not.toBe(inEnglish);
    },
  );
});

describe('a word that a fault carries', () => {
  it('is translated, alone or about a file; what is no word of ours passes as it is', () => {
    expect(inGerman('security domain')).toBe('Sicherheitsdomäne');
    expect(inGerman('plan of journals/offline.jsonl')).toBe('Plan von journals/offline.jsonl');
    expect(inGerman('bundle 3 of journals/offline.jsonl')).toBe('Bündel 3 von journals/offline.jsonl');
    expect(inGerman('toString')).toBe('toString');
    expect(inGerman('a1b2 of c3')).toBe('a1b2 of c3');
  });
});
