// PKCS#12 (RFC 7292) through node-forge: the one form of key that node:crypto cannot open.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import { Refusal, refuse } from '../../../../shared/faults/fault.ts';
import { wipe } from '../encoding/bytes.ts';

/**
 * Opens the only private key of a PKCS#12 file.
 * The library works on JavaScript strings, which cannot be wiped: this runs in a process that ends right after.
 * @throws PASSPHRASE_WRONG, CUSTODIAN_KEY_SEVERAL, CUSTODIAN_KEY_NOT_A_KEY, CUSTODIAN_KEY_NOT_RSA
 */
export function openPkcs12(der: Buffer, passphrase: Buffer): KeyObject {
  const bags = readKeyBags(der, passphrase);
  const [bag, ...others] = bags;
  if (bag === undefined)
    return refuse({ code: 'CUSTODIAN_KEY_NOT_A_KEY', found: 'a PKCS#12 file without a private key' });
  if (others.length > 0) return refuse({ code: 'CUSTODIAN_KEY_SEVERAL', keys: bags.length });
  if (!bag.key) return refuse({ code: 'CUSTODIAN_KEY_NOT_RSA', found: 'another algorithm' });
  const pkcs1 = Buffer.from(forge.asn1.toDer(forge.pki.privateKeyToAsn1(bag.key)).getBytes(), 'latin1');
  try {
    return createPrivateKey({ key: pkcs1, format: 'der', type: 'pkcs1' });
  } finally {
    wipe(pkcs1);
  }
}

function readKeyBags(der: Buffer, passphrase: Buffer): forge.pkcs12.Bag[] {
  const { pkcs8ShroudedKeyBag, keyBag } = forge.pki.oids as { pkcs8ShroudedKeyBag: string; keyBag: string };
  try {
    const file = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(der.toString('latin1')), passphrase.toString('utf8'));
    return [pkcs8ShroudedKeyBag, keyBag].flatMap((bagType) => file.getBags({ bagType })[bagType] ?? []);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    // The MAC of the file covers everything: what does not open was opened with another passphrase, or is damaged.
    return refuse({ code: 'PASSPHRASE_WRONG' }, cause);
  }
}
