// The answers of the service as they came, each in its own file, on disk before anything is concluded from it (REQ-15).
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { base64Text, lineOfText, sha256Hex, utcTime } from '#shared/schemas/atoms.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { decodeBase64 } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson, readCanonicalJson } from '#core/encoding/canonical-json.ts';
import { assertSpace, folderNames, readWholeFile, writeNewFile } from '#platform/files.ts';
import type { KeepAnswer, KeptAnswer } from '#azure/answers.ts';
import { maxAnswerBytes } from '#azure/policies.ts';
import type { TlsChain } from '#azure/tls-witness.ts';

export const answerFile = z.strictObject({
  format: z.literal('lifeboat-answer'),
  v: z.literal(2),
  /** Whose answer it is: a folder may be shared, and calls of two ceremonies have the same names. */
  ceremony: lineOfText(48),
  planSha256: sha256Hex,
  hsm: z.string().max(200),
  /** The call's name in the journal. */
  call: lineOfText(48),
  operation: lineOfText(32),
  status: z.int().min(100).max(599),
  requestId: lineOfText(128),
  /** The Date header; null where the answer had none. */
  serverDate: lineOfText(64).nullable(),
  statusAddress: z.string().max(400).nullable(),
  /** By the clock of this machine. */
  received: utcTime,
  /** Certificates of the connection that it came over, DER in base64, the server's own first; none where nobody saw them. */
  tlsChain: z.array(base64Text).max(8),
  /** The body, base64. */
  body: base64Text,
});
type AnswerFile = z.infer<typeof answerFile>;

/** An answer that was kept, in this run of the program or an earlier one. */
export interface FiledAnswer {
  readonly status: number;
  readonly requestId: string;
  readonly serverDate: string | null;
  readonly statusAddress: string | null;
  /** By the clock of this machine, ISO 8601 in UTC. */
  readonly received: string;
  readonly tlsChain: TlsChain;
  readonly body: Buffer;
  /** SHA-256 of the body, hex: what the journal names. */
  readonly bodySha256: string;
  /** SHA-256 of the whole file, hex: of the body with all that came around it. */
  readonly fileSha256: string;
}

/** Whose answers a folder keeps. */
export interface AnswerOwner {
  readonly ceremony: string;
  readonly planSha256: string;
  /** Base address of the HSM that gave the answers. */
  readonly hsm: string;
}

/** Whose answers a folder keeps, in a ceremony with a plan. */
export const ownerOf = ({ plan, planSha256 }: { readonly plan: Plan; readonly planSha256: string }): AnswerOwner => ({
  ceremony: plan.ceremony,
  planSha256,
  hsm: plan.target.uri,
});

/** base64 takes a third more, and the other members little. */
const maxFileBytes = Math.ceil(maxAnswerBytes * 1.5);

export class AnswerFolder {
  readonly #folder: string;
  readonly #owner: AnswerOwner;
  readonly #now: () => number;

  /** @param folder exists; only files that this class names are touched */
  constructor(folder: string, owner: AnswerOwner, now: () => number) {
    this.#folder = folder;
    this.#owner = owner;
    this.#now = now;
  }

  /**
   * Makes sure, before anything is sent, that an answer can be kept here: what comes once must not meet a full disk.
   * @param bytes of the body
   * @throws the file and medium faults
   */
  async assertSpace(bytes: number): Promise<void> {
    // In base64, as an answer is.
    await assertSpace(this.#folder, Math.ceil(bytes * 1.5));
  }

  /** Keeps the answers to one call of the journal; where a call is sent again after "not now", each answer has its number. */
  keeper(call: string): KeepAnswer {
    return async (answer) => {
      const number = Math.max(0, ...(await this.#numbers(call))) + 1;
      await writeNewFile(this.#path(call, number), encodeCanonicalJson(this.#content(call, answer)));
    };
  }

  /**
   * The last answer to a call, or undefined if none came or none could be kept.
   * @throws ANSWER_FILE_FORM; ANSWER_FOREIGN for one of another ceremony, plan or HSM
   */
  async last(call: string): Promise<FiledAnswer | undefined> {
    const number = Math.max(0, ...(await this.#numbers(call)));
    if (number === 0) return undefined;
    const bytes = await readWholeFile(this.#path(call, number), maxFileBytes);
    const file = parseAnswerFile(bytes, fileName(call, number));
    if (file.call !== call) return refuse({ code: 'ANSWER_FILE_FORM', name: fileName(call, number) });
    this.#assertOwn(file, fileName(call, number));
    const body = decodeBase64(file.body);
    const { status, requestId, serverDate, statusAddress, received } = file;
    const kept = { status, requestId, serverDate, statusAddress, received, body };
    const [bodySha256 = '', fileSha256 = ''] = [body, bytes].map((each) => sha256(each).toString('hex'));
    return { ...kept, tlsChain: file.tlsChain.map(decodeBase64), bodySha256, fileSha256 };
  }

  #assertOwn(file: AnswerFile, name: string): void {
    const members = [
      ['ceremony', 'ceremony'],
      ['planSha256', 'plan'],
      ['hsm', 'HSM'],
    ] as const;
    for (const [member, what] of members) {
      const [expected, found] = [this.#owner[member], file[member]];
      if (expected !== found) refuse({ code: 'ANSWER_FOREIGN', name, what, expected, found });
    }
  }

  #content(
    call: string,
    { operation, status, requestId, serverDate, statusAddress, tlsChain, bytes }: KeptAnswer,
  ): AnswerFile {
    return {
      format: 'lifeboat-answer',
      v: 2,
      ...this.#owner,
      call,
      operation,
      status,
      requestId,
      serverDate,
      statusAddress: statusAddress ?? null,
      received: new Date(this.#now()).toISOString(),
      tlsChain: tlsChain.map((der) => der.toString('base64')),
      body: bytes.toString('base64'),
    };
  }

  async #numbers(call: string): Promise<number[]> {
    const pattern = new RegExp(`^${call}[.]([1-9][0-9]{0,3})[.]answer[.]json$`);
    return (await folderNames(this.#folder)).flatMap((name) => pattern.exec(name)?.[1] ?? []).map(Number);
  }

  #path(call: string, number: number): string {
    return join(this.#folder, fileName(call, number));
  }
}

const fileName = (call: string, number: number): string => `${call}.${number}.answer.json`;

function parseAnswerFile(bytes: Buffer, name: string): AnswerFile {
  try {
    return answerFile.parse(readCanonicalJson(bytes, { maxBytes: maxFileBytes }).value);
  } catch (error) {
    if (error instanceof z.ZodError || error instanceof Refusal)
      return refuse({ code: 'ANSWER_FILE_FORM', name }, error);
    throw error;
  }
}
