// A rehearsal as a trainer and a team hold it: chosen scenarios, both sides through the services of both apps, faults injected at their
// moments, and a report that says what was noticed, where, and by whom.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { custodyInThread } from '#e2e/support/custody-in-thread.ts';
import { type CommandRun, runCommand } from '#e2e/support/command-run.ts';
import { expectDescribed } from '#e2e/support/command-schema.ts';
import { faultOfPromise } from '#e2e/support/faults.ts';
import type { RehearsalFault } from '#shared/rehearsal/faults.ts';
import type { RehearsalReport } from '#shared/rehearsal/files.ts';
import { outcomeOf } from '#shared/rehearsal/report.ts';
import { makePaper } from '#core/paper/papers.ts';
import { withCloud } from '#drill/with-cloud.ts';
import { noteListed } from '#services/consumers/note-list.ts';
import { estateConsumers } from '#simulator/estate/practice-estate.ts';
import { parseConsumerMap } from '#core/consumers/map-file.ts';
import { askConsumers } from '#drill/estate.ts';
import { Ceremony } from '#drill/ceremony.ts';
import { loadApprovedPlan } from '#drill/drill-plan.ts';
import { drillFolder } from '#drill/folder.ts';
import { openIdentities } from '#drill/identities.ts';
import { except, Machines, noteFailure } from '#drill/machines.ts';
import { registerRehearsal } from './rehearsal.ts';

const place = mkdtempSync(join(tmpdir(), 'lifeboat-rehearsal-'));
const workspace = join(place, 'room');
const trainer = join(workspace, 'trainer');
const folder = drillFolder(workspace);
const host = custodyInThread();
afterAll(() => rmSync(place, { recursive: true, force: true }));

interface Answer extends CommandRun {
  readonly result: RehearsalReport & {
    readonly next: string | null;
    readonly wallUtc: string;
    readonly owners: readonly {
      readonly owner: string | null;
      readonly resources: number;
      readonly hasMoved: boolean;
    }[];
  };
  readonly fault: { readonly code: string };
}

async function run(...line: readonly string[]): Promise<Answer> {
  const { exit, text } = await runCommand(registerRehearsal, [...line, '--json'], { host });
  return { exit, text, ...(JSON.parse(text) as Pick<Answer, 'result' | 'fault'>) };
}
const rehearsal = (action: string, ...options: readonly string[]): Promise<Answer> =>
  run('rehearsal', action, workspace, ...options);
const inject = (fault: RehearsalFault, ...options: readonly string[]) =>
  rehearsal('inject', '--fault', fault, ...options);
const putRight = (fault: RehearsalFault, ...options: readonly string[]) =>
  rehearsal('put-right', '--fault', fault, ...options);
const next = async (): Promise<string | null> => (await rehearsal('guide')).result.next;

/** A document of this rehearsal, as it is printed. */
function paper(document: 'rehearsal-guide' | 'rehearsal-report', data?: string): string {
  const request = {
    plan: readFileSync(folder.plan),
    ...(data !== undefined && { data: readFileSync(data) }),
    side: 'offline',
    drillLevels: [],
  } as const;
  return makePaper({ document, ...request }, { language: 'en', paper: 'a4', css: '', appVersion: '0.1.0' }).html;
}

const chosen = [
  'swapped-exchange-key',
  'other-ceremony',
  'wrong-passphrase',
  'damaged-stick',
  'clock-off',
  'air-gap-lost',
] as const;

let made: Answer;
beforeAll(async () => {
  made = await rehearsal(
    'new',
    ...['--trainer-name', 'Tess Trainer', '--player', 'C3=Player C3', '--fault', ...chosen],
  );
  expect([made.exit, made.text]).toEqual([0, expect.stringContaining('PRACTICE-REHEARSAL-')]);
});

