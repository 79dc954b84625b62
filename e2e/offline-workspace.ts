// The workspace of a ceremony for specs: sticks as folders, files as they would be on them, people of the other side, and a machine without a
// network.
import { createHash, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exchangeJwk, issueExchangeKey, type PracticeExchangeKey } from '#simulator/exchange-key-issuer.ts';
import { passedTimeFile } from '#platform/machine.ts';
import type { Plan } from '#shared/plan/plan.ts';
import { testCustodians, testDomain, type TestIdentity } from './support/custodians.ts';
import { makeOtherSide, type OtherSide } from './other-side.ts';

export const practiceHost = 'new-hsm.managedhsm.practice.invalid';
export const passphraseOf = (at: number): string => `correct horse battery ${at}`;

export interface Workspace {
  readonly folder: string;
  /** What the app takes for the machine it runs on. */
  readonly machine: string;
  readonly userData: string;
  readonly custodians: readonly TestIdentity[];
  /** The exchange key of the practice HSM, with its private half, which nobody but an HSM has. */
  readonly exchange: PracticeExchangeKey;
  readonly exchangeCertificateSha256: string;
  /** The service's answer with the exchange key of the practice HSM. */
  readonly exchangeAnswer: Buffer;
  /** Lets people write and approve a plan; it and this machine's identity are on the stick OWN then. */
  plan(ceremony: string, order?: PlanWishes): OtherSide;
  /** Lays a security domain on the stick IN and its custodians' keys on theirs, in place of what is there. */
  laySecurityDomain(securityDomain: Buffer, keys: readonly KeyObject[]): void;
  /** Plugs a stick in: the app sees it within a second. Its folder already has its files. */
  plugIn(stick: StickName): void;
  takeOut(stick: StickName): void;
  /** From now on the system tells a serial number of every stick, as Linux does; before, of none, as macOS and Windows. */
  tellSerials(): void;
  readonly tellsSerials: boolean;
  stick(stick: StickName): string;
  /** Opens a way out of the machine, or closes it. */
  cable(isPluggedIn: boolean): void;
  /** Lets time pass on the clock by which the app sees that nobody is there. */
  passTime(ms: number): void;
  clear(): void;
}
interface PlanWishes {
  readonly practice?: boolean;
  readonly host?: string;
  /** Of the custodians, where they are not those of the workspace. */
  readonly certificates?: readonly Buffer[];
  readonly planned?: (recovery: Plan) => Plan;
}
/** A custodian's stick, or one of the two on which a new key lies. */
export type StickName = 'OWN' | 'IN' | 'OUT' | 'DOMAIN' | 'RECORDS' | `C${number}` | `C${number}-${1 | 2}`;

/** Issued an hour ago; it takes its time to make: one for all specs of a process. */
let issued: PracticeExchangeKey | undefined;
const practiceExchangeKey = (): PracticeExchangeKey =>
  (issued ??= issueExchangeKey(practiceHost, new Date(Date.now() - 3_600_000)));

