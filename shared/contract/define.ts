// The language of a contract: calls and events with zod schemas, from which main's handlers, the bridge, the renderer's types and
// the fakes of tests are derived.
import type { z } from 'zod';
import type { Result } from '../faults/fault.ts';

/**
 * How a call stands to the others. `takes`: it changes the state of the app, one at a time. `passes`: nothing that another call decides by
 * changes in it, so it waits for none. `ends`: people leave; whoever is asked for a passphrase is turned away first.
 */
export type CallTurn = 'takes' | 'passes' | 'ends';
export interface Call<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly kind: 'call';
  readonly turn: CallTurn;
  readonly input: Input;
  readonly output: Output;
}
export interface Event<Payload extends z.ZodType = z.ZodType> {
  readonly kind: 'event';
  readonly payload: Payload;
}
/** From group and name to a call or an event. */
export type Contract = Readonly<Record<string, Readonly<Record<string, Call | Event>>>>;

export const call = <Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
  turn: CallTurn = 'takes',
) => ({ kind: 'call', turn, input, output }) as const satisfies Call<Input, Output>;
export const event = <Payload extends z.ZodType>(payload: Payload) =>
  ({ kind: 'event', payload }) as const satisfies Event<Payload>;

type MemberOf<M, WhenCall, WhenEvent> = M extends Call ? WhenCall : WhenEvent;

/** What a page sees: calls answer a Result, events take a listener and answer with their own unsubscribe. */
export type Bridge<C extends Contract> = {
  readonly [Group in keyof C]: {
    readonly [Name in keyof C[Group]]: C[Group][Name] extends Call<infer Input, infer Output>
      ? (input: z.input<Input>) => Promise<Result<z.output<Output>>>
      : C[Group][Name] extends Event<infer Payload>
        ? (listener: (payload: z.output<Payload>) => void) => () => void
        : never;
  };
};

type CallNames<Group> = { [Name in keyof Group]: MemberOf<Group[Name], Name, never> }[keyof Group];

/** What main answers: one handler for each call; it gets what the schema let through, and throws a Refusal. */
export type Handlers<C extends Contract> = {
  readonly [Group in keyof C]: {
    readonly [Name in CallNames<C[Group]>]: C[Group][Name] extends Call<infer Input, infer Output>
      ? (input: z.output<Input>) => z.input<Output> | Promise<z.input<Output>>
      : never;
  };
};

export const channelOf = (group: string, name: string): string => `${group}.${name}`;

/** Names and kinds alone: all that the preload script needs to know. */
export function surfaceOf(contract: Contract): Record<string, Record<string, 'call' | 'event'>> {
  return Object.fromEntries(
    Object.entries(contract).map(([group, members]) => [
      group,
      Object.fromEntries(Object.entries(members).map(([name, { kind }]) => [name, kind])),
    ]),
  );
}
