// A custodian's key on a token, adopted at a command.
import { refuse } from '#shared/faults/fault.ts';
import { isTokenUri } from '#core/custodian-key/token-uri.ts';
import { type AdoptedKey, adoptKey, type Adoption } from '#services/offline/adopt-key.ts';
import type { CommandContext } from './context.ts';
import { takeTurn } from './custodian-turns.ts';

/** What the option says wherever it is offered. */
export const keyIdText = 'the id of the key on the token, where several could be the custodian’s';
export const withoutAttestationText = 'leave out what a YubiKey says of how its key was made';

interface Wanted {
  /** The token's PKCS#11 URI. */
  readonly uri: string;
  readonly custodian: string;
  readonly keyId: string | undefined;
  readonly passwordFile: string | undefined;
  readonly withoutAttestation: boolean | undefined;
  readonly practice: boolean;
  readonly mayBe?: Adoption['mayBe'];
}

/** @throws TOKEN_URI_INVALID; what adoptKey throws */
export async function adoptAtTurn(
  context: CommandContext,
  { uri, custodian, keyId, passwordFile, withoutAttestation, practice, mayBe }: Wanted,
): Promise<AdoptedKey> {
  if (!isTokenUri(uri)) refuse({ code: 'TOKEN_URI_INVALID', attribute: 'pkcs11:', why: 'missing' });
  return takeTurn(context, uri, passwordFile, ({ token, ...turn }) => {
    /* v8 ignore next -- @preserve Of a URI there is one. */
    if (token === undefined) return refuse({ code: 'TOKEN_URI_INVALID', attribute: 'pkcs11:', why: 'missing' });
    const own = { ...turn, token };
    const attestation = withoutAttestation === true ? 'left-out' : 'verified';
    const which = { ...(keyId !== undefined && { keyId }), ...(mayBe !== undefined && { mayBe }) };
    return adoptKey(context.host, { turn: own, custodian, ...which, attestation, practice, at: new Date() });
  });
}
