// `lifeboat recover`: an emergency recovery without a plan, guided at a terminal. With the files, the keys and the address on paper one gets a
// restore blob; what a ceremony with a plan would have checked besides is named, and is in the journal.
import { basename, join } from 'node:path';
import type { Command } from 'commander';
import { isFaultOf, Refusal, refuse } from '#shared/faults/fault.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { loadCatalogue } from '#shared/messages/load-catalogue.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import { personName } from '#shared/schemas/atoms.ts';
import type { AssessedExchangeKey } from '#core/journal/records.ts';
import { buildBlob } from '#services/offline/ceremony/blob.ts';
import { noteGapLost, requireClosedGap } from '#services/offline/closed-gap.ts';
import { type EmergencyKey, EmergencyRecovery } from '#services/offline/emergency/emergency.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import { airGap } from '#platform/air-gap/air-gap.ts';
import { assertFolder } from '#platform/files.ts';
import { assertTypedTarget } from '#services/recovery/confirmation.ts';
import { emergencyFolder } from '#services/journal/emergency-folder.ts';
import { readRevocationLists } from '#services/evidence/revocation-lists.ts';
import { app } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { assertPasswordFiles, takeTurns } from '../custodian-turns.ts';
import { Guide } from '../guide.ts';
import { exchangeKeyFile, readDomainFile, readInput, revocationListsText } from '../input-files.ts';
import type { CommandResult } from '../output.ts';
import { printedSha256 } from '../printed-values.ts';
import { commandLine, row, fingerprintLines } from '../row.ts';
import { shellCommand, shellWord } from '#platform/shell-word.ts';
import { neededTogether, notOfPractice } from '../usage.ts';
import { checkLines } from './exchange-key.ts';

interface RecoverOptions {
  readonly folder: string;
  readonly resume?: string;
  readonly practice?: boolean;
  readonly sdFile?: string;
  readonly hsmUri?: string;
  readonly sdExchangeKey?: string;
  readonly revocationLists?: readonly string[];
  readonly exchangeKeySha256?: string;
  readonly reason?: string;
  readonly sdWrappingKeys?: readonly string[];
  readonly passwordFiles?: readonly string[];
  readonly confirmedBy?: readonly string[];
  readonly typedName?: string;
  readonly out?: string;
}

/** Begins or goes on with an emergency at this machine. */
export function registerRecover(program: Command, context: CommandContext): void {
  answers(
    program
      .command('recover')
      .description('Emergency recovery without a plan: asks step by step, and builds the restore blob.')
      .option('--folder <folder>', 'where the journal of the emergency is kept, in a folder of its own', '.')
      .option('--resume <folder>', 'go on with an emergency that was interrupted')
      .option('--practice', 'trust exchange keys of practice HSMs, and no others')
      .option('--sd-file <file>', 'security domain')
      .option(
        '--hsm-uri <uri>',
        'address of the new HSM, typed from paper: the exchange key must prove that it is its key',
      )
      .option('--sd-exchange-key <file>', 'exchange key of the new HSM')
      .option('--revocation-lists <files...>', revocationListsText)
      .option(
        '--exchange-key-sha256 <hash>',
        'an exchange key that proves nothing: its SHA-256, as two people compared it',
        printedSha256,
      )
      .option('--reason <text>', 'an exchange key that proves nothing: why two people accept it')
      .option(
        '--sd-wrapping-keys <keys...>',
        'private keys of a quorum of custodians, as files or as URIs of tokens; without them, a terminal asks one custodian after the other',
      )
      .option('--password-files <files...>', 'passphrases and PINs, one file for each key, in the order of the keys')
      .option('--confirmed-by <names...>', 'the two people who confirm')
      .option('--typed-name <name>', 'name of the target HSM, typed from paper')
      .option('--out <folder>', 'where the restore blob is written; never over an existing file'),
    context,
    (options: RecoverOptions) => recover(options, context),
  );
}

async function recover(options: RecoverOptions, context: CommandContext): Promise<CommandResult> {
  if (!context.terminal) {
    neededTogether({
      '--sd-file': options.sdFile,
      '--hsm-uri': options.hsmUri,
      '--sd-exchange-key': options.sdExchangeKey,
      '--sd-wrapping-keys': options.sdWrappingKeys?.[0],
      '--confirmed-by': options.confirmedBy?.[0],
      '--typed-name': options.typedName,
      '--out': options.out,
    });
  }
  assertPasswordFiles(options.sdWrappingKeys, options.passwordFiles ?? []);
  const catalogue = await loadCatalogue(context.language);
  const emergency = await open(options);
  try {
    return await guided(emergency, options, new Guide(context), catalogue);
  } finally {
    await emergency.close();
  }
}

