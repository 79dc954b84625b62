// In a share check: which copies of a key have not opened their share yet.
import type { View } from '../contract/offline/view.ts';

/** Both copies of each key, as labels of sticks count them. */
export const copies = [1, 2] as const;

/** The proof of one copy. @param thumbprint of the key's certificate, base64url */
export const proofOf = ({ custodians }: Pick<View, 'custodians'>, thumbprint: string, copy: number) =>
  custodians.accepted.find((each) => each.thumbprint === thumbprint && each.copy === copy);

export const openCopies = (view: Pick<View, 'custodians'>, thumbprint: string): readonly (1 | 2)[] =>
  copies.filter((copy) => proofOf(view, thumbprint, copy) === undefined);
