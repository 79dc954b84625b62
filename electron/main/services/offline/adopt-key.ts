// Adopts a custodian's key that the tool of a token's vendor made on the token: its certificate is read without a PIN, and must be fit for a
// custodian; then the key opens a share that is wrapped to it, with one try of the PIN.
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { TokenOfKey } from '#shared/register/token.ts';
import { soundKey } from '#core/transfer/planned-certificates.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { type ReadTokenRequest, tokenWorkerReplySchema } from '#secrets/messages.ts';
import { checkCopy } from './check-copy.ts';
import type { CustodianTurn, TokenOfTurn } from './custodian-turn.ts';
import { WorkerRequest } from './replies.ts';

/** A module may have to wake its reader up. */
const readTimeLimitMs = 30_000;

export interface AdoptedKey {
  readonly certificateDer: Buffer;
  readonly bits: number;
  readonly token: TokenOfKey;
}

export interface Adoption {
  readonly turn: CustodianTurn & { readonly token: TokenOfTurn };
  /** Whose key it is, for people. */
  readonly custodian: string;
  /** Which key, where several on the token could be a custodian's: its CKA_ID, hex. */
  readonly keyId?: string;
}

/**
 * @throws CUSTODIAN_CERTIFICATE_UNFIT, TOKEN_CERTIFICATE_MISSING and TOKEN_CERTIFICATES_SEVERAL before any PIN; TOKEN_OTHER_KEY; the other
 *   TOKEN_ faults, those of the PIN and of the worker
 */
export async function adoptKey(host: ProcessHost, { turn, custodian, keyId }: Adoption): Promise<AdoptedKey> {
  const { certificateDer, token } = await readToken(host, turn.token, keyId);
  const modulus = soundKey(custodian, certificateDer);
  await checkCopy(host, certificateDer, turn, custodian);
  return { certificateDer, bits: modulus.toString(2).length, token };
}

async function readToken(
  host: ProcessHost,
  { module, token }: TokenOfTurn,
  keyId: string | undefined,
): Promise<Omit<AdoptedKey, 'bits'>> {
  const worker = host.startLoneKeyWorker(module);
  try {
    const request: Omit<ReadTokenRequest, 'nonce'> = { do: 'read-token', token, ...(keyId !== undefined && { keyId }) };
    const asked = new WorkerRequest(worker, tokenWorkerReplySchema, request, []);
    const { head, parts } = await asked.reply(['read'], readTimeLimitMs);
    const [certificateDer] = parts;
    if (certificateDer === undefined) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: worker.name });
    const { serial, model, manufacturer, firmware, label, keyId: own } = head;
    return {
      certificateDer,
      token: {
        ...{ serial: told(serial), model: told(model), manufacturer: told(manufacturer) },
        ...{ firmware: told(firmware), label: told(label), keyId: told(own) },
      },
    };
  } finally {
    worker.stop();
  }
}

/** At most 40 characters, as the register wants it. */
const told = (text: string): string | null => visibleText(text, 39).trim() || null;
