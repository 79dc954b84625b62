// In a share check: which copies of a key have not opened their share yet.
import type { AcceptedCustodian } from '../contract/offline/custodians-view.ts';

/** Both copies of each key, as labels of sticks count them. */
export const copies = [1, 2] as const;

type Accepted = readonly Pick<AcceptedCustodian, 'thumbprint' | 'copy' | 'onToken'>[];

/** Whether a key has opened its share on a token. It has no other copy. */
export const isOnToken = (accepted: Accepted, thumbprint: string): boolean =>
  accepted.some((each) => each.thumbprint === thumbprint && each.onToken === true);

/** @param thumbprint of the key's certificate, base64url */
export const openCopies = (accepted: Accepted, thumbprint: string): readonly (1 | 2)[] =>
  isOnToken(accepted, thumbprint)
    ? []
    : copies.filter((copy) => !accepted.some((each) => each.thumbprint === thumbprint && each.copy === copy));
