// Power loss in a drill: a drill is killed at a moment that nobody chose, and what is done before one that was killed goes on.
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { closeOffJournal } from '#services/journal/journal-file.ts';
import { type DrillFolder, journaling } from './folder.ts';
import { clock, except, exceptionSheet, type Machines } from './machines.ts';
import { noteSharesGone } from '#services/journal/common-events.ts';

/** A drill writes about this many events before its evidence; the power goes after one of them. */
const moments = 40;
const lookEveryMs = 4;

/**
 * Starts the rest of a drill as its own program, and kills it at a random event of its journals.
 * @param command what resumes the drill
 * @returns how many events were written by then
 */
export async function losePower(folder: DrillFolder, [program, ...args]: readonly string[]): Promise<number> {
  if (program === undefined) throw new Error('there is no command that resumes a drill');
  const moment = randomInt(1, moments + 1);
  const child = spawn(program, args, { stdio: 'ignore' });
  const ended = once(child, 'exit');
  while (child.exitCode === null && (await eventsIn(folder)) < moment) await sleep(lookEveryMs);
  child.kill('SIGKILL');
  await ended;
  return eventsIn(folder);
}

/** @returns whether a recovery was begun in this folder */
export const isBegun = async (folder: DrillFolder): Promise<boolean> => (await eventsIn(folder)) > 0;

/**
 * What people do when the power is back: shares are gone, torn lines are closed off, and every machine that was at work notes an
 * exception. A bundle that was written and not noted is found when it is sent again.
 */
export async function afterPowerLoss(machines: Machines): Promise<void> {
  const happened = 'the power was lost';
  for (const role of journaling) {
    const path = machines.parts.folder.journal(role);
    if ((await linesOf(path)) === 0) continue;
    await closeOffJournal(path, clock, exceptionSheet('B10', happened));
    await machines.journal(role, async (journal) => {
      if (journal.state.closed) return;
      await noteSharesGone(journal, 'power-lost');
      await except(journal, null, 'B10', happened);
    });
  }
}

async function eventsIn(folder: DrillFolder): Promise<number> {
  const counts = await Promise.all(journaling.map((role) => linesOf(folder.journal(role))));
  return counts.reduce((sum, count) => sum + count, 0);
}

/** Lines of a journal, 0 where there is none; it may be growing while it is read. */
async function linesOf(path: string): Promise<number> {
  const bytes = await readFile(path).catch(() => Buffer.alloc(0));
  return bytes.reduce((count, byte) => (byte === 0x0a ? count + 1 : count), 0);
}
