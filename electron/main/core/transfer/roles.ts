// Who a signing key belongs to, and who must have signed which kind of bundle.
import { z } from 'zod';

export const signerRoles = ['operator-1', 'operator-2', 'offline', 'witness'] as const;
export const signerRole = z.enum(signerRoles);
export type SignerRole = z.infer<typeof signerRole>;

export const bundleTypes = [
  'plan',
  'activation-certificates',
  'security-domain',
  'exchange-key',
  'restore-blob',
  'outcome',
] as const;
export type BundleType = (typeof bundleTypes)[number];

export const directions = ['online-to-offline', 'offline-to-online'] as const;
export type Direction = (typeof directions)[number];

/** The version of each kind's payload. One is in force at a time, and no other is read. */
export const payloadVersions = {
  plan: 2,
  'activation-certificates': 2,
  'security-domain': 3,
  'exchange-key': 5,
  'restore-blob': 2,
  outcome: 2,
} as const satisfies Readonly<Record<BundleType, number>>;

/** The media type that an envelope states for each kind of bundle. */
export const payloadTypeOf = (type: BundleType): string =>
  `application/vnd.lifeboat.${type}.v${payloadVersions[type]}+json`;

export interface BundleRule {
  /** Directions in which a bundle of this kind may travel. */
  readonly directions: readonly Direction[];
  /** Roles of the machine that sends it; that machine's own signature is among those required. */
  readonly senders: readonly SignerRole[];
  /** All of these roles must have signed, each with its own key. Nobody else may. */
  readonly signers: readonly SignerRole[];
}

/** REQ-10: the exchange key is signed by both operators, each of whom fetched it. */
export const bundleRules: Readonly<Record<BundleType, BundleRule>> = {
  plan: { directions: ['online-to-offline'], senders: ['operator-1'], signers: ['operator-1'] },
  'activation-certificates': { directions: ['offline-to-online'], senders: ['offline'], signers: ['offline'] },
  'security-domain': { directions: ['online-to-offline'], senders: ['operator-1'], signers: ['operator-1'] },
  'exchange-key': {
    directions: ['online-to-offline'],
    senders: ['operator-1'],
    signers: ['operator-1', 'operator-2'],
  },
  'restore-blob': { directions: ['offline-to-online'], senders: ['offline'], signers: ['offline'] },
  outcome: { directions: ['online-to-offline'], senders: ['operator-1'], signers: ['operator-1'] },
};
