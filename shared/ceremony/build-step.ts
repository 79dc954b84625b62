// Short words to write scripts with, so that a script reads like the table it prints.
import type { Condition, Field, FieldShape, Part, Role, Step } from './model.ts';

const field = (id: string, shape: FieldShape): Field => ({ id, recorded: false, only: [], ...shape });

export const check = (id: string): Field => field(id, { kind: 'check' });
export const choose = (id: string, ...options: readonly string[]): Field => field(id, { kind: 'choose', options });
export const chooseCustodian = (id: string): Field => field(id, { kind: 'choose-custodian' });
export const short = (id: string): Field => field(id, { kind: 'write', size: 'short' });
export const medium = (id: string): Field => field(id, { kind: 'write', size: 'medium' });
export const long = (id: string): Field => field(id, { kind: 'write', size: 'long' });
/** Serials and bag numbers: twelve boxes hold those in use. */
export const boxes = (id: string): Field => field(id, { kind: 'boxes', count: 12 });
export const fingerprint = (id: string): Field => field(id, { kind: 'fingerprint', written: false });
/** All of it by hand. At most two in a ceremony: each costs ten minutes and is read wrong most easily. */
export const writtenFingerprint = (id: string): Field => field(id, { kind: 'fingerprint', written: 'all' });
/** Its words alone, while somebody reads them aloud. */
export const writtenWords = (id: string): Field => field(id, { kind: 'fingerprint', written: 'words' });

/** The application sees this value itself; it goes into the journal. */
export const seen = (entry: Field): Field => ({ ...entry, recorded: true });

/** Printed only under these conditions. */
export const given = (condition: Condition, entry: Field): Field => ({ ...entry, only: [...entry.only, condition] });

type StepOptions = Partial<Omit<Step, 'id' | 'who' | 'minutes'>>;

export const step = (id: string, who: Role | readonly Role[], minutes: number, options: StepOptions = {}): Step => ({
  id,
  who: typeof who === 'string' ? [who] : who,
  minutes,
  service: 0,
  hold: false,
  branch: false,
  after: [],
  needs: {},
  sets: {},
  fields: [],
  only: [],
  ...options,
});

export const part = (id: string, steps: readonly Step[], options: Partial<Omit<Part, 'id' | 'steps'>> = {}): Part => ({
  id,
  repeat: 'once',
  branch: false,
  only: [],
  steps,
  ...options,
});
