// Makes a custodian's key in its own process; what comes back is the encrypted key and the certificate.
import { refuse } from '#shared/faults/fault.ts';
import { keyMakerReplySchema } from '#secrets/messages.ts';
import type { PassphraseSource } from '#platform/passphrase.ts';
import type { ProcessHost } from '#secrets/host/process-host.ts';
import { handOver } from './custodian-turn.ts';
import { WorkerRequest } from './replies.ts';

/** RSA-4096 takes seconds on a slow laptop, now and then many. */
const makeTimeLimitMs = 180_000;

export interface NewKeyRequest {
  /** The common name of the certificate: whose key it is. */
  readonly name: string;
  readonly bits: 3072 | 4096;
  readonly passphrase: PassphraseSource;
  /** The bytes of a passphrase that comes `from: 'message'`; wiped once sent. */
  readonly passphraseBytes?: Buffer;
  /** Unix milliseconds, for the certificate's dates. */
  readonly now: number;
}

export interface NewKey {
  /** `ENCRYPTED PRIVATE KEY` in PEM. */
  readonly encryptedKeyPem: Buffer;
  readonly certificateDer: Buffer;
}

/**
 * @throws NEW_PASSPHRASE_MISSING, PASSPHRASE_SHORT, PASSPHRASE_CANCELLED, the faults of custody processes and of files
 */
export async function makeKey(
  host: ProcessHost,
  { passphrase, passphraseBytes, ...request }: NewKeyRequest,
): Promise<NewKey> {
  const maker = host.startKeyMaker();
  try {
    await handOver(maker, { do: 'take-passphrase', passphrase }, passphraseBytes);
    const asked = new WorkerRequest(maker, keyMakerReplySchema, { do: 'make-key', ...request }, []);
    const made = await asked.reply(['made'], makeTimeLimitMs);
    const [encryptedKeyPem, certificateDer] = made.parts;
    if (encryptedKeyPem === undefined || certificateDer === undefined) {
      return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: maker.name });
    }
    return { encryptedKeyPem, certificateDer };
  } finally {
    maker.stop();
  }
}
