// Rules of ceremonies in which custodians get new keys, and of their two ends: all proven, or given up.
import { peopleAmong } from '#shared/formatting/person-name.ts';
import { isIn, lastOfType } from '#shared/journal/growth.ts';
import { copyOf, type JournalState } from '#shared/journal/state.ts';
import { type OrderRule, rule } from './rule.ts';

/** Ceremonies in which custodians get new keys. */
const givesKeys = ({ plan }: JournalState): boolean =>
  plan?.ceremonyKind === 'activation' || plan?.ceremonyKind === 're-wrap';
const madeHere = ({ keysMade }: JournalState): readonly string[] => Object.values(keysMade);
const bothCopies = (list: readonly string[], certificate: string): boolean =>
  [1, 2].every((copy) => isIn(list, copyOf(certificate, copy)));

/** Whether every custodian has a new key, and both of its copies have opened their share. */
const allProven = (state: JournalState): boolean =>
  madeHere(state).length === state.plan?.custodians &&
  madeHere(state).every((certificate) => bothCopies(state.proven, certificate));
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
  rule('certificates-of-checked-keys', 'bundle-written', (state, { type }) => {
    const made = madeHere(state);
    if (type !== 'activation-certificates' || made.length === 0) return true;
    return (
      made.length === state.plan?.custodians &&
      made.every((certificate) => bothCopies(state.copiesChecked, certificate))
    );
  }),
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
