// Asks custody processes and reads what they answer: a refusal of theirs becomes one of ours, and no reply is taken for another's.
import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import { type Fault, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { adviceFor } from '#shared/messages/advice.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { Message } from '#secrets/frames.ts';
import type { SecretsProcess } from '#secrets/host/process-host.ts';

type ReplySchema = z.ZodMiniType<{ is: string; nonce?: string }>;
type Answer<Schema extends ReplySchema> = Exclude<z.infer<Schema>, { is: 'refused' }>;
type AnswerOf<Schema extends ReplySchema, Is extends Answer<Schema>['is']> = Extract<Answer<Schema>, { is: Is }>;

/** 16 random bytes in hex, for a request or for a turn. */
export const newNonce = (): string => randomBytes(16).toString('hex');

/** One request to a custody process, and the replies that belong to it. */
export class WorkerRequest<Schema extends ReplySchema> {
  readonly #process: SecretsProcess;
  readonly #schema: Schema;
  readonly #nonce = newNonce();

  /** Sends the request at once. Parts are wiped once sent. */
  constructor(process: SecretsProcess, schema: Schema, request: object, parts: readonly Buffer[]) {
    this.#process = process;
    this.#schema = schema;
    process.send({ ...request, nonce: this.#nonce }, parts);
  }

  /**
   * The next reply, which must be of one of these kinds and belong to this request. A process that answers anything else is ended.
   * @param limitMs how long to wait; none for what waits on a person
   * @throws the fault that the process refused with; CUSTODY_MESSAGE_INVALID; what `SecretsProcess.receive` throws
   */
  async reply<const Is extends Answer<Schema>['is']>(
    kinds: readonly Is[],
    limitMs?: number,
  ): Promise<{ readonly head: AnswerOf<Schema, Is>; readonly parts: Message['parts'] }> {
    const { head, parts } = await this.#process.receive(limitMs);
    const read = z.safeParse(this.#schema, head);
    if (!read.success) return this.#refuse();
    const reply: { is: string; nonce?: string } = read.data;
    if (reply.is === 'refused') return refuse((await knownFault(reply)) ?? this.#refuse());
    if (!kinds.some((is) => is === reply.is) || reply.nonce !== this.#nonce) return this.#refuse();
    return { head: read.data as AnswerOf<Schema, Is>, parts };
  }

  #refuse(): never {
    this.#process.stop();
    const process: SecretsProcessName = this.#process.name;
    return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process });
  }
}

/**
 * The fault in a refusal. A process that reads a hostile key file may send anything: what goes to screens and into a journal has a code of
 * ours, a sentence can be made of it, and its texts are short and visible.
 */
async function knownFault(refusal: object): Promise<Fault | undefined> {
  const { fault } = inSight(refusal) as { readonly fault: Fault };
  const { advice } = await loadCatalogue('en');
  if (!Object.hasOwn(advice, fault.code)) return undefined;
  try {
    adviceFor(advice, fault);
    return fault;
  } catch {
    return undefined;
  }
}

/** The same value with every text made visible, and cut where it is longer than any of ours. */
function inSight(value: unknown): unknown {
  if (typeof value === 'string') return visibleText(value, 200);
  if (Array.isArray(value)) return value.slice(0, 100).map(inSight);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, inSight(member)]));
}
