// How a custody process answers: one request, one reply, every refusal as plain data, and nothing of a secret in either.
import * as z from 'zod/mini';
import type { SecretsProcessName } from '#shared/faults/secrets.ts';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import type { Message } from './frames.ts';
import type { OwnEnd } from './port-end.ts';

/** Answers a request. A part that is kept must be copied: all are wiped afterwards. */
type Handle<Request> = (request: Request, parts: readonly Buffer[]) => Promise<object | Reply>;

/** Requests carry a nonce; the reply echoes it, so that the host takes no reply to something else for it. */
type RequestSchema = z.ZodMiniType<{ nonce: string }>;

/** A reply with bytes beside its head. */
export class Reply {
  readonly head: object;
  readonly parts: readonly Buffer[];

  constructor(head: object, parts: readonly Buffer[]) {
    this.head = head;
    this.parts = parts;
  }
}

/** Answers every request until the host goes away. */
export function answerAll<Schema extends RequestSchema>(
  end: OwnEnd,
  name: SecretsProcessName,
  schema: Schema,
  handle: Handle<z.infer<Schema>>,
): void {
  end.onMessage(async (message) => {
    await answer(end, name, schema, handle, message);
  });
}

/** Answers one request and ends. */
export function answerOnce<Schema extends RequestSchema>(
  end: OwnEnd,
  name: SecretsProcessName,
  schema: Schema,
  handle: Handle<z.infer<Schema>>,
): void {
  end.onMessage(async (message) => {
    await answer(end, name, schema, handle, message);
    process.exit(0);
  });
}

async function answer<Schema extends RequestSchema>(
  end: OwnEnd,
  name: SecretsProcessName,
  schema: Schema,
  handle: Handle<z.infer<Schema>>,
  { head, parts }: Message,
): Promise<void> {
  let echo: { nonce?: string } = {};
  try {
    const request = z.safeParse(schema, head);
    if (!request.success) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: name });
    echo = { nonce: request.data.nonce };
    const reply = await handle(request.data, parts);
    if (reply instanceof Reply) await end.send({ ...reply.head, ...echo }, reply.parts);
    else await end.send({ ...reply, ...echo });
  } catch (error) {
    // A defect of ours ends the process; its message could quote what it worked on, so it is not passed on.
    if (!(error instanceof Refusal)) process.exit(70);
    await end.send({ is: 'refused', fault: error.fault, ...echo });
  } finally {
    for (const part of parts) part.fill(0);
  }
}
