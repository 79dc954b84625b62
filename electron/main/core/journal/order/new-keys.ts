// Rules of ceremonies in which custodians get new keys, and of their two ends: all proven, or given up.
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { isIn, lastOfType } from '#shared/journal/growth.ts';
import { copiesMade, type JournalState } from '#shared/journal/state.ts';
import { type OrderRule, rule } from './rule.ts';

/** Ceremonies in which custodians get new keys. */
const givesKeys = ({ plan }: JournalState): boolean =>
  plan?.ceremonyKind === 'activation' || plan?.ceremonyKind === 're-wrap';
const madeHere = ({ keysMade }: JournalState): readonly string[] => Object.values(keysMade);

/** Whether every custodian has a new key, and each of its copies is in the list. */
const isWhole = (state: JournalState, list: readonly string[]): boolean =>
  madeHere(state).length === state.plan?.custodians && copiesMade(state).every((copy) => isIn(list, copy));
const allProven = (state: JournalState): boolean => isWhole(state, state.proven);
const isOnToken = ({ keysMade, tokens }: JournalState, certificate: string): boolean =>
  Object.keys(tokens).some((custodian) => keysMade[custodian] === certificate);
/** Where the script of a re-wrap has the destruction of the old set. */
export const oldSetStep = 'A26R';

/** The keys of new custodians: made, checked, sent, and proven with the file that came back. */
export const newKeys: readonly OrderRule[] = [
  rule('key-in-its-ceremony', 'custodian-key-made', givesKeys),
  rule('key-behind-the-gap', 'custodian-key-made', ({ airGapClosed }) => airGapClosed),
  rule(
    'key-before-certificates',
    'custodian-key-made',
    ({ written }) => lastOfType(written, 'activation-certificates') === undefined,
  ),
  rule(
    'key-made-once',
    'custodian-key-made',
    (state, { certificateSha256 }) => !madeHere(state).includes(certificateSha256),
  ),
  // Tokens that say no serial number cannot be told apart.
  rule(
    'token-of-one-custodian',
    'custodian-key-made',
    ({ tokens }, { custodian, token }) =>
      token === undefined ||
      Object.entries(tokens).every(([other, { serial }]) => other === custodian || serial !== token.serial),
  ),
  rule(
    'one-copy-on-a-token',
    ['custodian-sticks-differ', 'custodian-copy-checked', 'custodian-proven'],
    (state, event) => !isOnToken(state, event.certificateSha256) || ('copy' in event && event.copy === 1),
  ),
  rule('sticks-of-a-made-key', 'custodian-sticks-differ', (state, { certificateSha256 }) =>
    madeHere(state).includes(certificateSha256),
  ),
  rule('sticks-by-two', 'custodian-sticks-differ', (_, { by }) => by === undefined || peopleAmong(by) >= 2),
  rule('check-of-a-made-key', 'custodian-copy-checked', (state, { certificateSha256 }) =>
    madeHere(state).includes(certificateSha256),
  ),
  // Two copies on one stick are lost together.
  rule(
    'second-copy-on-second-stick',
    'custodian-copy-checked',
    ({ onTwoSticks }, { certificateSha256, copy }) => copy !== 2 || isIn(onTwoSticks, certificateSha256),
  ),
  // Keys that were made elsewhere are not known here: such a journal may send their certificates, and is never closed.
  rule(
    'certificates-of-checked-keys',
    'bundle-written',
    (state, { type }) =>
      type !== 'activation-certificates' || madeHere(state).length === 0 || isWhole(state, state.copiesChecked),
  ),
  rule(
    'domain-from-its-bundle',
    'security-domain-loaded',
    (state, { sha256 }) => !givesKeys(state) || lastOfType(state.accepted, 'security-domain')?.content === sha256,
  ),
  rule('proof-behind-the-gap', 'custodian-proven', (state) => !givesKeys(state) || state.airGapClosed),
  rule(
    'proof-after-read-back',
    'custodian-proven',
    (state) =>
      !givesKeys(state) ||
      (state.securityDomain !== undefined && state.readBack['security-domain'] === state.securityDomain.sha256),
  ),
  // Where keys are given, certificates of before prove nothing about them.
  rule(
    'proof-of-a-custodian',
    'custodian-proven',
    (state, { certificateSha256, onItsWord }) =>
      !givesKeys(state) || (onItsWord === undefined && madeHere(state).includes(certificateSha256)),
  ),
  rule(
    'all-custodians-proven',
    'journal-closed',
    (state) => state.opened?.machine !== 'offline' || !givesKeys(state) || allProven(state),
  ),
  // Until then nothing but the old set opens anything.
  rule('old-set-until-proven', 'step-done', (state, { step }) => step !== oldSetStep || allProven(state)),
];

/** The other end of a ceremony of new keys: proofs that never come must not keep its journal from the evidence. */
export const givingUp: readonly OrderRule[] = [
  rule('given-up-with-new-keys', 'given-up', (state) => state.opened?.machine === 'offline' && givesKeys(state)),
  rule('given-up-unproven', 'given-up', (state) => !allProven(state)),
  rule('given-up-by-two', 'given-up', (_, { by }) => peopleAmong(by) >= 2),
  rule('given-up-by-exception', 'given-up', ({ decisions }, { exception }) =>
    decisions.some(({ number, decidedBy }) => number === exception && peopleAmong(decidedBy) >= 2),
  ),
];
