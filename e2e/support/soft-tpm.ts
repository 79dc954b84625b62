// A TPM that is a process (swtpm), with tokens behind tpm2-pkcs11: the module and the tools of its vendor are real. Each token gets a key from a file, as
// would not be in earnest.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { TokenModule } from '#platform/token-modules.ts';
import { encodePem } from '#core/encoding/pem.ts';
import type { TestIdentity } from './custodians.ts';
import { skipLoudly } from './reference-tools.ts';

const swtpm = '/usr/bin/swtpm';
const tool = '/usr/bin/tpm2_ptool';
const flush = '/usr/bin/tpm2_flushcontext';
const library = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/pkcs11/libtpm2_pkcs11.so`;
const soPin = '87654321';

/** Whether a TPM can be asked here; a loud line where not. */
export function hasTpm(): boolean {
  const missing = [swtpm, tool, flush, library].filter((path) => !existsSync(path));
  if (missing.length > 0) skipLoudly('a TPM', `${missing.join(', ')} missing; npm run test:tokens installs it`);
  return missing.length === 0;
}

export class SoftTpm {
  readonly module: TokenModule;
  readonly #folder: string;
  readonly #environment: Readonly<Record<string, string>>;
  readonly #process: ChildProcess;

  /** @param folder absolute, of a short name: it has a socket */
  constructor(folder: string) {
    const at = (name: string): string => join(folder, name);
    for (const name of ['state', 'store', 'tools']) mkdirSync(at(name), { recursive: true });
    this.#folder = folder;
    const connection = `swtpm:path=${at('socket')}`;
    const environment = { TPM2_PKCS11_TCTI: connection, TPM2_PKCS11_STORE: at('store') };
    this.module = { path: library, environment, reads: [folder], writes: [folder] };
    this.#environment = { ...environment, TPM2TOOLS_TCTI: connection, PATH: `${at('tools')}:/usr/bin` };
    // A TPM holds three objects, and here nobody manages its memory: each tool takes away what it has loaded.
    for (const name of readdirSync('/usr/bin').filter((each) => /^tpm2_(?!ptool)/u.test(each))) {
      writeFileSync(at(`tools/${name}`), `#!/bin/sh\n/usr/bin/${name} "$@"\nended=$?\n${flush} -t\nexit $ended\n`);
      chmodSync(at(`tools/${name}`), 0o700);
    }
    const [server, control] = ['server', 'ctrl'].map((each, n) => [
      `--${each}`,
      `type=unixio,path=${at('socket')}${n === 0 ? '' : '.ctrl'}`,
    ]) as [string[], string[]];
    const words = ['socket', '--tpm2', '--tpmstate', `dir=${at('state')}`, ...server, ...control];
    this.#process = spawn(swtpm, [...words, '--flags', 'not-need-init,startup-clear'], { stdio: 'ignore' });
  }

  /** @throws where it does not open its socket */
  async ready(): Promise<void> {
    for (let tries = 0; !existsSync(join(this.#folder, 'socket')); tries += 1) {
      if (tries > 100) throw new Error('swtpm did not start');
      await delay(100);
    }
    this.#run('init');
  }

  /** A token with a key and its certificate. */
  put(label: string, pin: string, { privateKey, certificateDer }: TestIdentity): void {
    const at = (name: string): string => join(this.#folder, name);
    writeFileSync(at('key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(at('certificate.pem'), encodePem('CERTIFICATE', certificateDer));
    const own = ['--label', label, '--key-label', label];
    this.#run('addtoken', '--pid', '1', '--label', label, '--sopin', soPin, '--userpin', pin);
    this.#run('import', '--privkey', at('key.pem'), '--algorithm', 'rsa', ...own, '--userpin', pin);
    this.#run('addcert', ...own, at('certificate.pem'));
  }

  /** Takes away what the last process has left in it. */
  forget(): void {
    execFileSync(flush, ['-t'], { env: this.#environment });
  }

  async close(): Promise<void> {
    const ended = new Promise((done) => this.#process.once('close', done));
    this.#process.kill('SIGTERM');
    await ended;
  }

  #run(command: string, ...words: readonly string[]): void {
    const store = ['--path', join(this.#folder, 'store')];
    execFileSync(tool, [command, ...words, ...store], { env: this.#environment, stdio: ['ignore', 'ignore', 'pipe'] });
  }
}
