// Sheets of main's own view, as people see them, in the words of each language.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import type { View } from '#shared/contract/offline/view.ts';
import type { Fault } from '#shared/faults/fault.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import type { Language } from '#shared/messages/languages.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { type Asked, drawSheet } from '#services/app/confirmation.ts';
import { askWallClock } from '#services/app/questions/clock.ts';
import { askException } from '#services/app/questions/exception.ts';
import { askIdentity } from '#services/app/questions/identity.ts';
import { passphraseAsked } from '#services/app/questions/secret.ts';
import { askPairing } from '#services/app/questions/words.ts';
import type { Ceremony } from '#services/offline/ceremony/ceremony.ts';
import { keyAsked } from '#services/offline/find-key.ts';
import { askBegin } from '#services/offline/questions/begin.ts';
import { approveBuild } from '#services/offline/questions/build.ts';
import { askKeyWords } from '#services/offline/questions/words.ts';
import { signingBlob } from '#services/offline/questions/signing.ts';
import { stickAsked, stickOfKey } from '#services/offline/questions/stick.ts';
import { askedToTakeOut, askedToWait, thanked } from '#services/offline/questions/turn.ts';
import { showDeviceCode } from '#services/online/questions/account.ts';
import { OpenCeremony } from '#services/online/open-ceremony.ts';
import { restoreAsked } from '#services/online/questions/call-sheets.ts';
import { confirmTheCall } from '#services/online/questions/calls.ts';
import { askHealthyHsm } from '#services/online/questions/healthy.ts';
import { askEmergency } from '#services/online/questions/emergency.ts';
import { sha } from './hashes.ts';
import { custodianStates } from './offline/custodians.ts';
import { exchangeKeyStates } from './offline/exchange-key.ts';
import { restoreBlobStates } from './offline/restore-blob.ts';
import { thumbprints } from './offline/security-domain.ts';

interface Drawn {
  readonly draw: (texts: Catalogue) => Asked;
  readonly problem?: Fault;
  readonly secondsLeft?: number;
}

const full = restoreBlobStates['build-ready'];
const view: View = custodianStates['custodian-turn'];
const key = { who: { name: 'Person custodian-2' }, fileName: 'custodian-2.key', use: 'share', stick: 'C2' } as const;
const files = ['custodian-2.key', 'old/custodian-2.pem'].map((name) => ({ name, stick: 'C2', isLikely: true }));
const given = { fileName: 'custodian-2.key', thumbprint: thumbprints[1] ?? '', isToken: false };
const onToken = { ...key, fileName: 'PIV_II 0a1b2c3d4e5f6071', use: 'pin', stick: 'PIV_II' } as const;

const never = (): Promise<never> => new Promise(() => undefined);
/** A sheet that is only drawn takes nothing. */
const neverChecked = (): never => {
  throw new Error('a fake sheet takes nothing');
};
const operator = recoveryPlan.people.find(({ roles }) => roles.includes('RO1'))?.name ?? 'RO1';
const pairing = {
  practice: true,
  holder: operator,
  number: '20ee014b6477'.padEnd(32, '60c7'),
  code: sha,
  words: () => ({ phase: 'asking' as const, places: [2, 3, 14, 17, 25, 26, 32], triesLeft: 2 }),
  pair: never,
};
/** What the sheets of a ceremony read of it. */
const planned = { practice: true, plan: recoveryPlan, words: pairing.words } as unknown as Ceremony;
const newKeyStick =
  (names: readonly string[]) =>
  (texts: Catalogue): Asked => {
    const turn = { custodian: 'C2', who: 'Person custodian-2', copy: 1, doing: 'make' } as const;
    const lead = stickOfKey({ state: { keysMade: {}, tokens: {} } }, turn, texts);
    return stickAsked(
      names.map((name) => ({ id: name, name })),
      lead,
      texts,
      'stick-or-token',
    );
  };