/** Three custodians, of whom two are enough. The keys of all but the third are encrypted. */
export function makeWorkspace(): Workspace {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-workspace-'));
  const machine = join(folder, 'machine');
  const media = join(folder, 'media');
  const drawer = join(folder, 'drawer');
  const custodians = testCustodians(3);
  const exchange = practiceExchangeKey();
  const keySticks = ['C1', 'C2', 'C3'].flatMap((name) => [name, `${name}-1`, `${name}-2`]);
  const sticks = ['OWN', 'IN', 'OUT', 'DOMAIN', 'RECORDS', ...keySticks];
  for (const name of sticks) mkdirSync(join(drawer, name), { recursive: true });
  mkdirSync(media, { recursive: true });

  const plugged = new Set<StickName>();
  let tellsSerials = false;
  const at = (stick: StickName): string => join(plugged.has(stick) ? media : drawer, stick);
  const laySecurityDomain: Workspace['laySecurityDomain'] = (securityDomain, keys) => {
    writeFileSync(join(at('IN'), 'security-domain.json'), securityDomain);
    for (const [n, key] of keys.entries()) {
      const encryption = { cipher: 'aes-256-cbc', passphrase: passphraseOf(n + 1) };
      const pem = key.export({ type: 'pkcs8', format: 'pem', ...(n === 2 ? {} : encryption) });
      writeFileSync(join(at(`C${n + 1}`), `custodian-${n + 1}.key`), pem);
    }
  };
  laySecurityDomain(
    testDomain(custodians, 2),
    custodians.map(({ privateKey }) => privateKey),
  );
  const tell = (): void => {
    const lines = [...plugged].map((stick) => {
      const n = sticks.indexOf(stick);
      const device = `sd${String.fromCharCode(98 + n)}`;
      write(join(machine, `sys/class/block/${device}/removable`), '1\n');
      if (tellsSerials) write(join(machine, `sys/class/block/${device}/device/serial`), `4C53-${stick}\n`);
      return `${90 + n} 22 8:${n} / ${asInMountInfo(join(media, stick))} rw - vfat /dev/${device}1 rw`;
    });
    write(join(machine, 'proc/self/mountinfo'), lines.join('\n'));
  };
  const cable = (isPluggedIn: boolean): void =>
    write(join(machine, 'sys/class/net/eth0/operstate'), isPluggedIn ? 'up\n' : 'down\n');
  write(join(machine, 'sys/class/net/lo/flags'), '0x9\n');
  write(join(machine, 'sys/class/net/lo/operstate'), 'unknown\n');
  write(join(machine, 'sys/class/net/eth0/flags'), '0x1003\n');
  write(join(machine, 'sys/class/dmi/id/sys_vendor'), 'Practice\n');
  write(join(machine, 'sys/class/dmi/id/product_name'), 'Laptop 1\n');
  write(join(machine, 'sys/class/dmi/id/bios_date'), '01/02/2026\n');
  write(join(machine, 'proc/swaps'), 'Filename Type Size Used Priority\n');
  cable(false);
  tell();
  let passedMs = 0;
  return {
    folder,
    machine,
    userData: join(folder, 'user-data'),
    custodians,
    exchangeAnswer: Buffer.from(
      JSON.stringify({ key_format: 'jwk', transfer_key: JSON.stringify(exchangeJwk(exchange)) }),
    ),
    plan(ceremony, { practice = true, host = practiceHost, certificates = certificatesOf(custodians), planned } = {}) {
      const side = makeOtherSide({
        ceremony,
        practice,
        host,
        certificates,
        required: 2,
        securityDomain: readFileSync(join(at('IN'), 'security-domain.json')),
        planned,
      });
      for (const [name, bytes] of Object.entries(side.files)) writeFileSync(join(at('OWN'), name), bytes);
      return side;
    },
    laySecurityDomain,
    exchange,
    exchangeCertificateSha256: createHash('sha256').update(exchange.certificateDer).digest('hex'),
    plugIn(stick) {
      renameSync(join(drawer, stick), join(media, stick));
      plugged.add(stick);
      tell();
    },
    takeOut(stick) {
      renameSync(join(media, stick), join(drawer, stick));
      plugged.delete(stick);
      tell();
    },
    tellSerials() {
      tellsSerials = true;
      tell();
    },
    get tellsSerials() {
      return tellsSerials;
    },
    stick: at,
    cable,
    passTime(ms) {
      passedMs += ms;
      write(join(machine, passedTimeFile), `${passedMs}\n`);
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}

const certificatesOf = (custodians: readonly TestIdentity[]): Buffer[] =>
  custodians.map(({ certificateDer }) => certificateDer);

/** proc_pid_mountinfo(5): what would part the fields is there in octal, and so does the backslash of Windows. */
const asInMountInfo = (path: string): string =>
  path.replace(/[ \t\n\\]/g, (character) => `\\${character.charCodeAt(0).toString(8).padStart(3, '0')}`);

function write(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  // The app looks every second: it must not find half a file, in which every stick is gone.
  writeFileSync(`${path}.next`, text);
  renameSync(`${path}.next`, path);
}
