// The commands of the guide that make a key on a token, with the tools of vendors: those that SoftHSM can do make a key that is adopted, and of the others
// each option is known.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root } from '#build/root.ts';
import { runLine } from '#e2e/support/command-run.ts';
import { referenceProgram } from '#e2e/support/reference-tools.ts';
import { custodyWithTokens, hasTokens } from '#e2e/support/tokens.ts';
import { long } from '#e2e/support/long.ts';
import { tokenPrograms } from '#drill/soft-tokens.ts';
import { findTokenModule } from '#platform/token-modules.ts';
import { childProcessHost } from '#secrets/host/child-process-host.ts';

const [softhsmUtil] = tokenPrograms;
const guide = readFileSync(join(root, 'assets', 'docs', 'guide', 'tokens.md'), 'utf8');
/** The lines of the block under a heading, each whole. */
const commandsOf = (title: string): readonly string[] =>
  (guide.split(`### ${title}\n`)[1] ?? '')
    .split('\n\n')
    .find((block) => block.startsWith('    '))
    ?.replace(/ \\\n\s*/gu, ' ')
    .split('\n')
    .map((line) => line.trim()) ?? [];

describe.runIf(hasTokens() && referenceProgram('certtool', '--version') !== undefined)('the guide to tokens', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lifeboat-vendor-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('makes a key that is adopted', async () => {
    const conf = join(folder, 'softhsm2.conf');
    mkdirSync(join(folder, 'tokens'));
    writeFileSync(conf, `directories.tokendir = ${join(folder, 'tokens')}\n`);
    const { path } = await findTokenModule('softhsm2', conf);
    const pin = '123456';
    const env = { PATH: '/usr/bin', SOFTHSM2_CONF: conf, GNUTLS_PIN: pin };
    const typed = ['--pin', pin, '--so-pin', pin];
    execFileSync(softhsmUtil, ['--init-token', '--free', '--label', 'C2', ...typed], { env });
    const commands = commandsOf('SmartCard-HSM, Nitrokey HSM 2').filter((each) => !each.startsWith('sc-hsm-tool'));
    expect(commands).toHaveLength(4);
    for (const each of commands) {
      const line = each
        .replace(/\S*opensc-pkcs11\.so/u, path)
        .replace('--login', `--login --token-label C2 --pin ${pin}`);
      execFileSync('sh', ['-c', line], { cwd: folder, env, stdio: ['ignore', 'ignore', 'pipe'] });
    }
    writeFileSync(join(folder, 'pin'), pin);
    const uri = `pkcs11:token=C2?module-name=softhsm2&softhsm2-conf=${encodeURIComponent(conf)}`;
    const line = ['custodian', 'adopt', uri, '--name', 'C2', '--out', folder, '--password-file', join(folder, 'pin')];
    const { code, out } = await runLine([...line, '--json'], childProcessHost(custodyWithTokens()));
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ result: expect.objectContaining({ bits: 3072 }) as object }),
    ]);
  });

  it.runIf(referenceProgram('yubico-piv-tool', '--version') !== undefined)(
    'uses what the tools of cards know',
    long,
    () => {
      const lines = [...commandsOf('YubiKey'), ...commandsOf('SmartCard-HSM, Nitrokey HSM 2').slice(0, 1)];
      expect(lines).toHaveLength(7);
      for (const line of lines) {
        // A name that no reader has: whatever the tool asks, it is asked of nothing.
        const bare = line.startsWith('yubico') ? `${line.replace(/ -k\b/u, ' -k00')} -r nobody` : `${line} -r 999`;
        const { stderr } = spawnSync('sh', ['-c', bare], { cwd: folder, encoding: 'utf8', input: '' });
        expect(stderr, line).not.toMatch(/unrecognized|invalid|Usage/iu);
      }
    },
  );
});
