// The files that the commands of a ceremony share: plan, identity, journal; read, opened, and closed again.
import { basename } from 'node:path';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { type ApprovedPlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { maxPlanBytes } from '#core/plan/plan-file.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import {
  maxIdentityBytes,
  openIdentity,
  type PublicIdentity,
  readPublicIdentity,
  type Signer,
} from '#core/transfer/identity.ts';
import { type PassphraseSource, takePassphrase } from '#platform/passphrase.ts';
import { readWholeFile } from '#platform/files.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import type { CommandContext } from './context.ts';
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
export const loadPlan = async ({ plan, planSha256 }: PlanOptions): Promise<ApprovedPlan> =>
  verifyApprovedPlan(await readWholeFile(plan, maxBundleBytes), planSha256);

/** Reads the bytes of a plan, approved or not. */
export const readPlanFile = (path: string): Promise<Buffer> =>
  readWholeFile(path, Math.max(maxPlanBytes, maxBundleBytes));

export const loadPublicIdentity = async (path: string): Promise<PublicIdentity> =>
  readPublicIdentity(await readWholeFile(path, maxIdentityBytes));

/** Does something with an opened identity; the passphrase is wiped before. */
export async function loadSigner(
  path: string,
  passwordFile: string | undefined,
  context: CommandContext,
): Promise<Signer> {
  const file = await readWholeFile(path, maxIdentityBytes);
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
  const journal = await JournalFile.open(path, now);
  try {
    return await work(journal);
  } finally {
    await journal.close();
  }
}
