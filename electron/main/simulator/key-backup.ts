// One key with all its versions as a sealed text, which every HSM of the same security domain takes back (recorded).
import { z } from 'zod';
import { decodeBase64url, encodeBase64url } from '#core/encoding/base64.ts';
import { type Answer, badParameter, conflict, ok } from './answers.ts';
import { openBackup, sealBackup } from './backup-box.ts';
import { bodyAs, type Call } from './call.ts';
import { refuseWhileDeleted } from './deleted-keys.ts';
import type { StoredKey } from './hsm-state.ts';
import { findKey, keyBundle } from './key-bodies.ts';
import { needActivation } from './one-at-a-time.ts';

/** POST /keys/NAME/backup */
export function backUpKey(call: Call): Answer {
  const key = findKey(call);
  const sealed = sealBackup(needActivation(call.hsm.state), { keys: [key], roleAssignments: [], customRoles: [] });
  return ok({ value: encodeBase64url(sealed) });
}

const RestoreBody = z.object({ value: z.string() });

/** POST /keys/restore: the same versions with the same times, under the same name, which must be free. */
export async function restoreKey(call: Call): Promise<Answer> {
  const key = keyIn(call, bodyAs(RestoreBody, call).value);
  const current = key?.versions.at(-1);
  if (!key || !current) throw badParameter('The value is no backup of a key of this security domain.');
  const { content } = call.hsm.state;
  if (content.keys.some(({ name }) => name === key.name)) throw conflict(`The key ${key.name} already exists.`);
  refuseWhileDeleted(call.hsm.state, key.name);
  content.keys.push(key);
  await call.hsm.save();
  return ok(keyBundle(call, key.name, current));
}

function keyIn(call: Call, value: string): StoredKey | undefined {
  const securityDomain = needActivation(call.hsm.state);
  let bytes: Buffer;
  try {
    bytes = decodeBase64url(value);
  } catch {
    return undefined;
  }
  const [key, ...others] = openBackup(securityDomain, bytes)?.keys ?? [];
  return others.length === 0 ? key : undefined;
}
