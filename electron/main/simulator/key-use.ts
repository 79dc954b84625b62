// The calls that use a key: sign, verify, wrap, unwrap, encrypt, decrypt.
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from '#core/encoding/base64.ts';
import { type Answer, badParameter, ok, ServiceRefusal } from './answers.ts';
import { bodyAs, type Call, parameter, unixSeconds } from './call.ts';
import type { StoredKeyVersion } from './hsm-state.ts';
import { findVersion } from './key-bodies.ts';
import { decrypt, encrypt, sign, unwrap, verify, wrap } from './key-operations.ts';

const UseBody = z.object({
  alg: z.string(),
  value: z.string().optional(),
  digest: z.string().optional(),
  iv: z.string().nullish(),
  tag: z.string().nullish(),
  aad: z.string().nullish(),
});

/** POST /keys/NAME/VERSION/OPERATION */
export function useKey(call: Call): Answer {
  const { key, version } = findVersion(call);
  const operation = usable(parameter(call, 2), version, unixSeconds(call));
  const body = bodyAs(UseBody, call);
  const kid = `${call.origin}/keys/${key.name}/${version.version}`;
  const value = bytesOf(body.value, 'value');
  const aad = bytesOf(body.aad ?? '', 'aad');
  switch (operation) {
    case 'sign':
      return ok({ kid, value: encodeBase64url(sign(version, body.alg, value)) });
    case 'verify':
      return ok({ value: verify(version, body.alg, bytesOf(body.digest, 'digest'), value) });
    case 'wrapKey':
      return ok({ kid, value: encodeBase64url(wrap(version, body.alg, value)) });
    case 'unwrapKey':
      return ok({ kid, value: encodeBase64url(unwrap(version, body.alg, value)) });
    case 'encrypt': {
      const given = bytesOf(body.iv ?? '', 'iv');
      const { iv, authTag, ...encrypted } = encrypt(version, body.alg, value, aad, given);
      return ok({
        kid,
        value: encodeBase64url(encrypted.value),
        ...(iv ? { iv: encodeBase64url(iv) } : {}),
        ...(authTag ? { tag: encodeBase64url(authTag) } : {}),
      });
    }
    case 'decrypt': {
      const encrypted = { value, iv: bytesOf(body.iv ?? '', 'iv'), authTag: bytesOf(body.tag ?? '', 'tag') };
      return ok({ kid, value: encodeBase64url(decrypt(version, body.alg, encrypted, aad)) });
    }
  }
}

const operations = ['sign', 'verify', 'wrapKey', 'unwrapKey', 'encrypt', 'decrypt'] as const;

/** The operation by its name in the address (`wrapkey`), if the key may do it now. */
function usable(name: string, version: StoredKeyVersion, now: number): (typeof operations)[number] {
  const operation = operations.find((one) => one.toLowerCase() === name.toLowerCase());
  if (!operation) throw badParameter(`there is no operation ${name}`);
  const { enabled, notBefore, expires } = version.attributes;
  if (!enabled || now < (notBefore ?? 0) || now >= (expires ?? Infinity)) {
    throw new ServiceRefusal(403, 'KeyDisabled', 'the key is disabled, expired or not valid yet');
  }
  if (!version.operations.includes(operation)) {
    throw new ServiceRefusal(403, 'OperationNotPermitted', `key_ops of this key do not permit ${operation}`);
  }
  return operation;
}

function bytesOf(text: string | undefined, member: string): Buffer {
  if (text === undefined) throw badParameter(`${member} is missing`);
  try {
    return decodeBase64url(text);
  } catch {
    throw badParameter(`${member} is not base64url`);
  }
}