const broughtToken = {
  model: 'YubiKey YK5',
  serial: '0a1b2c3d',
  manufacturer: null,
  firmware: '5.4',
  label: null,
  keyId: '03',
};
/** A key on a token is proven from it alone. */
const provenToken = (texts: Catalogue): Asked => {
  const turn = { custodian: 'C2', who: 'Person custodian-2', copy: 1, doing: 'prove' } as const;
  const state = { keysMade: { C2: sha }, tokens: { C2: broughtToken } };
  return stickAsked([], stickOfKey({ state }, turn, texts), texts, 'token');
};
/** An operator's ceremony, as far as its sheets read it: a whole one needs a folder and a journal. */
const atOperator = Object.create(OpenCeremony.prototype, {
  approved: { value: { plan: recoveryPlan } },
  self: { value: { role: 'operator-1' } },
}) as OpenCeremony;
const body = { restoreBlob: '', blobSha256: sha, x5tS256: thumbprints[0] ?? '' };
const deviceCode = { userCode: 'ABCD-EFGH', address: 'https://microsoft.com/devicelogin' };

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
  'turn-out': { draw: askedToTakeOut('C2') },
  'turn-thanks': { draw: (texts) => thanked(full, given, texts) },
  'token-foreign': { draw: keyAsked(view, [], []), problem: { code: 'TOKEN_FOREIGN' } },
  'token-two': {
    draw: keyAsked(view, [], []),
    problem: { code: 'TOKEN_AMBIGUOUS', serials: ['0a1b2c3d4e5f6071', '12345678'] },
  },
  'token-pin': { draw: passphraseAsked(onToken) },
  'token-pin-again': {
    draw: passphraseAsked({ ...onToken, tries: 2 }),
    problem: { code: 'TOKEN_PIN_WRONG', left: 'few' },
  },
  'token-last-try': {
    draw: passphraseAsked({ ...onToken, tries: 3, problem: { code: 'TOKEN_LAST_TRY' } }),
    problem: { code: 'TOKEN_LAST_TRY' },
  },
  'token-new-proof': { draw: provenToken },
  'token-new-adopted': { draw: askedToTakeOut('PIV_II', true, true) },
  'token-out': { draw: askedToTakeOut('PIV_II', true) },
  'token-thanks': { draw: (texts) => thanked(full, { ...given, fileName: onToken.fileName, isToken: true }, texts) },
  'ask-begin': { draw: askBegin({ now: () => new Date(), practiceOnly: false }, 'recovery', false).draw },
  'ask-clock': { draw: askWallClock(true, operator).draw },
  'ask-pairing': { draw: askPairing(pairing).draw },
  'ask-key-words': { draw: askKeyWords(exchangeKeyStates['exchange-key-words'], planned).draw },
  'ask-build': { draw: approveBuild(full, planned).draw },
  'ask-exception': { draw: askException({ practice: true, failure: undefined, note: never }).draw },
  'ask-code': { draw: showDeviceCode({ practice: true }, deviceCode, never()).draw },
  'ask-restore': {
    draw: confirmTheCall(
      atOperator,
      restoreAsked(atOperator, {
        operators: ['11111111-2222-4333-8444-555555555555'],
        key: null,
        inventory: undefined,
        ...{ holdException: null, lockOutException: null, externalException: null },
      }),
      { folder: recoveryPlan.backup?.folder },
    ).draw,
  },
  'ask-emergency': { draw: askEmergency({ practice: true, start: 'new-hsm', begun: undefined, check: never }).draw },
  'ask-healthy-hsm': { draw: askHealthyHsm(null, neverChecked).draw },
  'ask-identity': { draw: askIdentity(true, 'operator-1', 'STICK OF OP: operator-1.identity.json').draw },
  'ask-signing': {
    draw: passphraseAsked({
      ...{ who: { name: 'Person offline-operator' }, fileName: 'offline.identity.json', use: 'identity', tries: 2 },
      signs: signingBlob(planned, { exchange: { certificateSha256: sha, spkiSha256: sha }, body }),
    }),
    problem: { code: 'IDENTITY_NOT_OPENED' },
  },
  'new-key-insert': { draw: newKeyStick([]) },
  'new-key-stick': { draw: newKeyStick(['HOLIDAY', 'C2-1']) },
  'new-passphrase': {
    draw: passphraseAsked({
      ...{ who: { name: 'Person custodian-2' }, fileName: 'C2-copy-1.key', use: 'new-key' },
      ...{ bits: 3072, stick: 'C2-1', isOnlyKey: true },
    }),
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
