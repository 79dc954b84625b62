// The pairing of two machines.
import { z } from 'zod';
import { ceremonyId, sha256Hex } from '../../schemas/atoms.ts';
import { call } from '../define.ts';
import { fileToken } from '../files.ts';
import { identityView } from './identities.ts';

/** The two public identities of a pairing, and the ceremony as it is typed from paper. */
const pair = z.strictObject({ ceremony: ceremonyId, offline: fileToken, online: fileToken });
const pairing = z.strictObject({ offline: identityView, online: identityView, code: sha256Hex });
export type Pairing = z.output<typeof pairing>;

export const pairingCalls = {
  /** For the side that reads aloud: shows the code. */
  show: call(pair, pairing, 'passes'),
  /**
   * For the side that types: the code comes back only if the words agree that people type. The second wrong try ends it. With a journal the
   * pairing is noted, and the number that the other machine gave out.
   */
  compare: call(z.strictObject({ pair, journal: fileToken.nullable() }), pairing),
};
