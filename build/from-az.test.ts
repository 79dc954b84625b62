// The page for people who know the recovery with `az` keeps its word: az's own parser takes each of its commands, ours have every flag that it
// names, all that works offline runs on the files of a drill, and the rest is played with az's functions against a practice HSM.
import { execFile } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceAdministrator, practiceTenantId } from '#simulator/practice-cloud.ts';
import * as englishScreens from '#shared/messages/en/screens/index.ts';
import { root } from './root.ts';
import { azParses, hasAz, runAz } from '#e2e/support/az.ts';
import { hasAzureClients, runAzureClients } from '#e2e/support/azure-clients.ts';
import { builtProgram } from '#e2e/support/built.ts';
import { usePracticeWorkspace } from '#e2e/support/practice-workspace.ts';
import { long } from '#e2e/support/long.ts';
import { encodePem } from '#core/encoding/pem.ts';

const page = readFileSync(join(root, 'assets', 'docs', 'from-az.md'), 'utf8');

/** A command of the page as a shell would take it apart; the page needs no more of a shell than quotes. */
const wordsOf = (line: string): string[] =>
  [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

interface DocumentedCommand {
  readonly section: number;
  readonly program: string;
  readonly args: readonly string[];
}
const commands: readonly DocumentedCommand[] = page.split(/^## (?=\d+\. )/m).flatMap((text) =>
  [...text.matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = '']) =>
    block
      .trim()
      .split('\n')
      .map((line) => {
        const [program = '', ...args] = wordsOf(line);
        return { section: Number.parseInt(text, 10), program, args };
      }),
  ),
);
const ofAz = commands.filter(({ program }) => program === 'az');
const ours = commands.filter(({ program }) => program === 'lifeboat');
/** The words before the first flag, without the file that some of ours take. */
const nameOf = ({ args }: DocumentedCommand): string => {
  const end = args.findIndex((word) => word.startsWith('--'));
  return args
    .slice(0, end < 0 ? args.length : end)
    .filter((word) => !word.includes('.'))
    .join(' ');
};
const flagsOf = ({ args }: DocumentedCommand): string[] => args.filter((word) => word.startsWith('--'));
/** What this page shows of the published recovery, in its order. */
const published = [
  'keyvault create',
  'keyvault security-domain init-recovery',
  'keyvault security-domain restore-blob',
  'keyvault security-domain upload',
  'keyvault update-hsm',
  'keyvault backup start',
  'storage container create',
  'storage container generate-sas',
  'keyvault backup start',
  'keyvault restore start',
];

const { cli } = builtProgram();
interface Run {
  readonly code: number | string | null | undefined;
  readonly out: string;
}
const lifeboat = (folder: string, ...args: readonly string[]): Promise<Run> =>
  new Promise((done) => {
    const child = execFile(process.execPath, [cli, ...args], { cwd: folder }, (error, stdout, stderr) =>
      done({ code: error ? error.code : 0, out: `${stdout}${stderr}` }),
    );
    child.stdin?.end();
  });

describe('assets/docs/from-az.md', () => {
  it('has the whole published recovery, in its order, and nothing but commands of two programs', () => {
    expect(ofAz.map(nameOf)).toEqual(published);
    expect(ofAz.length + ours.length).toBe(commands.length);
    expect(ours.length).toBeGreaterThan(published.length);
  });

  it.skipIf(!hasAz())('names commands that az itself takes', () => {
    const unknown = ['keyvault', 'backup', 'start', '--hsm-name', 'a', '--no-such-flag'];
    const told = azParses([unknown, ...ofAz.map(({ args }) => args)]);
    // The parser does not take everything.
    expect(told.shift()).toContain('--no-such-flag');
    expect(told).toEqual(ofAz.map(() => 'parsed'));
  });

  it('names commands and flags that ours have', async () => {
    const names = [...new Set(ours.map(nameOf))];
    const help = new Map(
      await Promise.all(names.map(async (name) => [name, await lifeboat(root, ...name.split(' '), '--help')] as const)),
    );
    for (const command of ours) {
      const { code, out } = help.get(nameOf(command))!;
      expect([nameOf(command), code]).toEqual([nameOf(command), 0]);
      const missing = flagsOf(command).filter((flag) => !new RegExp(`^ +${flag} `, 'm').test(out));
      expect([nameOf(command), missing]).toEqual([nameOf(command), []]);
    }
  });

  it('names screens by their titles', () => {
    const titles = JSON.stringify(englishScreens);
    const named = [...page.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((title) => !titles.includes(JSON.stringify(title)))).toEqual([]);
  });
});

