// The files that the commands of a ceremony share: plan, identity, journal; read, opened, and closed again.
import { basename, dirname } from 'node:path';
import { Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { wipe } from '#core/encoding/bytes.ts';
import { type ApprovedPlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import type { VerifiedBundle } from '#core/transfer/bind.ts';
import type { BundleType } from '#core/transfer/roles.ts';
import { BundleExchange } from '#services/bundles/bundle-exchange.ts';
import { type AnyPlan, readAnyPlan } from '#core/plan/any-plan.ts';
import { openIdentity, type PublicIdentity, readPublicIdentity, type Signer } from '#core/transfer/identity.ts';
import { type PassphraseSource, takePassphrase } from '#platform/passphrase.ts';
import { JournalFile } from '#services/journal/journal-file.ts';
import type { CommandContext } from './context.ts';
import { identityFile, planFile, readWholeJournal } from './ceremony-inputs.ts';
import { about, readInput } from './input-files.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import type { PlanOptions } from './printed-values.ts';
import { version } from './version.ts';

/** The terminal of this process, on which it asks for its own passphrases. */
const ownTerminal = 0;

/** What this program says about itself in bundles, journals and packages. */
export const app: AppVersion = { version, build: 'command-line' };

/** The machine's time. */
export const now = (): string => new Date().toISOString();

/** Reads the approved plan and compares it with the hash on paper. */
export const loadPlan = ({ plan, planSha256 }: PlanOptions): Promise<ApprovedPlan> =>
  readInput(plan, planFile, (bytes) => verifyApprovedPlan(bytes, planSha256));

/** A plan, approved or not, and its bytes. */
export const readPlanFile = (path: string): Promise<AnyPlan & { readonly bytes: Buffer }> =>
  readInput(path, planFile, (bytes) => ({ ...readAnyPlan(bytes), bytes }));

export const loadPublicIdentity = (path: string): Promise<PublicIdentity> =>
  readInput(path, identityFile, readPublicIdentity);

/** Does something with an opened identity; the passphrase is wiped before. */
export async function loadSigner(
  path: string,
  passwordFile: string | undefined,
  context: CommandContext,
): Promise<Signer> {
  const file = await readInput(path, identityFile, (bytes) => {
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
  const source = await passphraseSource(name, passwordFile, context, isNew);
  const passphrase = await takePassphrase(source, undefined, ownTerminal);
  return passphrase ?? refuse(missing(isNew));
}

const missing = (isNew: boolean) => ({ code: isNew ? 'NEW_PASSPHRASE_MISSING' : 'PASSPHRASE_MISSING' }) as const;

/**
 * Where a passphrase comes from: a file, or the terminal, where a new one is typed twice.
 * @param name whose it is: a file, a role, or a custodian
 * @throws PASSPHRASE_MISSING, NEW_PASSPHRASE_MISSING where there is neither; TERMINAL_MISSING
 */
export async function passphraseSource(
  name: string,
  passwordFile: string | undefined,
  context: CommandContext,
  isNew: boolean,
): Promise<PassphraseSource> {
  needConsole(passwordFile, context);
  if (passwordFile !== undefined) return { from: 'file', path: passwordFile };
  return context.terminal ? onTerminal(name, context, isNew) : refuse(missing(isNew));
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

/**
 * A bundle that this machine, the offline one, has accepted.
 * @throws IDENTITY_FOREIGN; what `BundleExchange.reopen` throws
 */
export async function reopened<Type extends BundleType>(
  path: string,
  type: Type,
  approved: ApprovedPlan,
  journal: JournalFile,
): Promise<VerifiedBundle<Type>> {
  const self = pinnedIdentities(approved.plan).find(({ keyId }) => keyId === journal.state.opened?.keyId);
  if (self === undefined) return refuse({ code: 'IDENTITY_FOREIGN', role: 'offline' });
  const exchange = new BundleExchange({ journal, approved, self, clock: now, app });
  return exchange.reopen(dirname(path), basename(path), type);
}
