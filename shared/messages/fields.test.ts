// What is wrong with a field of a file is said in words: codes of rules are for tests and logs.
import { describe, expect, it } from 'vitest';
import { adviceFor } from './advice.ts';
import { german } from './de/catalogue.ts';
import { english } from './en/catalogue.ts';

const problems = [
  { path: '', rule: 'TYPE' },
  { path: 'keys[2].name', rule: 'MISSING' },
] as const;

describe('advice about the fields of a file', () => {
  it.each([
    [english.advice, 'the file is of the wrong type; keys[2].name is missing'],
    [german.advice, 'die Datei ist von falscher Art; keys[2].name fehlt'],
  ])('names those of an inventory in words', (book, words) => {
    expect(adviceFor(book, { code: 'INVENTORY_FORM', problems }).happened).toContain(words);
  });

  it.each([
    [english.advice, 'the answer is of the wrong type; keys[2].name is missing'],
    [german.advice, 'die Antwort ist von falscher Art; keys[2].name fehlt'],
  ])('names those of an answer of the service in words', (book, sentence) => {
    const words = { serviceCode: '', serviceMessage: '' };
    const fault = { code: 'SERVICE_ANSWER_UNEXPECTED', operation: 'backup', problems, ...words } as const;
    expect(adviceFor(book, fault).happened).toContain(sentence);
  });
});
