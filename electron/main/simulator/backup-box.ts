// A backup's bytes: the HSM's content, encrypted to what its security domain holds, so that only an HSM that shares the security
// domain can restore it.
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { parseStrictJson } from '#core/encoding/json.ts';
import { HsmContent, type HsmState } from './hsm-state.ts';

type SecurityDomain = NonNullable<HsmState['securityDomain']>;

const magic = Buffer.from('LIFEBOAT PRACTICE BACKUP 1\n');
const ivBytes = 12;
const authTagBytes = 16;

/** One key for each security domain; every byte of every datum counts. */
function backupKey(securityDomain: SecurityDomain): Buffer {
  const hash = createHash('sha256').update('practice backup key\n');
  for (const { datumTag, content } of securityDomain)
    hash.update(`${datumTag.length}:${datumTag}${content.length}:${content}`);
  return hash.digest();
}

export function sealBackup(securityDomain: SecurityDomain, content: HsmContent): Buffer {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', backupKey(securityDomain), iv).setAAD(magic);
  const body = Buffer.concat([cipher.update(JSON.stringify(content)), cipher.final()]);
  return Buffer.concat([magic, iv, cipher.getAuthTag(), body]);
}

/** The content of a backup, or undefined if it is damaged or was made under another security domain. */
export function openBackup(securityDomain: SecurityDomain, backup: Buffer): HsmContent | undefined {
  const bodyAt = magic.length + ivBytes + authTagBytes;
  if (backup.length < bodyAt || !backup.subarray(0, magic.length).equals(magic)) return undefined;
  const iv = backup.subarray(magic.length, magic.length + ivBytes);
  const decipher = createDecipheriv('aes-256-gcm', backupKey(securityDomain), iv).setAAD(magic);
  decipher.setAuthTag(backup.subarray(magic.length + ivBytes, bodyAt));
  let plaintext: Buffer;
  try {
    plaintext = Buffer.concat([decipher.update(backup.subarray(bodyAt)), decipher.final()]);
  } catch {
    return undefined;
  }
  return HsmContent.parse(parseStrictJson(plaintext, { maxBytes: 256 * 1024 * 1024 }));
}
