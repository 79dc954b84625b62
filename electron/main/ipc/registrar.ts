// The one place where messages from pages arrive: checks who speaks, checks what is said, and answers with a Result.
import type { z } from 'zod';
import { channelOf, type Call, type Contract, type Handlers } from '#shared/contract/define.ts';
import { type Fault, Refusal, refuse, type Result } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';

/** What the registrar needs of Electron. */
export interface IpcMain {
  handle(channel: string, listener: (event: SenderEvent, ...values: unknown[]) => Promise<unknown>): void;
}
export interface SenderEvent {
  readonly sender: { readonly id: number };
  readonly senderFrame: { readonly parent: unknown } | null;
}
export interface Registrar {
  readonly ipc: IpcMain;
  /** Whether a message comes from contents whose calls these are, and from their top frame. */
  readonly isOwn: (event: SenderEvent) => boolean;
  /** Hears what a page was refused. */
  readonly onRefusal?: (call: string, fault: Fault) => void;
  /** Hears of defects, to write them where a developer looks; never of refusals. */
  readonly onDefect?: (call: string, error: unknown) => void;
}

type AnyHandler = (input: unknown) => unknown;

/** Registers every call of a contract. What a handler refuses, and what it stumbles over, becomes the answer; nothing is thrown. */
export function register<C extends Contract>(registrar: Registrar, contract: C, handlers: Handlers<C>): void {
  for (const [group, members] of Object.entries(contract as Contract)) {
    for (const [name, member] of Object.entries(members)) {
      if (member.kind !== 'call') continue;
      // The mapped type knows that each call has its handler; an index by plain names does not.
      const handler = (handlers as Record<string, Record<string, AnyHandler>>)[group]?.[name];
      if (handler === undefined) throw new Error(`no handler for ${channelOf(group, name)}`);
      const answer = answerer(registrar, channelOf(group, name), member, handler);
      registrar.ipc.handle(channelOf(group, name), answer);
    }
  }
}

function answerer({ isOwn, onDefect, onRefusal }: Registrar, call: string, { input }: Call, handler: AnyHandler) {
  return async (event: SenderEvent, ...values: unknown[]): Promise<Result<unknown>> => {
    try {
      if (!isOwn(event)) refuse({ code: 'CALL_SENDER_FOREIGN', call });
      return { ok: true, value: await handler(parseInput(call, input, values)) };
    } catch (error) {
      // What a library says may hold what it worked on: the page gets a code and no text.
      if (!(error instanceof Refusal)) onDefect?.(call, error);
      const fault: Fault = error instanceof Refusal ? error.fault : { code: 'UNEXPECTED', call };
      onRefusal?.(call, fault);
      return { ok: false, fault };
    }
  };
}

/** @throws CALL_MALFORMED */
function parseInput(call: string, schema: z.ZodType, values: readonly unknown[]): unknown {
  if (values.length !== 1) refuse({ code: 'CALL_MALFORMED', call, paths: [] });
  const parsed = schema.safeParse(values[0]);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.slice(0, 8).map(({ path }) => visibleText(path.map(String).join('.')));
  return refuse({ code: 'CALL_MALFORMED', call, paths });
}
