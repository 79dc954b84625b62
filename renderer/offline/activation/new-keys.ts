// What screens ask of the new keys of an activation.
import type { ActivationView } from '#shared/contract/offline/activation-view.ts';
import type { NewKeyView } from '#shared/contract/offline/new-key-view.ts';
import type { View } from '#shared/contract/offline/view.ts';

export type CopyNumber = 1 | 2;

export const areMade = ({ keys }: ActivationView): boolean => keys.every(({ next }) => next === 'done');
export const provenCopies = ({ keys }: ActivationView): number =>
  keys.reduce((sum, { proven }) => sum + proven.length, 0);
export const areProven = (activation: ActivationView): boolean => provenCopies(activation) >= allCopies(activation);
/** How many copies all keys have together. */
export const allCopies = ({ keys }: ActivationView): number => keys.reduce((sum, key) => sum + copiesOf(key).length, 0);

/** The copies of a key: on a token it has one. */
export const copiesOf = ({ token }: Pick<NewKeyView, 'token'>): readonly CopyNumber[] =>
  token === null ? [1, 2] : [1];

/** How the key file of a copy is called, as main writes it. */
export const copyFile = (custodian: string, copy: CopyNumber): string => `${custodian}-copy-${copy}.key`;

/** Whether a copy of a key was inserted again and opened. */
export const isChecked = ({ next }: NewKeyView, copy: CopyNumber): boolean =>
  next === 'done' || (copy === 1 && (next === 'write-2' || next === 'check-2'));

/** The two files that the last step writes to the stick OUT. */
export const isRegister = ({ name }: View['written'][number]): boolean => name.startsWith('custody-register-');
export const isDomainFile = ({ name }: View['written'][number]): boolean => name.startsWith('security-domain-');