const now = (): Date => new Date();

const open = ({ resume, folder, practice = false }: RecoverOptions): Promise<EmergencyRecovery> =>
  resume === undefined
    ? EmergencyRecovery.begin({ root: folder, practice, app, now })
    : EmergencyRecovery.resume(emergencyFolder(resume), app, now);

async function guided(
  emergency: EmergencyRecovery,
  options: RecoverOptions,
  guide: Guide,
  catalogue: Catalogue,
): Promise<CommandResult> {
  const { commands, screens } = catalogue;
  const { recover: texts, common } = commands;
  const { practice } = emergency;
  const { context } = guide;
  guide.say(
    practice ? common.practiceRecovery : common.production,
    texts.noPlan,
    ...emergency.missing.map((part) => `  ${screens.emergency.missing[part]}`),
    row(texts.folder, visibleText(emergency.folder.path)),
    texts.resumeWith(shellWord(emergency.folder.path)),
  );
  // Before anybody takes a stick out. What options say of the end is checked here, too: a slip must not be noticed when shares are held.
  const named = options.confirmedBy && twoNames(options.confirmedBy);
  if (options.out !== undefined) await assertFolder(options.out);
  await requireClosedGap(emergency.journal, await airGap(), practice);
  const domain = await guide.until(options.sdFile, texts.sdFile, async (path) => {
    const { bytes } = await readDomainFile(path);
    await emergency.loadDomain(bytes);
    return bytes;
  });
  const { required = 0, custodians = 0 } = emergency.state.securityDomain ?? {};
  guide.say(row(commands.securityDomain.quorum, commands.securityDomain.anyOf(required, custodians)));
  const typeTarget = (typed: string): Promise<void> => emergency.typeTarget(notOfPractice(typed, practice));
  await guide.until(options.hsmUri, texts.address, typeTarget);
  const assessing: Assessing = { emergency, named, options, guide, catalogue };
  const key = await guide.until(options.sdExchangeKey, texts.exchangeKey, async (path) => {
    try {
      return await acceptedKey(path, assessing);
    } catch (error) {
      // Mistyped, perhaps: the address is asked for once more before another file is.
      if (!context.terminal || !isFaultOf(error, 'EXCHANGE_NAME_OTHER')) throw error;
      await guide.explain(error);
      await guide.until(undefined, texts.addressAgain, typeTarget);
      return acceptedKey(path, assessing);
    }
  });
  const assertName = (typed: string): Promise<void> => {
    assertTypedTarget({ target: { name: emergency.state.target?.name ?? '' }, source: null }, typed);
    return Promise.resolve();
  };
  if (options.typedName !== undefined) await assertName(options.typedName);
  const { shares, keys } = await giveShares(emergency, { domain, required, options, guide });
  try {
    const by = named ?? (await twoPeople(guide, catalogue));
    await guide.until(options.typedName, texts.typedName(by.join(', ')), assertName);
    const built = await buildBlob(emergency, shares, key, by);
    const out = await guide.untilDone(options.out, texts.out, async (folder) => ({
      folder,
      file: await emergency.writeBlob(folder, null),
    }));
    await emergency.finish(by);
    return report(emergency, { built, keys, ...out });
  } catch (error) {
    await shares.end();
    throw error;
  }
}

interface Assessing {
  readonly emergency: EmergencyRecovery;
  /** The two people whom an option names. */
  readonly named: readonly string[] | undefined;
  readonly options: RecoverOptions;
  readonly guide: Guide;
  readonly catalogue: Catalogue;
}

/** Checks a file as exchange key, and shows every check. @throws why it is refused; people may bring another one */
async function acceptedKey(path: string, assessing: Assessing): Promise<AssessedExchangeKey> {
  const { emergency, guide, catalogue } = assessing;
  const name = visibleText(basename(path), 80);
  const revocationLists = await readRevocationLists(assessing.options.revocationLists);
  const key = await emergency.checkKey(name, await readInput(path, exchangeKeyFile, (bytes) => bytes), {
    revocationLists,
  });
  guide.say(...checkLines(key.checks, catalogue));
  if (key.assessed !== undefined) return key.assessed;
  if (!key.onlyUnattested || key.fault === undefined) throw refusalOf(key);
  const unattested = await answeredFor(assessing);
  const again = await emergency.checkKey(name, key.fileBytes, { unattested });
  return again.assessed ?? Promise.reject(refusalOf(again));
}

