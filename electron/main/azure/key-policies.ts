// The policies of keys as an inventory has them: when a key is rotated, and who may have it outside of the HSM.
import { Refusal } from '#shared/faults/fault.ts';
import type { InventoryReleasePolicy, InventoryRotationPolicy } from '#shared/inventory/inventory.ts';
import { decodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodeCanonicalJson } from '#core/encoding/canonical-json.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import type { KeyBundle, RotationPolicy } from './keys-client.ts';

/** Greatest length of a release policy that an inventory has as text. */
const maxPolicyLength = 32_768;

/** A rotation policy; none where the service answers with an empty one, as it does for a key that has none. */
export function rotationPolicyOf(
  key: string,
  { lifetimeActions, attributes }: RotationPolicy,
): readonly InventoryRotationPolicy[] {
  const actions = (lifetimeActions ?? []).map(({ trigger, action }) => ({
    action: action?.type ?? '',
    afterCreate: trigger?.timeAfterCreate ?? null,
    beforeExpiry: trigger?.timeBeforeExpiry ?? null,
  }));
  const expiryTime = attributes?.expiryTime ?? null;
  return actions.length === 0 && expiryTime === null ? [] : [{ key, actions, expiryTime }];
}

/** The release policy of a key version; none where it has none. @throws BASE64_INVALID */
export function releasePolicyOf(
  key: string,
  version: string,
  { release_policy: released }: Pick<KeyBundle, 'release_policy'>,
): readonly InventoryReleasePolicy[] {
  if (!released) return [];
  const bytes = decodeBase64url(released.data ?? '');
  const policy = canonicalText(bytes);
  return [
    {
      key,
      version,
      contentType: released.contentType ?? null,
      immutable: released.immutable ?? false,
      policy,
      policySha256: sha256(policy === null ? bytes : Buffer.from(policy, 'utf8')).toString('hex'),
    },
  ];
}

/** Spaces and the order of members mean nothing, and a service may write them again. */
function canonicalText(bytes: Buffer): string | null {
  try {
    const text = encodeCanonicalJson(
      parseStrictJson(bytes, { maxBytes: maxPolicyLength, integersOnly: true }),
    ).toString('utf8');
    return text.length <= maxPolicyLength ? text : null;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
