// The security-domain calls of an HSM (REQ-02): exchange key, download, upload, and their statuses.
import { createHash, createPublicKey } from 'node:crypto';
import { z } from 'zod';
import { isFaultOf, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { parseX509 } from '#core/x509/certificate.ts';
import { type HsmAnswer, type KeepAnswer, keptAnswer, type KeptAnswer, retryAfterSeconds } from './answers.ts';
import { answerAs, type HsmConnection } from './connection.ts';
import { isRefusal } from './policies.ts';
import { pollUntilDone, type PollOptions, statusAddress, type Waiting } from './polling.ts';

/** An operation that the service has accepted. */
export interface Operation<T> {
  /** Waits for the end. @throws SERVICE_OPERATION_FAILED, SERVICE_STATUS_UNKNOWN and what a single request may throw */
  pollUntilDone(options?: PollOptions): Promise<T>;
}

type Kind = 'download' | 'upload';

// `statusDetails` in 2020, `status_details` today (recorded).
const Status = z.object({
  status: z.string(),
  status_details: z.string().nullish(),
  statusDetails: z.string().nullish(),
});
const TransferKey = z.object({
  key_format: z.string().nullish(),
  // The interface description says object, the service sends a string: both are taken (REQ-01).
  transfer_key: z.union([z.string(), z.record(z.string(), z.unknown())]),
});
const DownloadAnswer = z.object({ value: z.string().min(1) });

export interface NewCustodians {
  /** X.509 in DER, in the order in which their shares will be in the file. */
  readonly certificates: readonly Uint8Array[];
  readonly required: number;
  /** Writes the security domain down; called before anything else is asked, because it is in the first answer alone. */
  readonly keep: (securityDomain: Buffer) => Promise<void>;
  /** Keeps the whole answer, before that. */
  readonly keepAnswer?: KeepAnswer;
}

export class SecurityDomainClient {
  readonly #connection: HsmConnection;
  readonly #waiting: Waiting;

  constructor(connection: HsmConnection, waiting: Waiting) {
    this.#connection = connection;
    this.#waiting = waiting;
  }

  /**
   * Puts a new HSM into recovery and fetches its exchange key.
   * @returns the JWK's JSON text as bytes, as the exchange key reader takes it, and the whole answer as received
   */
  async getTransferKey(keep?: KeepAnswer): Promise<{ readonly jwk: Buffer; readonly rawAnswer: Buffer }> {
    const operation = 'exchange-key';
    const path = '/securitydomain/upload';
    const answer = await this.#connection.read({ operation, path, ...(keep ? { keep } : {}) });
    const { transfer_key: key } = answerAs(TransferKey, operation, answer);
    const jwk = Buffer.from(typeof key === 'string' ? key : JSON.stringify(key), 'utf8');
    return { jwk, rawAnswer: answer.bytes };
  }

  /**
   * Activates a new HSM. The first answer carries the security domain and is kept before the status is asked.
   * @throws CERTIFICATE_MALFORMED; SERVICE_SECURITY_DOMAIN_LOST if the HSM went on without our having the file; SERVICE_OUTCOME_UNKNOWN
   */
  async beginDownload({ certificates, required, keep, keepAnswer }: NewCustodians): Promise<Operation<void>> {
    const operation = 'download';
    const body = { certificates: certificates.map(certificateJwk), required };
    const answer = await this.#post(operation, body, keepAnswer);
    if (answer === 'lost') {
      // The copy for these certificates went with the answer. The HSM gives another one when it is asked again (REQ-02).
      return (await this.#knows(operation))
        ? refuse({ code: 'SERVICE_SECURITY_DOMAIN_LOST' })
        : refuse({ code: 'SERVICE_OUTCOME_UNKNOWN', operation });
    }
    const { value } = answerAs(DownloadAnswer, operation, answer);
    await keep(Buffer.from(value, 'utf8'));
    return this.#operation(operation, this.#checkedDelay(operation, answer));
  }

  /**
   * Gives the HSM the restore blob. If the answer is lost, the status says whether the service took it; it is never sent again.
   * @throws SERVICE_OUTCOME_UNKNOWN
   */
  async beginUpload(restoreBlob: Uint8Array, keep?: KeepAnswer): Promise<Operation<void>> {
    const operation = 'upload';
    const answer = await this.#post(operation, { value: Buffer.from(restoreBlob).toString('utf8') }, keep);
    if (answer === 'lost') {
      return (await this.#knows(operation))
        ? this.#operation(operation, 0)
        : refuse({ code: 'SERVICE_OUTCOME_UNKNOWN', operation });
    }
    // Older services end at once with 204 and no status address (REQ-02).
    return this.#operation(operation, answer.status === 204 ? 0 : this.#checkedDelay(operation, answer));
  }

  /** Goes on waiting for an operation that was begun before, perhaps by another run of the program. */
  resume(kind: Kind): Operation<void> {
    return this.#operation(kind, 0);
  }

  async #post(operation: Kind, body: unknown, keep?: KeepAnswer): Promise<HsmAnswer | 'lost'> {
    const path = `/securitydomain/${operation}`;
    try {
      return await this.#connection.send({ operation, method: 'POST', path, body, ...(keep ? { keep } : {}) });
    } catch (error) {
      if (isFaultOf(error, 'SERVICE_ANSWER_LOST')) return 'lost';
      throw error;
    }
  }

  /**
   * Whether the service has begun the operation; false if it says that there is none.
   * @throws SERVICE_OUTCOME_UNKNOWN for every other refusal: it is about this question, and says nothing about the operation
   */
  async #knows(operation: Kind): Promise<boolean> {
    try {
      await pollUntilDone(this.#waiting, {
        operation,
        ask: () => this.#ask(operation),
        firstDelaySeconds: 1,
        assess: (answer) => answerAs(Status, operation, answer).status,
      });
      return true;
    } catch (error) {
      if (isFaultOf(error, 'SERVICE_NOT_FOUND')) return false;
      if (isRefusal(error)) return refuse({ code: 'SERVICE_OUTCOME_UNKNOWN', operation }, error);
      throw error;
    }
  }

  #ask(operation: Kind): Promise<HsmAnswer> {
    return this.#connection.send({ operation, method: 'GET', path: `/securitydomain/${operation}/pending` });
  }

  #checkedDelay(operation: Kind, answer: HsmAnswer): number {
    statusAddress(this.#connection, operation, answer, new RegExp(`^/securitydomain/${operation}/pending$`));
    return retryAfterSeconds(answer.header);
  }

  #operation(operation: Kind, firstDelaySeconds: number): Operation<void> {
    const ask = (): Promise<HsmAnswer> => this.#ask(operation);
    const assess = (answer: HsmAnswer): true | undefined => assessStatus(operation, answer);
    const record = (answer: HsmAnswer): KeptAnswer => keptAnswer(operation, answer);
    return {
      pollUntilDone: async (options) => {
        await pollUntilDone(this.#waiting, { operation, ask, firstDelaySeconds, assess, record }, options);
      },
    };
  }
}

