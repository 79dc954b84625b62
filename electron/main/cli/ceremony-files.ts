// The files that the commands of a ceremony share: plan, identity, journal; read, opened, and closed again.
import { basename } from 'node:path';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { type ApprovedPlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { type AnyPlan, readAnyPlan } from '#core/plan/any-plan.ts';
import { openIdentity, type PublicIdentity, readPublicIdentity, type Signer } from '#core/transfer/identity.ts';
import { type PassphraseSource, takePassphrase } from '#platform/passphrase.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import type { CommandContext } from './context.ts';
import { about, readInput, readWholeJournal } from './input-files.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { PlanOptions } from './plan-options.ts';
import { version } from './version.ts';

/** The terminal of this process, on which it asks for its own passphrases. */
const ownTerminal = 0;

/** What this program says about itself in bundles, journals and packages. */
export const app: AppVersion = { version, build: 'command-line' };

/** The machine's time. */
export const now = (): string => new Date().toISOString();

/** Reads the approved plan and compares it with the hash on paper. */
export const loadPlan = ({ plan, planSha256 }: PlanOptions): Promise<ApprovedPlan> =>
  readInput(plan, 'plan', (bytes) => verifyApprovedPlan(bytes, planSha256));

/** A plan, approved or not, and its bytes. */
export const readPlanFile = (path: string): Promise<AnyPlan & { readonly bytes: Buffer }> =>
  readInput(path, 'plan', (bytes) => ({ ...readAnyPlan(bytes), bytes }));

export const loadPublicIdentity = (path: string): Promise<PublicIdentity> =>
  readInput(path, 'identity', readPublicIdentity);

/** Does something with an opened identity; the passphrase is wiped before. */
export async function loadSigner(
  path: string,
  passwordFile: string | undefined,
  context: CommandContext,
): Promise<Signer> {
  const file = await readInput(path, 'identity', (bytes) => {
    readPublicIdentity(bytes);
    return bytes;
  });
  const passphrase = await askPassphrase(visibleText(basename(path)), passwordFile, context);
  try {
    return openIdentity(file, passphrase);
  } finally {
    wipe(passphrase);
  }
}

/**
 * Refuses before anything is read, where nobody can be asked.
 * @throws TERMINAL_MISSING on a program that can read no console
 */
export function needConsole(passwordFile: string | undefined, { isWithoutConsole }: CommandContext): void {
  if (passwordFile === undefined && isWithoutConsole === true) refuse({ code: 'TERMINAL_MISSING' });
}

/**
 * A passphrase from a file or the terminal, for the caller to wipe.
 * @param name whose it is: a file, or a role
 * @param isNew whether it is to be typed twice
 * @throws PASSPHRASE_MISSING, NEW_PASSPHRASE_MISSING where there is neither; TERMINAL_MISSING
 */
export async function askPassphrase(
  name: string,
  passwordFile: string | undefined,
  context: CommandContext,
  isNew = false,
): Promise<Buffer> {
  const missing = { code: isNew ? 'NEW_PASSPHRASE_MISSING' : 'PASSPHRASE_MISSING' } as const;
  needConsole(passwordFile, context);
  if (passwordFile === undefined && !context.terminal) refuse(missing);
  const source: PassphraseSource =
    passwordFile === undefined ? await onTerminal(name, context, isNew) : { from: 'file', path: passwordFile };
  const passphrase = await takePassphrase(source, undefined, ownTerminal);
  return passphrase ?? refuse(missing);
}

async function onTerminal(name: string, { language }: CommandContext, isNew: boolean): Promise<PassphraseSource> {
  const { passphrase, newPassphrase, sameAgain } = (await loadCatalogue(language)).commands.common;
  return isNew
    ? { from: 'terminal', prompt: newPassphrase(name), repeatPrompt: sameAgain }
    : { from: 'terminal', prompt: passphrase(name) };
}

/** Opens a journal, does something with it, and lets it go. */
export async function withJournal<T>(path: string, work: (journal: JournalFile) => Promise<T>): Promise<T> {
  const journal = await openJournal(path);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}

async function openJournal(path: string): Promise<JournalFile> {
  try {
    return await about(path, () => JournalFile.open(path, now));
  } catch (error) {
    // What is no journal at all is called by its name, and not a damaged one.
    if (error instanceof Refusal && error.fault.code.startsWith('JOURNAL_')) await readWholeJournal(path);
    throw error;
  }
}
