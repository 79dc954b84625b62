// What a trainer does in a rehearsal while failure scenarios happen, and what must hold afterwards: whatever was begun can be undone, or done again.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { approveAgain, approvePlan, readSignedPlan } from '#core/plan/approval.ts';
import { asPractice, recoveryPlan } from '#core/plan/testdata/sample-plan.ts';
import { encodeRehearsalFile } from '#core/rehearsal/rehearsal-files.ts';
import { operator1, witness } from '#core/transfer/testdata/samples.ts';
import { Rehearsal } from '#drill/rehearsal/rehearsal.ts';
import { RehearsalWorkspace } from '#drill/rehearsal/workspace.ts';
import type { RehearsalFile } from '#shared/rehearsal/files.ts';
import type { Act } from './act-type.ts';

const faults = ['wrong-passphrase', 'clock-off'] as const;
type Tried = (typeof faults)[number];

const now = (): Date => new Date('2026-10-14T09:00:00.000Z');
const words = ['the words of the first', 'the words of the second'] as const;
const plan = asPractice(recoveryPlan, 'PRACTICE-REHEARSAL-1');

const workspaceIn = (folder: string): RehearsalWorkspace => new RehearsalWorkspace(join(folder, 'room'));
const trainerIn = (folder: string): string => workspaceIn(folder).trainer.directory;
const envelopeOf = (folder: string, custodian: 1 | 2): string =>
  join(workspaceIn(folder).stick(custodian), 'PRACTICE-passphrase.txt');
const rehearsalIn = (folder: string): Promise<Rehearsal> => Rehearsal.open(join(folder, 'room'), now);

/** Chosen scenarios, and two custodians' envelopes. */
function makeWorkspace(folder: string): void {
  const { folder: workspace } = workspaceIn(folder);
  mkdirSync(workspace.root);
  mkdirSync(trainerIn(folder));
  const approved = approveAgain(approvePlan(plan, operator1), witness);
  const signed = readSignedPlan(approved);
  writeFileSync(workspace.plan, approved);
  writeFileSync(workspace.planSha256, signed.planSha256);
  const file: RehearsalFile = {
    format: 'lifeboat-rehearsal',
    v: 1,
    practice: true,
    ceremony: plan.ceremony,
    planSha256: signed.planSha256,
    trainer: 'Tess Trainer',
    faults: [...faults],
  };
  writeFileSync(join(workspace.root, 'PRACTICE-rehearsal.json'), encodeRehearsalFile(file));
  for (const custodian of [1, 2] as const) {
    mkdirSync(workspaceIn(folder).stick(custodian), { recursive: true });
    writeFileSync(envelopeOf(folder, custodian), words[custodian - 1] ?? '');
  }
}

const orderOf = (fault: Tried) => ({ fault, custodian: 2, gapOpen: false });

/** Whether it is as the trainer found it, or as the fault has it; anything else is torn. */
const looks: Readonly<Record<Tried, (folder: string) => Promise<'honest' | 'wrong' | 'torn'>>> = {
  'wrong-passphrase': (folder) => {
    const names = readdirSync(workspaceIn(folder).stick(2)).filter((name) => !name.endsWith('.part'));
    const found = names.join() === 'PRACTICE-passphrase.txt' ? readFileSync(envelopeOf(folder, 2), 'utf8') : '';
    return Promise.resolve(found === words[1] ? 'honest' : found === words[0] ? 'wrong' : 'torn');
  },
  'clock-off': async (folder) => {
    const ahead = await workspaceIn(folder).wallClockAheadSeconds();
    return ahead === 0 ? 'honest' : ahead === 86_400 ? 'wrong' : 'torn';
  },
};

function injection(fault: Tried): Act {
  return {
    name: `${fault} is injected`,
    prepare: makeWorkspace,
    run: async (folder, ack) => {
      await (await rehearsalIn(folder)).inject(orderOf(fault));
      ack('injected');
    },
    check: async (folder, acks) => {
      const rehearsal = await rehearsalIn(folder);
      const list = await rehearsal.list();
      const isInjected = list.injections.length > 0;
      const isBegun = list.begun.length > 0;
      const findings: string[] = [];
      const expect = async (what: 'honest' | 'wrong', when: string): Promise<void> => {
        const found = await looks[fault](folder);
        if (found !== what) findings.push(`${fault} is ${found} ${when}`);
      };
      if (acks.includes('injected') && !isInjected) findings.push(`${fault} was acknowledged and is not noted`);
      if (isInjected) await expect('wrong', 'and is noted as injected');
      if (!isInjected && !isBegun) await expect('honest', 'and is not noted');
      // The trainer goes on as if nothing had been: it is done now, if it was not, and put right.
      if (!isInjected) await rehearsal.inject(orderOf(fault));
      await expect('wrong', 'after it was done');
      await rehearsal.putRight(fault);
      await expect('honest', 'after it was put right');
      return findings;
    },
  };
}

function puttingRight(fault: Tried): Act {
  return {
    name: `${fault} is put right`,
    prepare: (folder) => {
      makeWorkspace(folder);
      const { ceremony } = plan;
      const note = { format: 'lifeboat-rehearsal-injection', v: 2, practice: true, ceremony, fault } as const;
      const injected = { ...note, custodian: 2, at: now().toISOString(), action: 'injected' } as const;
      writeFileSync(join(trainerIn(folder), `PRACTICE-injected-${fault}.json`), encodeRehearsalFile(injected));
      if (fault === 'clock-off') {
        writeFileSync(workspaceIn(folder).clockPath, '86400');
        return;
      }
      const kept = join(trainerIn(folder), 'PRACTICE-set-aside', fault);
      mkdirSync(kept, { recursive: true });
      writeFileSync(join(kept, 'PRACTICE-passphrase.txt'), words[1]);
      writeFileSync(envelopeOf(folder, 2), words[0]);
    },
    run: async (folder, ack) => {
      await (await rehearsalIn(folder)).putRight(fault);
      ack('put right');
    },
    check: async (folder) => {
      const rehearsal = await rehearsalIn(folder);
      const { injections } = await rehearsal.list();
      const isPutRight = injections.some(({ action }) => action === 'put-right');
      if (!isPutRight) await rehearsal.putRight(fault);
      const found = await looks[fault](folder);
      return found === 'honest' ? [] : [`${fault} is ${found} after it was put right`];
    },
  };
}

export const rehearsalActs: readonly Act[] = faults.flatMap((fault) => [injection(fault), puttingRight(fault)]);
