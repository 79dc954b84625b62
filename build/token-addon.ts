// `npm run build:tokens`: compiles the part by which Lifeboat asks tokens, and puts it beside the built custody processes. Everything else
// works without it.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { tokenAddonHashName, tokenAddonName } from '#platform/token-addon-file.ts';
import { appFolder } from './package/stage.ts';
import { root } from './root.ts';

const compiler = '/usr/bin/cc';
/** Where systems put the header of p11-kit. */
const headers = ['/usr/include/p11-kit-1', '/opt/homebrew/include/p11-kit-1', '/usr/local/include/p11-kit-1'];
const ofPkcs11 = 'p11-kit/pkcs11.h';
/** Node brings its own. */
const ofNode = join(dirname(process.execPath), '..', 'include', 'node');

const source = join(root, 'electron', 'main', 'secrets', 'token-addon.c');
const warnings = ['-std=c11', '-D_GNU_SOURCE', '-Wall', '-Wextra', '-Werror'];
const hardened = ['-O2', '-fstack-protector-strong'];
const linked =
  process.platform === 'darwin' ? ['-bundle', '-undefined', 'dynamic_lookup'] : ['-shared', '-Wl,-z,relro,-z,now'];

/** What is missing here to compile it, with the Debian package that brings it. */
export function missingForTokens(): readonly string[] {
  return [
    ...(process.platform === 'win32' ? ['Linux or macOS'] : []),
    ...(existsSync(compiler) ? [] : [`${compiler} (gcc)`]),
    ...(headers.some((folder) => existsSync(join(folder, ofPkcs11))) ? [] : [`${ofPkcs11} (libp11-kit-dev)`]),
    ...(existsSync(join(ofNode, 'node_api.h')) ? [] : [`node_api.h below ${ofNode} (Node's own package)`]),
  ];
}

/** Compiles C against the headers of PKCS#11 and Node into a library that is loaded. @throws where the compiler refuses it, with what it says */
export function compile(from: string, to: string, defined: readonly string[] = []): void {
  const includes = [ofNode, ...headers].map((folder) => `-I${folder}`);
  const words = [...warnings, ...hardened, ...linked, '-fPIC', ...includes, ...defined.map((each) => `-D${each}`)];
  const { status, stderr } = spawnSync(compiler, [...words, from, '-o', to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

/** Where the built custody processes are: of the command line, and of the app as it is started from here. */
const custodyFolders = [join(root, 'out', 'secrets'), join(appFolder('offline'), 'out', 'secrets')];

/** Puts it beside the built custody processes, with its hash. */
export function buildTokenAddon(): void {
  const made = join(root, 'out', `${tokenAddonName}.${process.pid}`);
  compile(source, made);
  const bytes = readFileSync(made);
  rmSync(made);
  for (const folder of custodyFolders.filter((each) => existsSync(each))) {
    replace(join(folder, tokenAddonName), bytes);
    replace(join(folder, tokenAddonHashName), createHash('sha256').update(bytes).digest('hex'));
  }
}

/** Another test, or a person, may use the one that is there: the same is left alone. */
function replace(path: string, content: Buffer | string): void {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(content))) return;
  writeFileSync(`${path}.${process.pid}`, content);
  renameSync(`${path}.${process.pid}`, path);
}

if (process.argv[1] !== undefined && import.meta.filename === process.argv[1]) {
  const missing = missingForTokens();
  for (const each of missing) console.error(`lifeboat: keys on tokens need ${each}.`);
  if (missing.length > 0) process.exit(2);
  buildTokenAddon();
  console.log(`Built ${tokenAddonName}: Lifeboat Offline and the command line can ask tokens.`);
}
