// Tokens in files, by SoftHSM: for practice and for tests. A key comes from a file, and its PIN is on a command line, as neither would in earnest.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { refuse } from '#shared/faults/fault.ts';
import { findProgram } from '#platform/program-file.ts';
import { findTokenModule } from '#platform/token-modules.ts';

const runProgram = promisify(execFile);

const softhsmUtil = '/usr/bin/softhsm2-util';
/** Of OpenSC: SoftHSM's own tool puts no certificates on tokens. */
const pkcs11Tool = '/usr/bin/pkcs11-tool';

/** What makes such tokens. */
export const tokenPrograms = [softhsmUtil, pkcs11Tool] as const;

interface SoftToken {
  readonly label: string;
  readonly pin: string;
  /** PKCS#8, not encrypted. */
  readonly keyPem: string | Buffer;
  readonly certificateDer: Buffer;
  /** Of the key, hex. */
  readonly id?: string;
}

/** A folder of tokens. */
export class SoftTokens {
  readonly #folder: string;
  /** The settings by which SoftHSM finds them. */
  readonly conf: string;

  /** @param folder absolute */
  constructor(folder: string) {
    this.#folder = folder;
    this.conf = join(folder, 'softhsm2.conf');
  }

  /**
   * Makes a token, and the folder where it is not there.
   * @returns the token's PKCS#11 URI
   * @throws TOKEN_MODULE_MISSING where SoftHSM or a program is not on this machine; PROGRAM_REFUSED
   */
  async make({ label, pin, keyPem, certificateDer, id = '01' }: SoftToken): Promise<string> {
    const { path } = await findTokenModule('softhsm2', this.conf);
    const tokens = join(this.#folder, 'tokens');
    await mkdir(tokens, { recursive: true });
    await writeFile(this.conf, `directories.tokendir = ${tokens}\nobjectstore.backend = file\n`);
    const [key, certificate] = ['pem', 'der'].map((type) =>
      join(tokens, `${randomBytes(8).toString('hex')}.${type}`),
    ) as [string, string];
    const own = ['--label', label, '--id', id, '--pin', pin];
    try {
      await writeFile(key, keyPem, { mode: 0o600 });
      await writeFile(certificate, certificateDer);
      await this.#run(softhsmUtil, ['--init-token', '--free', '--label', label, '--so-pin', pin, '--pin', pin]);
      await this.#run(softhsmUtil, ['--import', key, '--token', label, ...own]);
      const write = ['--login', '--write-object', certificate, '--type', 'cert'];
      await this.#run(pkcs11Tool, ['--module', path, '--token-label', label, ...write, ...own]);
    } finally {
      await rm(key, { force: true });
      await rm(certificate, { force: true });
    }
    return this.uri(label);
  }

  /** The PKCS#11 URI of a token. */
  uri(label: string): string {
    const { conf } = this;
    return `pkcs11:token=${encodeURIComponent(label)}?module-name=softhsm2&softhsm2-conf=${encodeURIComponent(conf)}`;
  }

  async #run(program: string, args: readonly string[]): Promise<void> {
    const found = await findProgram([program]);
    if (found === undefined) return refuse({ code: 'TOKEN_MODULE_MISSING', module: 'softhsm2', places: [program] });
    await runProgram(found, args, { env: { SOFTHSM2_CONF: this.conf } });
  }
}
