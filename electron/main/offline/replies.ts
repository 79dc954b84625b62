// Reads what custody processes answer: a refusal of theirs becomes one of ours.
import * as z from 'zod/mini';
import type { CustodyProcessName } from '../../../shared/faults/custody.ts';
import { type Fault, refuse } from '../../../shared/faults/fault.ts';
import type { JsonValue } from '../core/encoding/json.ts';

type Answer<Schema extends z.ZodMiniType> = Exclude<z.infer<Schema>, { is: 'refused' }>;

/**
 * @throws the fault that the process refused with; CUSTODY_MESSAGE_INVALID
 */
export function readReply<Schema extends z.ZodMiniType<{ is: string }>>(
  name: CustodyProcessName,
  schema: Schema,
  head: JsonValue,
): Answer<Schema> {
  const reply = z.safeParse(schema, head);
  if (!reply.success) return refuse({ code: 'CUSTODY_MESSAGE_INVALID', process: name });
  if (reply.data.is !== 'refused') return reply.data as Answer<Schema>;
  // The process made this fault from the same union; its schema here only has the code.
  return refuse((reply.data as unknown as { fault: Fault }).fault);
}
