// Sheets of main's own view: a custodian's turn, as they see it, in the words of each language.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Language } from '#shared/messages/languages.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { type Asked, drawSheet } from '#services/app/confirmation.ts';
import { passphraseAsked } from '#services/app/questions/secret.ts';
import { keyAsked } from '#services/offline/find-key.ts';
import { askedForStick, askedToWait, thanked } from '#services/offline/questions/turn.ts';
import { thumbprints } from './offline/common.ts';
import { custodianStates, full } from './offline/custodians.ts';

interface Drawn {
  readonly draw: (texts: Catalogue) => Asked;
  readonly problem?: Fault;
  readonly secondsLeft?: number;
}

const view: View = custodianStates['custodian-turn'];
const key = { who: { name: 'Person custodian-2' }, fileName: 'custodian-2.key', use: 'share', stick: 'C2' } as const;
const files = ['custodian-2.key', 'old/custodian-2.pem'].map((name) => ({ name, stick: 'C2', isLikely: true }));
const given = { fileName: 'custodian-2.key', thumbprint: thumbprints[1] ?? '' };

const sheets = {
  'turn-insert': { draw: keyAsked(view, [], []) },
  'turn-no-key': { draw: keyAsked(view, [], ['HOLIDAY']) },
  'turn-choose': { draw: keyAsked(view, files, []) },
  'turn-refused': { draw: keyAsked(view, files.slice(0, 1), []), problem: { code: 'KEY_OPENS_NO_SHARE' } },
  'turn-passphrase': { draw: passphraseAsked(key) },
  'turn-passphrase-again': {
    draw: passphraseAsked({ ...key, tries: 2 }),
    problem: { code: 'PASSPHRASE_WRONG' },
    secondsLeft: 42,
  },
  'turn-wait': { draw: askedToWait },
  'turn-out': { draw: askedForStick('C2') },
  'turn-thanks': { draw: (texts) => thanked(full, given, texts) },
  'new-passphrase': {
    draw: passphraseAsked({ who: { name: 'Person custodian-2' }, fileName: 'C2-copy-1.key', use: 'new-key' }),
  },
} satisfies Readonly<Record<string, Drawn>>;
export type SheetName = keyof typeof sheets;

type InEachLanguage = Readonly<Record<Language, ConfirmationSheet>>;

/** Each as a fake of main gives it to the page of the view. */
export async function sheetStates(): Promise<Readonly<Record<SheetName, InEachLanguage>>> {
  const [en, de] = [await loadCatalogue('en'), await loadCatalogue('de')];
  const drawn = Object.entries<Drawn>(sheets).map(([name, { draw, problem, secondsLeft = null }]) => {
    const question = { practice: true, draw, take: () => undefined, again: [] };
    const drawIn = (texts: Catalogue): ConfirmationSheet =>
      drawSheet(question, texts, { id: 1, theme: 'system', problem, secondsLeft });
    return [name, { en: drawIn(en), de: drawIn(de) }] as const;
  });
  // Made of the names of `sheets`.
  return Object.fromEntries(drawn) as Record<SheetName, InEachLanguage>;
}
