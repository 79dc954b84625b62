// Help for a step: every line that it names is in the manual, in both languages.
import { expect, it } from 'vitest';
import { german } from '#shared/messages/de/catalogue.ts';
import { english } from '#shared/messages/en/catalogue.ts';
import { helpOf } from './step-help.ts';

const picturesOf = (step: string): readonly (string | undefined)[] =>
  helpOf(step, english.manual).done.flatMap(({ picture }) => picture ?? []);

it.each([english, german])('has what the manual says of a step: $language', ({ manual }) => {
  expect(helpOf('custodians', manual).done).toHaveLength(4);
  expect(helpOf('custodians', manual).wrong).toEqual(manual.chapters[0]?.whenWrong);
  expect(helpOf('upload', manual).wrong.map(([happens]) => happens)).toEqual(
    [0, 1, 2].map((at) => manual.chapters[1]?.whenWrong[at]?.[0]),
  );
  // Whatever else happens, a program may stop.
  expect(helpOf('sticks', manual)).toEqual({ done: [], wrong: [manual.chapters[1]?.whenWrong[2]] });
});

it('has the pictures of the steps that have one', () => {
  expect(picturesOf('custodians')).toEqual(['custodian-look-away', 'custodian-passphrase', 'custodian-accepted']);
  expect(picturesOf('exchange-key')).toEqual(['exchange-key-words']);
  expect(picturesOf('preFlight')).toEqual(['pre-flight']);
  expect(picturesOf('restore')).toEqual(['restore-confirmation']);
});
