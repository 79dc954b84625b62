// What a file on a stick says it is, so that people find it among others. Nothing is believed for it: each step checks its file itself.
import type { FileKind } from '#shared/contract/offline/volume-view.ts';
import { Refusal } from '#shared/faults/fault.ts';
import { asJsonObject, parseStrictJson } from '#core/encoding/json.ts';
import { parseExchangeKeyFile } from '#core/exchange-key/exchange-key-file.ts';
import { readRevocationListFile } from '#core/exchange-key/revocation-list.ts';
import { parseSecurityDomain } from '#core/security-domain/security-domain.ts';
import { planPayloadType } from '#core/plan/approval.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { payloadTypeOf } from '#core/transfer/roles.ts';

/** Files of a ceremony are smaller; nothing larger is opened for a look. */
export const maxSniffedBytes = maxBundleBytes;

export function fileKindOf(bytes: Buffer): FileKind {
  const kind = jsonKindOf(bytes);
  if (kind !== 'other') return kind;
  // In base64url, or in the answer of the service.
  if (readBy(parseSecurityDomain, bytes)) return 'security-domain';
  if (readBy(readRevocationListFile, bytes)?.length) return 'revocation-list';
  // The form alone is looked at: any certificate might be one.
  return readBy(parseExchangeKeyFile, bytes) ? 'exchange-certificate' : kind;
}

/** What a reader makes of the bytes; undefined where it refuses them. */
function readBy<T>(read: (bytes: Buffer) => T, bytes: Buffer): T | undefined {
  try {
    return read(bytes);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

function jsonKindOf(bytes: Buffer): FileKind {
  const members = asJsonObject(readBy((file) => parseStrictJson(file, { maxBytes: maxSniffedBytes }), bytes));
  if (members === undefined) return 'other';
  const { payloadType, format } = members;
  if (payloadType === planPayloadType) return 'plan';
  if (payloadType === payloadTypeOf('exchange-key')) return 'exchange-key';
  if (payloadType === payloadTypeOf('outcome')) return 'outcome';
  if (payloadType === payloadTypeOf('security-domain')) return 'security-domain-bundle';
  if (format === 'lifeboat-identity') return 'identity';
  const hasShares = 'SharedKeys' in members || 'SplitKeys' in members;
  return 'EncData' in members && hasShares ? 'security-domain' : 'other';
}
