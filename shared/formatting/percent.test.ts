import { expect, it } from 'vitest';
import { percentText } from './percent.ts';

it.each([
  [0.972, '97.2 %'],
  [1, '100.0 %'],
  [0.9999, '> 99.9 %'],
  [0.9994, '99.9 %'],
  [0, '0.0 %'],
  [0.0001, '< 0.1 %'],
])('%f is written %s: rounding makes nothing certain and nothing impossible', (value, text) => {
  expect(percentText(value, 'en')).toBe(text);
});

it('is written with the comma of the language', () => {
  expect(percentText(0.972, 'de')).toBe('97,2 %');
});