const refusalOf = ({ fault }: EmergencyKey): Error =>
  fault === undefined ? new Error('an exchange key was refused, and nothing says why') : new Refusal(fault);

/** Two people answer for a key that proves nothing: by its fingerprint, typed from paper, and a reason. */
async function answeredFor({ named, options, guide, catalogue }: Assessing) {
  const { recover: texts } = catalogue.commands;
  if (options.exchangeKeySha256 === undefined) guide.say(texts.notAttested);
  const fingerprint = await guide.until(options.exchangeKeySha256, texts.fingerprint, (typed) =>
    Promise.resolve(printedSha256(typed)),
  );
  const reason = await guide.until(options.reason, texts.reason, (typed) => Promise.resolve(typed));
  const approvers = named ?? (await twoPeople(guide, catalogue));
  return { fingerprint, reason, approvers };
}

/** One name is asked for after the other, and each until it is one; the second must be of another person. */
async function twoPeople(guide: Guide, { commands }: Catalogue): Promise<readonly string[]> {
  const { firstName, secondName } = commands.recover;
  const first = await guide.until(undefined, firstName, (typed) => Promise.resolve(nameOf(typed)));
  return guide.until(undefined, secondName, (typed) => Promise.resolve(twoNames([first, typed])));
}

/** @throws CONFIRMATION_ONE_PERSON, PERSON_NAME_UNCLEAR */
const twoNames = (typed: readonly string[]): readonly string[] => twoOfPlan({ people: null }, typed.map(nameOf));

/** A name as the journal takes it. @throws PERSON_NAME_UNCLEAR */
function nameOf(typed: string): string {
  const name = personName.safeParse(typed.trim());
  return name.success ? name.data : refuse({ code: 'PERSON_NAME_UNCLEAR', person: visibleText(typed, 80) });
}

interface Giving {
  readonly domain: Buffer;
  readonly required: number;
  readonly options: RecoverOptions;
  readonly guide: Guide;
}

/** Custodians come one at a time; the gap is looked at before each. */
async function giveShares(emergency: EmergencyRecovery, { domain, required, options, guide }: Giving) {
  const { journal } = emergency;
  const shares = new RecoverySession(guide.context.host, domain, { journal, custodians: required });
  try {
    const { sdWrappingKeys: keys, passwordFiles = [] } = options;
    const given = await takeTurns(guide.context, { keys, passwordFiles, required }, async (turn) => {
      await requireClosedGap(emergency.journal, await airGap(), emergency.practice);
      await shares.addCustodian(turn);
    });
    return { shares, keys: given.length };
  } catch (error) {
    const isGapLost = isFaultOf(error, 'AIR_GAP_OPEN');
    await shares.end(isGapLost ? 'air-gap-lost' : 'cancelled');
    if (isGapLost) await noteGapLost(emergency.journal);
    throw error;
  }
}

interface Written {
  readonly built: { readonly sha256: string; readonly bytes: number; readonly wrappedFor: string };
  readonly keys: number;
  readonly folder: string;
  readonly file: string;
}

function report(emergency: EmergencyRecovery, { built, keys, folder, file }: Written): CommandResult {
  const { id, practice, missing, state, head } = emergency;
  const path = join(folder, file);
  const name = state.target?.name ?? '';
  return {
    result: {
      ...{ ceremony: id, practice, missing, file: path, bytes: built.bytes, sha256: built.sha256 },
      ...{ exchangeThumbprintS256: built.wrappedFor, hsm: state.target?.hsmUri ?? null, custodians: keys },
      ...{ attested: state.exchangeKey?.attested ?? false, journal: emergency.folder.journal, head: head.sha256 },
    },
    text: ({ commands: { common, recover: texts, journal, next } }) => [
      `${practice ? common.practiceRecovery : common.production}  ${texts.noPlanRecorded(id)}`,
      ...(state.exchangeKey?.attested === true ? [] : [texts.restsOnTwoPeople]),
      row(texts.blob, common.file(visibleText(path), built.bytes)),
      ...fingerprintLines(texts.blobSha256, built.sha256),
      ...fingerprintLines(journal.head, head.sha256),
      row(next.next, texts.upload),
      commandLine('lifeboat emergency'),
      row(next.orElse, texts.withAz),
      commandLine(shellCommand`az keyvault security-domain upload --hsm-name ${name} --sd-file ${path} --restore-blob`),
    ],
  };
}
