// Writes tool-files.json anew: what each program has written, for machines that do not have it. Run it with all of them installed:
//   node electron/main/core/custodian-key/testdata/make-tool-files.ts
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { selfSigned } from '#e2e/support/custodians.ts';
import { encodePem } from '../../encoding/pem.ts';
import { toolFiles } from './tool-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'lifeboat-tool-files-'));
try {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 65537 });
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  writeFileSync(key, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  writeFileSync(certificate, encodePem('CERTIFICATE', selfSigned(privateKey, { commonName: 'C1' })));
  const files = toolFiles.map(({ name, passphrase, make }, at) => {
    const own = join(folder, String(at));
    mkdirSync(own);
    const pass = join(own, 'pass');
    const out = join(own, 'out');
    writeFileSync(pass, `${passphrase}\n${passphrase}\n`);
    make({ folder: own, key, certificate, pass, out });
    return { name, file: readFileSync(out).toString('base64') };
  });
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  writeFileSync(join(import.meta.dirname, 'tool-files.json'), `${JSON.stringify({ spki, files }, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
