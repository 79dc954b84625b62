// How a custody process answers: one request, one reply, every refusal as plain data, and nothing of a secret in either.
import * as z from 'zod/mini';
import type { CustodyProcessName } from '../../../shared/faults/custody.ts';
import { Refusal, refuse } from '../../../shared/faults/fault.ts';
import type { Message } from './frames.ts';
import type { OwnEnd } from './own-end.ts';

/** Answers a request; undefined where no reply is due. A part that is kept must be copied: all are wiped afterwards. */
type Handle<Request> = (request: Request, parts: readonly Buffer[]) => Promise<object | Reply | undefined>;

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
export function answerAll<Schema extends z.ZodMiniType>(
  end: OwnEnd,
  name: CustodyProcessName,
  schema: Schema,
  handle: Handle<z.infer<Schema>>,
): void {
  end.onMessage(async (message) => {
    await answer(end, name, schema, handle, message);
  });
}

/** Answers one request and ends. */
export function answerOnce<Schema extends z.ZodMiniType>(
  end: OwnEnd,
  name: CustodyProcessName,
  schema: Schema,
  handle: Handle<z.infer<Schema>>,
): void {
  end.onMessage(async (message) => {
    await answer(end, name, schema, handle, message);
    process.exit(0);
  });
}

async function answer<Schema extends z.ZodMiniType>(
  end: OwnEnd,
  name: CustodyProcessName,
  schema: Schema,
  handle: Handle<z.infer<Schema>>,
  { head, parts }: Message,
): Promise<void> {
  try {
    const request = z.safeParse(schema, head);
    if (!request.success) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: name });
    const reply = await handle(request.data, parts);
    if (reply instanceof Reply) await end.send(reply.head, reply.parts);
    else if (reply) await end.send(reply);
  } catch (error) {
    // A defect of ours ends the process; its message could quote what it worked on, so it is not passed on.
    if (!(error instanceof Refusal)) process.exit(70);
    await end.send({ is: 'refused', fault: error.fault });
  } finally {
    for (const part of parts) part.fill(0);
  }
}
