// One request to a practice HSM as its handlers see it: authenticated, its body parsed, its HSM found.
import { type z } from 'zod';
import { type JsonValue } from '#core/encoding/json.ts';
import { badParameter } from './answers.ts';
import { type BackupStorage } from './backup-storage.ts';
import type { AzureState } from './control-plane/azure-state.ts';
import { type PracticeExchangeKey } from './exchange-key-issuer.ts';
import { type PracticeHsm } from './hsm-store.ts';

/** Makes the exchange key of an HSM: a certificate for its host name with practice evidence, and the private key. */
export type IssueExchangeKey = (hostName: string, notBefore: Date) => PracticeExchangeKey;

/** How many status queries each operation takes before the one that sees its end. */
export interface PendingPolls {
  readonly securityDomain: number;
  readonly backup: number;
  readonly restore: number;
  readonly create: number;
  readonly update: number;
  readonly delete: number;
  readonly recover: number;
  readonly purge: number;
}

/**
 * As many as were recorded, or as clients that ask every half minute would need for the recorded times: 16 minutes to create, 11 to update,
 * 15 to purge.
 */
export const recordedPolls: PendingPolls = {
  securityDomain: 20,
  backup: 10,
  restore: 10,
  create: 32,
  update: 21,
  delete: 1,
  recover: 2,
  purge: 30,
};

/** The same for every operation. */
export const equalPolls = (polls: number): PendingPolls => ({
  securityDomain: polls,
  backup: polls,
  restore: polls,
  create: polls,
  update: polls,
  delete: polls,
  recover: polls,
  purge: polls,
});

/** What the HSMs of one practice cloud share. */
export interface CloudServices {
  readonly storage: BackupStorage;
  readonly azure: AzureState;
  readonly issueExchangeKey: IssueExchangeKey;
  /** Time here is counted in requests, so that nobody waits and tests need no clock. */
  readonly polls: PendingPolls;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export interface Call {
  readonly cloud: CloudServices;
  readonly hsm: PracticeHsm;
  /** Who signed in. */
  readonly principalId: string;
  /** `https://` and the Host header, for the addresses in the answer. */
  readonly origin: string;
  /** The parts that the route's pattern has captured. */
  readonly parameters: readonly (string | undefined)[];
  readonly query: URLSearchParams;
  readonly body: JsonValue;
}

/** The n-th captured part of the path. */
export function parameter(call: Pick<Call, 'parameters'>, index: number): string {
  const value = call.parameters[index];
  if (value === undefined) throw badParameter('the address is incomplete');
  return value;
}

/** The body in the wanted form, or the refusal that the service gives. */
export function bodyAs<T>(schema: z.ZodType<T>, call: Pick<Call, 'body'>): T {
  const parsed = schema.safeParse(call.body);
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`);
  throw badParameter(places.join('; '));
}

export const unixSeconds = (call: { readonly cloud: Pick<CloudServices, 'now'> }): number =>
  Math.floor(call.cloud.now() / 1000);