describe('what it shows, offline, on the files of a drill', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-from-az-'));
  const leaving = join(folder, 'leaving');
  const whole = join(folder, 'whole');
  let planSha256 = '';
  let host = '';
  let ceremony = '';

  beforeAll(async () => {
    const drill = join(folder, 'drill');
    expect(await lifeboat(folder, 'drill', '--out', drill)).toMatchObject({ code: 0 });
    for (const made of [leaving, whole]) mkdirSync(made);
    planSha256 = readFileSync(join(drill, 'PRACTICE-paper-plan-sha256.txt'), 'utf8').trim();
    copyFileSync(join(drill, 'plan.dsse.json'), join(leaving, 'plan.dsse.json'));
    for (const stick of ['usb-in', 'usb-out']) {
      for (const name of readdirSync(join(drill, stick))) copyFileSync(join(drill, stick, name), join(leaving, name));
    }
    copyFileSync(join(drill, 'offline', 'security-domain.json'), join(whole, 'domain.json'));
    for (const [at, person] of ['anna', 'ben'].entries()) {
      const stick = join(drill, 'sticks', `custodian-${at + 1}`);
      const passphrase = readFileSync(join(stick, 'PRACTICE-passphrase.txt'), 'utf8').trim();
      const key = createPrivateKey({ key: readFileSync(join(stick, `custodian-${at + 1}.key`)), passphrase });
      writeFileSync(join(whole, `${person}.key`), key.export({ type: 'pkcs8', format: 'pem' }));
      copyFileSync(join(stick, `custodian-${at + 1}.cer`), join(whole, `${person}.cer`));
    }
    const { hostName } = JSON.parse(readFileSync(join(drill, 'practice-cloud', 'hsms', 'practice-b.json'), 'utf8')) as {
      hostName: string;
    };
    host = hostName;
    [, ceremony = ''] = /^lifeboat-(.+)-0001-/.exec(readdirSync(join(drill, 'usb-in')).sort()[0] ?? '') ?? [];
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The command as it is on the page, for the HSM of the drill: only names, the plan’s hash and practice are others. */
  const forTheDrill = ({ args }: DocumentedCommand): string[] => [
    ...args.map((word) =>
      word
        .replace('contoso-new.managedhsm.azure.net', host)
        .replace('$PLAN_SHA256', planSha256)
        .replace('MHSM-DR-2026-01', ceremony),
    ),
    ...(args.includes('--hsm-uri') ? ['--practice'] : []),
  ];
  async function run(command: DocumentedCommand, at: string): Promise<void> {
    const args = forTheDrill(command);
    if (command.program === 'az') {
      runAz(...args.map((word) => (/\.(json|pem|key)$/.test(word) ? join(at, word) : word)));
      return;
    }
    const { code, out } = await lifeboat(at, ...args);
    expect([nameOf(command), code, code === 0 ? '' : out]).toEqual([nameOf(command), 0, '']);
  }
  const isOffline = ({ args: [group, name] }: DocumentedCommand): boolean =>
    group !== 'hsm' && group !== 'storage' && (group !== 'keyvault' || name === 'security-domain');

  it.skipIf(!hasAz())(
    'leaves a ceremony with its bundles, and both programs build a blob of the same from there',
    long,
    async () => {
      for (const command of commands.filter(({ section }) => section === 10)) await run(command, leaving);
      copyFileSync(join(leaving, 'exchange.pem'), join(whole, 'exchange.pem'));
      for (const command of commands.filter((each) => each.section < 5 && isOffline(each))) {
        if (nameOf(command) === 'keyvault security-domain init-recovery') continue;
        await run(command, whole);
      }
      const looked = await Promise.all(
        [join(leaving, 'blob.json'), join(whole, 'blob.json'), join(whole, 'az.json')].map(async (blob) => {
          const { out } = await lifeboat(whole, 'restore-blob', 'inspect', blob, '--json');
          const { exchangeCertificateSha256, data } = (JSON.parse(out) as { result: Record<string, unknown> }).result;
          return { exchangeCertificateSha256, data };
        }),
      );
      const [sent, built, ofAzItself] = looked;
      expect(sent).toMatchObject({ exchangeCertificateSha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
      expect([built, ofAzItself]).toEqual([sent, sent]);
    },
  );
});

describe.skipIf(!hasAzureClients())('what it shows, online, with az’s own functions', () => {
  const workspace = usePracticeWorkspace();

  it('recovers with az all but the blob, which is built by our command of section 4', long, async () => {
    const cloud = await workspace.startCloud({ pendingPolls: 1 });
    const container = 'https://interopaccount.blob.core.windows.net/backups';
    await cloud.createContainer(container);
    for (const name of ['contoso-old', 'contoso-new'])
      await cloud.createHsm(name, { cloud: 'public', managedIdentity: true });
    const home = workspace.newDirectory();
    mkdirSync(home, { recursive: true });
    const at = (name: string): string => join(home, name);
    for (const [i, person] of ['anna', 'ben', 'carla'].entries()) {
      const { certificateDer, privateKeyDer } = workspace.custodians[i]!;
      writeFileSync(at(`${person}.cer`), encodePem('CERTIFICATE', certificateDer));
      writeFileSync(at(`${person}.key`), encodePem('PRIVATE KEY', privateKeyDer));
    }
    const common = {
      ...{
        port: cloud.port,
        ca: cloud.caCertificateFile,
        tenant: practiceTenantId,
        principal: practiceAdministrator,
      },
      ...{ container, securityDomain: at('domain.json') },
    };
    const certificates = ['anna', 'ben', 'carla'].map((person) => at(`${person}.cer`));
    const a = 'https://contoso-old.managedhsm.azure.net';
    const b = 'https://contoso-new.managedhsm.azure.net';
    interface Recovered {
      readonly folder: string;
      readonly made: Record<string, string>;
      readonly inventory: readonly unknown[];
    }
    const source = await runAzureClients<Recovered>({ ...common, scenario: 'az_activate', a, certificates }, home);

    const keys = ['anna', 'ben'].map((person) => at(`${person}.key`));
    const recovery = { exchangeKey: at('exchange.pem'), keys, blobOfAz: at('az.json') };
    await runAzureClients({ ...common, scenario: 'az_init_recovery', b, ...recovery }, home);
    for (const { args } of ours.filter(({ section }) => section === 3 || section === 4)) {
      if (args[0] === 'hsm') continue;
      const practice = args.includes('--hsm-uri') ? ['--practice'] : [];
      expect(await lifeboat(home, ...args, ...practice)).toMatchObject({ code: 0 });
    }
    const { folder, made } = source;
    const order = { ...common, scenario: 'az_recover', b, blob: at('blob.json'), folder, made };
    const target = await runAzureClients<Recovered>(order, home);
    expect(target).toMatchObject({
      status: 'Success',
      backup: 'Succeeded',
      works: { verified: true, unwrapped: true },
    });
    expect(target.inventory).toEqual(source.inventory);
  });
});
