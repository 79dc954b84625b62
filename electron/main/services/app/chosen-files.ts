// The files of the app state: read by token, opened with their own passphrase, written once into a folder that a person chose.
import { basename, join } from 'node:path';
import type { WrittenFile } from '#shared/contract/files.ts';
import { refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { openingOf } from '#shared/journal/grade.ts';
import type { AppVersion } from '#shared/schemas/atoms.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { type ApprovedPlan, readSignedPlan, verifyApprovedPlan } from '#core/plan/approval.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { maxIdentityBytes, type PublicIdentity, readPublicIdentity, type Signer } from '#core/transfer/identity.ts';
import { readWholeFile, writeNewFile } from '#platform/files.ts';
import { type JournalFile, withJournalAt } from '../journal/journal-file.ts';
import type { AppServices } from './app-services.ts';
import type { Signing } from './questions/signing.ts';
import { askPlanWords } from './questions/words.ts';
import { typedSigner } from './typed-signer.ts';

/** A custodian's certificate has about 1 KiB. */
export const maxCertificateBytes = 64 << 10;

/** What this program says about itself in bundles and packages. */
export const appOf = ({ version, side }: AppServices): AppVersion => ({ version, build: `desktop-${side}` });

export const clockOf =
  ({ now }: AppServices) =>
  (): string =>
    now().toISOString();

/**
 * The plan that two people approved. Once in each run of the program people compare its words with paper.
 * @throws WORDS_LOCKED, CONFIRMATION_NOT_GIVEN, PLAN_…, BUNDLE_…, the file faults
 */
export async function readComparedPlan(
  { files, planWords, confirm }: AppServices,
  token: string,
): Promise<ApprovedPlan> {
  const file = await readWholeFile(files.path(token, 'plan'), maxBundleBytes);
  const approved = verifyApprovedPlan(file, readSignedPlan(file).planSha256);
  const { plan, planSha256 } = approved;
  if (!planWords.isCompared(planSha256)) await confirm(askPlanWords(plan, planWords.asked(planSha256)));
  return approved;
}

/** @throws IDENTITY_FORM, the file faults */
export const readIdentity = async ({ files }: AppServices, token: string): Promise<PublicIdentity> =>
  readPublicIdentity(await readWholeFile(files.path(token, 'identity'), maxIdentityBytes));

/**
 * Opens an identity that was chosen: its holder sees in main's own view what it signs, and types its passphrase there.
 * @throws PASSPHRASE_CANCELLED, IDENTITY_KEY_MISMATCH, IDENTITY_FORM, the file faults
 */
export async function openSigner(
  { files, askPassphrase }: AppServices,
  token: string,
  signs: Signing,
): Promise<Signer> {
  const path = files.path(token, 'identity');
  const file = await readWholeFile(path, maxIdentityBytes);
  return typedSigner(askPassphrase, file, visibleText(basename(path), 80), signs);
}

/**
 * Opens a journal, does something with it, and lets it go. A preview signs and notes nothing of production.
 * @throws PREVIEW_IS_PRACTICE, JOURNAL_…, the file faults
 */
export function withJournal<T>(
  services: AppServices,
  token: string,
  work: (journal: JournalFile) => Promise<T>,
): Promise<T> {
  return withJournalAt(services.files.path(token, 'journal'), clockOf(services), (journal) => {
    refuseProduction(services, openingOf(journal.state)?.practice ?? true);
    return work(journal);
  });
}

/** @throws PREVIEW_IS_PRACTICE where this is a preview and the thing is not practice */
export function refuseProduction({ practiceOnly }: AppServices, isPractice: boolean): void {
  if (practiceOnly && !isPractice) refuse({ code: 'PREVIEW_IS_PRACTICE' });
}

/** What a draft is called, as a part of the name of a file: it may be called anything. */
export const inFileName = (text: string): string => visibleText(text, 40).replace(/[^\w-]/g, '');

/** Writes a new file and says what was written. @throws FILE_EXISTS and the file and medium faults */
export async function writeInto(folder: string, name: string, bytes: Buffer): Promise<WrittenFile> {
  await writeNewFile(join(folder, name), bytes);
  return writtenFile(folder, name, bytes);
}

/** What a screen is told of a file that was written and read back. */
export const writtenFile = (folder: string, name: string, bytes: Buffer): WrittenFile => ({
  volume: visibleText(basename(folder), 40),
  name,
  bytes: bytes.length,
  sha256: sha256(bytes).toString('hex'),
  readBack: true,
});