/** What the operators and the trainer do when the keys are back: the practice cloud shows what owners have moved, and the guide goes on. */
async function calledOwners(machines: Machines): Promise<void> {
  const { connection } = machines.parts;
  const bytes = readFileSync(folder.consumers);
  const { hsm: lost, consumers } = parseConsumerMap(bytes);
  const namesLost = async (): Promise<number> => (await askConsumers(connection, lost)).consumers.length;
  await machines.journal('operator-1', (open) => noteListed(open, consumers.length, bytes, undefined));
  expect((await rehearsal('move-owner', '--owner', 'stranger')).fault).toMatchObject({
    code: 'USAGE',
    problem: 'one-of',
  });
  expect(await namesLost()).toBe(estateConsumers);
  const moved = (await rehearsal('move-owner', '--owner', 'payments', 'data')).result.owners;
  const left = (owners: typeof moved): number =>
    owners.filter(({ hasMoved }) => !hasMoved).reduce((sum, { resources }) => sum + resources, 0);
  expect(moved.filter(({ hasMoved }) => hasMoved).map(({ owner }) => owner)).toEqual(['data', 'payments']);
  expect(await namesLost()).toBe(left(moved));
  const nobodys = (await rehearsal('move-owner', '--nobody')).result.owners;
  expect(left(moved) - left(nobodys)).toBe(nobodys.find(({ owner }) => owner === null)?.resources);
  expect(left((await rehearsal('move-owner')).result.owners)).toBe(0);
  expect(await namesLost()).toBe(0);
}

describe('the workspace', () => {
  it('is answered as it always was', () => expectDescribed(['rehearsal', 'new'], made.text));

  it('has two sticks for each custodian', () => {
    const read = (stick: string): Buffer => readFileSync(join(folder.sticks, stick, 'custodian-2.key'));
    expect(read('custodian-2-second')).toEqual(read('custodian-2'));
  });

  it('prints the guide, and marks it as practice', () => {
    const guide = paper('rehearsal-guide');
    expect(guide).toContain('Carry the IN stick');
    expect(guide).toContain('class="practice"');
  });

  it.each(['', ' Tess', 'Tess\u200bTrainer', 'T'.repeat(81)])(
    'takes %j for no name of a trainer, and makes nothing',
    async (name) => {
      const inside = join(place, 'nameless');
      const answer = await run('rehearsal', 'new', inside, '--trainer-name', name, '--fault', 'clock-off');
      expect(answer.fault).toMatchObject({ code: 'USAGE', problem: 'line-form', option: '--trainer-name' });
      expect(existsSync(inside)).toBe(false);
    },
  );

  it('is played by whom the trainer has named, and by nobody else', async () => {
    const { plan } = await loadApprovedPlan(folder);
    const names = plan.custodians.map(({ person }) => plan.people.find(({ id }) => id === person)?.name);
    expect(names).toEqual(['PRACTICE custodian-1', 'PRACTICE custodian-2', 'Player C3']);
    expect(paper('rehearsal-guide')).toContain('Player C3');
  });

  it.each<[string, readonly string[], object]>([
    ['a name alone', ['Player'], { problem: 'player-form' }],
    ['a role twice', ['OP=Player', 'OP=Another'], { problem: 'player-form' }],
    ['a role that nobody plays', ['W2=Player'], { problem: 'one-of', allowed: 'CA, OP, RO1, RO2, W1, C1, C2, C3' }],
    ['a custodian too many', ['C4=Player'], { problem: 'one-of' }],
    ['a name with an invisible character', ['OP=Pla\u200byer'], { problem: 'line-form', allowed: '80' }],
    ['no name', ['OP='], { problem: 'line-form' }],
    ['one name for two people', ['RO1=Player', 'RO2=player'], { code: 'REHEARSAL_ONE_PERSON', parts: ['RO1', 'RO2'] }],
  ])('takes %s for no team, and makes nothing', async (_what, players, fault) => {
    const inside = join(place, 'no-team');
    const options = ['--trainer-name', 'T', '--fault', 'clock-off', '--player', ...players];
    expect((await run('rehearsal', 'new', inside, ...options)).fault).toMatchObject(fault);
    expect(existsSync(inside)).toBe(false);
  });

  it('is never made over another', async () => {
    const options = ['--trainer-name', 'T', '--fault', 'clock-off'];
    expect((await run('rehearsal', 'new', workspace, ...options)).fault.code).toBe('FILE_EXISTS');
  });
});

