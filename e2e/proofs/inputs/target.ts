// A reader of bytes from outside, an honest file for it, and what its acceptance of any other file may mean.
import type { Mutator } from './mutate-bytes.ts';

export interface Target {
  readonly name: string;
  readonly seed: Buffer;
  readonly mutate: Mutator;
  /**
   * Reads as the product does, with the product's keys.
   * @returns why this acceptance is wrong, or undefined if it means nothing but what the seed means
   * @throws Refusal where the reader refuses
   */
  readonly read: (bytes: Buffer) => string | undefined;
  /** Refusals after key use must be this one answer, byte for byte; by the codes that may come before. */
  readonly oracle?: { readonly answer: string; readonly before: RegExp };
  /** How often it is drawn: readers that compute with keys are drawn less. */
  readonly weight: number;
}

/** The only thing that an accepted file may mean. */
export function means(seed: string, found: string): string | undefined {
  return found === seed ? undefined : `it was read as ${found.slice(0, 120)} and not as ${seed.slice(0, 120)}`;
}

/** For files that nobody signs: what was read must be what is in the file for every other reader of JSON. */
export function saysTheSame(bytes: Buffer, read: unknown): string | undefined {
  return means(sorted(JSON.parse(bytes.toString('utf8'))), sorted(JSON.parse(JSON.stringify(read))));
}

function sorted(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sorted).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([member, inside]) => `${JSON.stringify(member)}:${sorted(inside)}`).join()}}`;
}
