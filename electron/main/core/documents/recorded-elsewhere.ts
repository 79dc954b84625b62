// Where people find what the journal of this machine does not hold.
import type { StepInstance } from '#shared/ceremony/expand.ts';
import type { Role } from '#shared/ceremony/model.ts';
import type { RecordingMachine } from './record-view.ts';

/** A paper or a file of the same ceremony. */
export type Elsewhere =
  | 'script'
  | 'machineSheet'
  | 'evidence'
  | 'rehearsalReport'
  | 'offlineRecord'
  | 'firstRecord'
  | 'secondRecord';

const steps: Readonly<Record<string, Elsewhere>> = {
  // The application prints what it saw of a machine as its own sheet.
  M5: 'machineSheet',
  // The verdict on the exchange key and what each operator observed are there under the hashes that the journal names.
  B6: 'evidence',
  C3: 'evidence',
  C8: 'evidence',
  C9: 'evidence',
  C22: 'evidence',
  C23: 'evidence',
  D11: 'rehearsalReport',
  D13: 'rehearsalReport',
};

/** Which role acts at which machine; other roles have none. */
const machines: Readonly<Partial<Record<Role, RecordingMachine>>> = {
  OP: 'offline',
  C: 'offline',
  RO1: 'online1',
  RO2: 'online2',
};
const records: Readonly<Record<Exclude<RecordingMachine, 'witness'>, Elsewhere>> = {
  offline: 'offlineRecord',
  online1: 'firstRecord',
  online2: 'secondRecord',
};

/** Where a value of a step stands that a journal does not have: in the record of the machine that acts, in its own paper, or in the signed script. */
export function whereElse({ step, fields }: StepInstance, machine: RecordingMachine): Elsewhere {
  const acting = step.who.flatMap((role) => machines[role] ?? []);
  const [first] = acting;
  const isSeen = fields.some(({ recorded }) => recorded);
  if (isSeen && first !== undefined && first !== 'witness' && !acting.includes(machine)) return records[first];
  return steps[step.id] ?? 'script';
}