describe('a rehearsal', () => {
  it('injects at its moments what was chosen, and reports what the journals show', async () => {
    const approved = await loadApprovedPlan(folder);
    const signers = await openIdentities(folder);
    const app = { version: '0.1.0', build: 'test' };
    await withCloud(folder, async (_cloud, connection) => {
      const machines = new Machines({ folder, approved, signers, app, connection });
      const ceremony = new Ceremony(machines, host);
      const asPeople = <T>(work: Parameters<typeof machines.journal<T>>[1]): Promise<T> =>
        machines.journal('offline', work);
      expect(await next()).toBe('open');
      // Too early: there is no bundle yet.
      expect((await inject('swapped-exchange-key')).fault.code).toBe('REHEARSAL_NOT_YET');
      // The clock on the wall is a day ahead; people see it on the screen and write it down.
      expect((await inject('clock-off')).exit).toBe(0);
      const { wallUtc } = (await rehearsal('guide')).result;
      expect(Date.parse(wallUtc) - Date.now()).toBeGreaterThan(86_000_000);
      expect((await inject('air-gap-lost')).fault.code).toBe('REHEARSAL_NOT_YET');
      await machines.begin();
      await asPeople(async (journal) => {
        await journal.append({ kind: 'wall-clock', readBy: 'PRACTICE witness', wall: wallUtc, offsetMinutes: 0 });
        await except(journal, null, 'M6', 'the clock on the wall is a day ahead');
      });
      expect((await putRight('clock-off')).exit).toBe(0);
      expect(Date.parse((await rehearsal('guide')).result.wallUtc) - Date.now()).toBeLessThan(1000);
      // Nothing has been noted of the gap yet: it counts as open.
      expect((await inject('air-gap-lost')).fault.code).toBe('REHEARSAL_GAP_OPEN');

      expect(await next()).toBe('exchange-key');
      const name = await ceremony.sendExchangeKey();
      expect(await next()).toBe('carry-in');
      const honest = readFileSync(join(folder.usbIn, name));

      // Another ceremony's bundle: refused, written down, the right stick comes.
      expect((await inject('other-ceremony')).exit).toBe(0);
      // One bundle is damaged once at a time: what is there now is not what is to be given back.
      expect((await inject('swapped-exchange-key')).fault.code).toBe('REHEARSAL_STILL_WRONG');
      const foreign = await faultOfPromise(ceremony.acceptExchangeKey(name));
      expect(foreign.code).toBe('BUNDLE_CEREMONY');
      await asPeople((journal) => noteFailure(journal, 'bundle', 'B5', foreign));
      expect((await putRight('other-ceremony')).exit).toBe(0);
      expect(readFileSync(join(folder.usbIn, name))).toEqual(honest);

      // A stranger's key under the signatures of the right one: refused, and written down.
      expect((await inject('swapped-exchange-key')).exit).toBe(0);
      expect((await inject('swapped-exchange-key')).fault.code).toBe('REHEARSAL_DONE');
      const swapped = await faultOfPromise(ceremony.acceptExchangeKey(name));
      expect(swapped.code).toBe('BUNDLE_SIGNATURE_WRONG');
      await asPeople((journal) => noteFailure(journal, 'bundle', 'B5', swapped));
      // The trainees have kept the false bundle as evidence.
      rmSync(join(folder.usbIn, name));
      expect((await putRight('swapped-exchange-key')).exit).toBe(0);
      await ceremony.acceptExchangeKey(name);
      expect(await next()).toBe('custodians');

      // The envelope of the second custodian holds the passphrase of the first. The machine notes a wrong try; people write down what they did about it.
      expect((await inject('wrong-passphrase', '--custodian', '2')).exit).toBe(0);
      expect((await faultOfPromise(ceremony.buildBlob(name))).code).toBe('PASSPHRASE_WRONG');
      await asPeople((journal) => except(journal, null, 'B13', 'the passphrase of C2 is wrong'));
      // It is put right where it was done, by every caller and however much later.
      const passphrase = join(folder.sticks, 'custodian-2', 'PRACTICE-passphrase.txt');
      const first = readFileSync(join(folder.sticks, 'custodian-1', 'PRACTICE-passphrase.txt'));
      expect(readFileSync(passphrase)).toEqual(first);
      expect((await putRight('wrong-passphrase')).exit).toBe(0);
      expect(readFileSync(passphrase)).not.toEqual(first);
      expect(readFileSync(join(folder.sticks, 'custodian-1', 'PRACTICE-passphrase.txt'))).toEqual(first);

      // Half a key on the stick of the first: the machine refuses it, and nobody writes it down.
      expect((await inject('damaged-stick')).exit).toBe(0);
      expect((await faultOfPromise(ceremony.buildBlob(name))).code).toBe('PEM_MALFORMED');
      // The whole stick was kept as evidence.
      const stick = join(folder.sticks, 'custodian-1');
      const key = readFileSync(join(folder.sticks, 'custodian-1-second', 'custodian-1.key'));
      renameSync(stick, join(place, 'evidence'));
      expect((await putRight('damaged-stick')).exit).toBe(0);
      expect(readFileSync(join(stick, 'custodian-1.key'))).toEqual(key);
      cpSync(join(place, 'evidence', 'PRACTICE-passphrase.txt'), join(stick, 'PRACTICE-passphrase.txt'));
      cpSync(join(place, 'evidence', 'custodian-1.cer'), join(stick, 'custodian-1.cer'));

      const { name: blob } = await ceremony.buildBlob(name);
      await ceremony.upload(blob);
      expect(await next()).toBe('restore-point');
      // Nobody can be called before there is a list.
      expect((await rehearsal('move-owner')).fault.code).toBe('CALL_OUT_OF_ORDER');
      await calledOwners(machines);
    });
    const out = join(place, 'report.json');
    const reported = await rehearsal('report', '--out', out);
    const outcomes = reported.result.faults.map((each) => [each.fault, outcomeOf(each)]);
    expect(outcomes).toEqual([
      ['clock-off', 'answered'],
      ['other-ceremony', 'answered'],
      ['swapped-exchange-key', 'answered'],
      ['wrong-passphrase', 'answered'],
      ['damaged-stick', 'noticed'],
      ['air-gap-lost', 'not-injected'],
    ]);
    expect([reported.exit, reported.result.unplanned]).toEqual([0, []]);
    expect(reported.result.faults.map(({ noticed }) => noticed && [noticed.step, noticed.sign])).toEqual([
      ['M6', 'exception'],
      ['B5', 'BUNDLE_CEREMONY'],
      ['B5', 'BUNDLE_SIGNATURE_WRONG'],
      ['B10', 'PASSPHRASE_WRONG'],
      ['B10', 'PEM_MALFORMED'],
      null,
    ]);
    expect(reported.result.faults[2]?.answered).toMatchObject({
      exception: 3,
      by: ['PRACTICE administrator', 'PRACTICE witness'],
      initials: ['PA', 'PW'],
    });
    expect(reported.result.stage).toBe('restore-point');
    const report = paper('rehearsal-report', out);
    for (const text of [
      'Not finished: stage 12 of 16, Make the restore point.',
      'initials: PA, PW',
      'BUNDLE_<wbr />SIGNATURE_<wbr />WRONG',
      'noticed, no exception noted',
      'EX-3',
      'PRACTICE administrator',
      'class="practice"',
    ])
      expect(report).toContain(text);
  });

  it('says in its notes that it is practice, and to whom it was done', () => {
    const note = readFileSync(join(trainer, 'PRACTICE-injected-wrong-passphrase.json'), 'utf8');
    expect(JSON.parse(note)).toMatchObject({ practice: true, custodian: 2 });
    expect(readdirSync(trainer).filter((name) => !name.startsWith('PRACTICE-'))).toEqual([]);
  });

  it('refuses what was not chosen, what was never injected, and what was done', async () => {
    expect((await inject('lost-power')).fault.code).toBe('REHEARSAL_NOT_ON_LIST');
    expect((await putRight('air-gap-lost')).fault.code).toBe('REHEARSAL_NOT_INJECTED');
    expect((await inject('air-gap-lost', '--custodian', '9')).fault.code).toBe('USAGE');
    expect((await inject('damaged-stick')).fault.code).toBe('REHEARSAL_DONE');
  });

  it('refuses a workspace whose file was edited: for another ceremony, a real one, or another plan', async () => {
    const path = join(workspace, 'PRACTICE-rehearsal.json');
    const honest = readFileSync(path, 'utf8');
    const edited = async (change: Record<string, string>): Promise<string> => {
      writeFileSync(path, JSON.stringify({ ...(JSON.parse(honest) as object), ...change }));
      return (await rehearsal('report', '--out', join(place, 'y.json'))).fault.code;
    };
    expect(await edited({ ceremony: 'PRACTICE-REHEARSAL-2' })).toBe('PLAN_MISMATCH');
    expect(await edited({ ceremony: 'MHSM-DR-2026-10-14-01' })).toBe('REHEARSAL_NOT_PRACTICE');
    expect(await edited({ planSha256: '0'.repeat(64) })).toBe('PLAN_MISMATCH');
    writeFileSync(path, honest);
  });
});
