// `lifeboat custody` as scripts run it: a register from a plan to its proofs, and the exit code that says whether to act.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { line } from '#e2e/support/command-line.ts';
import { type CommandRun, runCommand } from '#e2e/support/command-run.ts';
import type { QuorumHealth } from '#shared/register/health.ts';
import { registerOf, troubledRegister } from '#shared/register/testdata/registers.ts';
import { journalOfEvents } from '#core/journal/testdata/journal-lines.ts';
import { activated } from '#core/journal/testdata/order-vectors.ts';
import { encodePlan } from '#core/plan/plan-file.ts';
import { recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { encodeRegister, parseRegister } from '#core/register/register-file.ts';
import { registerCustody } from './custody.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-custody-'));
// Proofs grow old: what is said of them is said on one day.
vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-30T12:00:00Z') });
afterAll(() => {
  vi.useRealTimers();
  rmSync(place, { recursive: true, force: true });
});
const at = (name: string): string => join(place, name);

interface Answer extends CommandRun {
  readonly result: QuorumHealth;
  readonly fault: { readonly code: string };
}

async function run(line: readonly string[], json = true): Promise<Answer> {
  const { exit, text } = await runCommand(registerCustody, ['custody', ...line, ...(json ? ['--json'] : [])]);
  return { exit, text, ...((json ? JSON.parse(text) : {}) as Pick<Answer, 'result' | 'fault'>) };
}

writeFileSync(at('sound.json'), encodeRegister(registerOf(5, 3)));
writeFileSync(at('troubled.json'), encodeRegister(troubledRegister));
writeFileSync(at('plan.json'), encodePlan(recoveryPlan));

it('passes a sound register on its day, and says when it will not be sound any more', async () => {
  const sound = await run(['check', at('sound.json'), '--on', '2026-10-14']);
  expect([sound.exit, sound.result.findings]).toEqual([0, []]);
  // Due soon is said, and is no reason to act.
  expect((await run(['check', at('sound.json'), '--on', '2026-11-20'])).exit).toBe(0);
  expect((await run(['check', at('sound.json'), '--on', '2026-12-02'])).exit).toBe(3);
});

it('refuses a register that needs acting on, and shows it all the same', async () => {
  const text = await run(['check', at('troubled.json'), '--on', '2026-10-14'], false);
  expect(text.exit).toBe(3);
  expect(text.text).toContain('act now        Copy 1 of C2 was never proven. Let the custodian open the share');
  expect(text.text).toMatch(/With proven keys only +\d\d\.\d %/);
  expect((await run(['show', at('troubled.json'), '--on', '2026-10-14'])).exit).toBe(0);
});

it('begins a register from a plan, never over another', async () => {
  expect((await run(['new', '--plan', at('plan.json'), '--out', at('new.json')])).exit).toBe(0);
  expect(parseRegister(readFileSync(at('new.json'))).custodians).toHaveLength(3);
  const again = await run(['new', '--plan', at('plan.json'), '--out', at('new.json')]);
  expect([again.exit, again.fault.code]).toEqual([4, 'FILE_EXISTS']);
});

it('enters the proofs of a journal into a new file, and refuses a journal without any', async () => {
  const certificateSha256 = recoveryPlan.custodians[0]?.certificateSha256 ?? '';
  const write = (name: string, events: typeof activated): void => writeFileSync(at(name), journalOfEvents(events));
  write('proven.jsonl', [...activated, { kind: 'custodian-proven', certificateSha256, copy: 2 }]);
  write('open.jsonl', activated);
  await run(['new', '--plan', at('plan.json'), '--out', at('before.json')]);
  expect(
    (await run(['prove', at('before.json'), '--journal', at('proven.jsonl'), '--out', at('after.json')])).exit,
  ).toBe(0);
  const [first] = parseRegister(readFileSync(at('after.json'))).custodians;
  expect(first?.copies.map(({ proof }) => proof?.on ?? null)).toEqual([null, '2026-10-14']);
  const again = ['prove', at('after.json'), '--journal', at('proven.jsonl'), '--out', at('again.json')];
  expect((await run(again)).fault.code).toBe('REGISTER_NOTHING_NEW');
  const none = await run(['prove', at('before.json'), '--journal', at('open.jsonl'), '--out', at('none.json')]);
  expect([none.exit, none.fault.code]).toEqual([3, 'REGISTER_NO_PROOF']);
});

it('takes the log of a share check as well, and says what was entered', async () => {
  const { practice, custodians, securityDomainSha256 } = registerOf(5, 3);
  const certificateSha256 = custodians[1]?.certificateSha256 ?? '';
  const app = { version: '0.1.0', build: 'test' };
  const log = journalOfEvents(
    [
      {
        ...{ kind: 'session-opened', ceremony: 'MHSM-D1-1', machine: 'offline', purpose: 'share-check' },
        practice,
        app,
      },
      { kind: 'security-domain-loaded', sha256: securityDomainSha256 ?? '', required: 3, custodians: 5 },
      { kind: 'custodian-proven', certificateSha256, copy: 2 },
    ],
    () => '2026-12-01T09:00:00Z',
  );
  writeFileSync(at('log.jsonl'), log);
  const { exit, text } = await run(
    line`prove ${at('sound.json')} --journal ${at('log.jsonl')} --out ${at('checked.json')}`,
  );
  expect(exit).toBe(0);
  expect(JSON.parse(text)).toMatchObject({
    result: {
      proofs: [{ custodian: 'C2', copy: 2, on: '2026-12-01', how: 'share-check', ceremony: 'MHSM-D1-1' }],
    },
  });
});

it.each(['2026-10', '2026-13-01', 'today'])('takes no day that is written as %s', async (day) => {
  const { exit, fault } = await run(['check', at('sound.json'), '--on', day]);
  expect([exit, fault.code]).toEqual([2, 'USAGE']);
});
