// Makes the example of FORMAT.md again: a bundle and the public key that verifies it. The key is made for this and thrown away, so
// every run gives another example; run it only to change the format: node make-example.ts, then put the new values into FORMAT.md.
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodePem } from '../../encoding/pem.ts';
import { buildBundle } from '../bundle.ts';
import { signerOf } from '../identity.ts';
import { payloadOf } from './payloads.ts';

const signer = signerOf('operator-1', 'Example', generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey);
const payload = { ...payloadOf('outcome'), from: signer.keyId, app: { version: '1.0.0', build: 'example' } };
writeFileSync(join(import.meta.dirname, 'example.bundle.json'), buildBundle(payload, [signer]));
writeFileSync(join(import.meta.dirname, 'example.pem'), encodePem('PUBLIC KEY', signer.spkiDer));