function assessStatus(operation: Kind, answer: HsmAnswer): true | undefined {
  const { status, status_details: details, statusDetails } = answerAs(Status, operation, answer);
  switch (status) {
    case 'InProgress':
      return undefined;
    // Both words are in service (REQ-02).
    case 'Success':
    case 'Succeeded':
      return true;
    case 'Failed':
      return refuse({
        code: 'SERVICE_OPERATION_FAILED',
        operation,
        serviceCode: '',
        serviceMessage: visibleText(details ?? statusDetails ?? '', 300),
      });
    default:
      return refuse({ code: 'SERVICE_STATUS_UNKNOWN', operation, status: visibleText(status, 40) });
  }
}

/** The JWK of a custodian's certificate as the service takes it (REQ-02). */
function certificateJwk(der: Uint8Array): unknown {
  const bytes = Buffer.from(der);
  const { n, e } = createPublicKey({ key: parseX509(bytes).spkiDer, format: 'der', type: 'spki' }).export({
    format: 'jwk',
  });
  return {
    kty: 'RSA',
    key_ops: ['verify', 'encrypt', 'wrapKey'],
    alg: 'RSA-OAEP-256',
    n,
    e,
    x5c: [bytes.toString('base64')],
    // RFC 7517 §4.8: a name of the certificate, and no protection. The service's clients send both.
    x5t: createHash('sha1').update(bytes).digest('base64url'),
    'x5t#S256': sha256(bytes).toString('base64url'),
  };
}
