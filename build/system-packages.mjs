// Programs that tests need from the system: found, or installed where this user may, or named in a clear message. Run by itself it brings
// what `npm test` needs. Plain JavaScript like the bootstrap, because it works beside npm, while nothing of the project is installed.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {object} SystemProgram
 * @property {string} program a name on the search path, or the absolute path of a file
 * @property {readonly string[]} packages names of Debian packages that bring it
 * @property {string} purpose
 */

/** @type {SystemProgram} */
export const chromium = {
  program: 'chromium',
  packages: ['chromium'],
  purpose: 'screens are tested in a real browser',
};

/** Where Debian's build of BoringSSL lies; on another system there is none. */
export const boringSslLibrary = `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/android/libcrypto.so.0`;

/**
 * No oracle, but every spec takes less time on it; where it is missing the specs run on Chromium itself.
 * @type {SystemProgram}
 */
const withoutWindows = {
  program: 'chromium-headless-shell',
  packages: ['chromium-headless-shell'],
  purpose: 'the same browser without windows takes less time',
};

/**
 * Windows' own Node runs in it.
 * @type {SystemProgram}
 */
export const wine = {
  program: 'wine',
  packages: ['wine', 'wine64'],
  purpose: 'the command line is tried on Windows’ own Node',
};

/**
 * Keys on tokens: SoftHSM, what puts certificates on its tokens, and what the part that asks them is compiled with.
 * @type {readonly SystemProgram[]}
 */
export const ofTokens = [
  { program: '/usr/bin/softhsm2-util', packages: ['softhsm2'], purpose: 'custodians’ keys are on tokens' },
  { program: '/usr/bin/pkcs11-tool', packages: ['opensc'], purpose: 'certificates are put on tokens' },
  { program: '/usr/include/p11-kit-1/p11-kit/pkcs11.h', packages: ['libp11-kit-dev'], purpose: 'tokens are asked' },
  { program: '/usr/bin/cc', packages: ['gcc', 'libc6-dev'], purpose: 'the part that asks tokens is compiled' },
];

/**
 * Virtual cards behind real modules, a TPM, and the vendors' tools of the guide: only `npm run test:tokens` installs them, because a daemon comes with them.
 * @type {readonly SystemProgram[]}
 */
export const ofCards = [
  { program: '/usr/sbin/pcscd', packages: ['pcscd'], purpose: 'cards are reached' },
  {
    program: '/usr/lib/pcsc/drivers/serial/libifdvpcd.so',
    packages: ['vsmartcard-vpcd'],
    purpose: 'a reader has virtual cards',
  },
  {
    program: `/usr/lib/${process.arch === 'arm64' ? 'aarch64' : 'x86_64'}-linux-gnu/libykcs11.so`,
    packages: ['ykcs11'],
    purpose: 'a card is asked by Yubico’s module',
  },
  { program: '/usr/bin/yubico-piv-tool', packages: ['yubico-piv-tool'], purpose: 'the guide’s commands are known' },
  { program: '/usr/bin/certtool', packages: ['gnutls-bin'], purpose: 'a token signs its certificate' },
  { program: '/usr/bin/swtpm', packages: ['swtpm'], purpose: 'a TPM is a process' },
  {
    program: '/usr/bin/tpm2_ptool',
    packages: ['libtpm2-pkcs11-tools', 'libtpm2-pkcs11-1', 'tpm2-tools', 'libtss2-tcti-swtpm0t64'],
    purpose: 'keys are put into a TPM',
  },
];

/**
 * What continuous integration installs besides a browser.
 * @type {readonly SystemProgram[]}
 */
export const referenceTools = [
  ...ofTokens,
  withoutWindows,
  wine,
  {
    program: 'az',
    packages: ['azure-cli', 'python3-azure'],
    purpose: 'our files are read by the real Azure CLI and SDK',
  },
  { program: 'pk12util', packages: ['libnss3-tools'], purpose: 'key files of NSS are opened' },
  { program: 'certtool', packages: ['gnutls-bin'], purpose: 'key files of GnuTLS are opened' },
  { program: 'pdftotext', packages: ['poppler-utils'], purpose: 'printed pages are read back' },
  { program: 'strace', packages: ['strace'], purpose: 'files and sockets of the programs are traced' },
  {
    program: boringSslLibrary,
    packages: ['android-libboringssl'],
    purpose: 'what the apps ask of Electron’s library is asked of one of its kind',
  },
  {
    program: 'fusefat',
    packages: ['fusefat', 'dosfstools', 'fuse3'],
    purpose: 'sticks with FAT are pulled and killed',
  },
  {
    program: 'mount.exfat-fuse',
    packages: ['exfat-fuse', 'exfatprogs'],
    purpose: 'sticks with exFAT are pulled and killed',
  },
];

/** Whether it is on the search path, or at its place. */
export function found(/** @type {string} */ program) {
  if (isAbsolute(program)) return existsSync(program);
  try {
    execFileSync(process.platform === 'win32' ? 'where' : 'which', [program], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const mayInstall = () => process.getuid?.() === 0 && found('apt-get');

/** @returns {Promise<boolean>} */
const apt = (/** @type {string[]} */ ...args) =>
  new Promise((done) => {
    const child = spawn('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    child.on('error', () => done(false));
    child.on('close', (code) => done(code === 0));
  });

/** Where Debian reads which modules of Python it leaves as they are. */
const uncompiled = '/usr/share/python3/bcep/lifeboat';

/**
 * Installs packages without compiling the modules of Python in them: the SDK has thousands, the reference tools use few, and Python compiles each at
 * its first use. Compiling them took longer than all else of the installation.
 * @param {string[]} packages
 */
async function install(...packages) {
  const folder = dirname(uncompiled);
  const isDebian = existsSync(dirname(folder));
  if (isDebian) {
    // It comes with the first package that leaves modules as they are.
    mkdirSync(folder, { recursive: true });
    writeFileSync(uncompiled, 'dir|-4.0|/usr/lib/python3/dist-packages/\n');
  }
  try {
    return await apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  } finally {
    if (isDebian) rmSync(uncompiled, { force: true });
  }
}

/**
 * Installs what is missing with the system's package manager; says what is still missing afterwards.
 * @param {readonly SystemProgram[]} programs
 */
export async function ensureSystemPrograms(programs) {
  const missing = programs.filter(({ program }) => !found(program));
  if (missing.length === 0) return;
  const packages = missing.flatMap((entry) => entry.packages);
  if (mayInstall()) {
    console.error(`installing ${packages.join(' ')} with apt-get …`);
    // One that a system does not have keeps all of them away.
    if ((await apt('update', '-qq')) && !(await install(...packages))) {
      for (const entry of missing) await install(...entry.packages);
    }
  }
  for (const { program, packages, purpose } of missing.filter((entry) => !found(entry.program))) {
    console.error(`*** ${program} is missing (${purpose}): install ${packages.join(' ')} and run the tests again. ***`);
  }
}

// The reference tools are large; a person installs them when wanted, continuous integration always.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await ensureSystemPrograms(process.env['CI'] === undefined ? [chromium] : [chromium, ...referenceTools]);
}
