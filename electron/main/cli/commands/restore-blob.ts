// `lifeboat restore-blob`: what `az keyvault security-domain restore-blob` does, on the same files and with the same flags.
import { dirname } from 'node:path';
import { type Command, Option } from 'commander';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import type { ExchangeKeyInput } from '#core/exchange-key/claim.ts';
import { verifyExchangeKey } from '#core/exchange-key/policy.ts';
import { requireClosedGap } from '#services/offline/closed-gap.ts';
import { airGap } from '#platform/air-gap/air-gap.ts';
import { withCertificate } from '#services/offline/certificate-beside.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import { assertFolder, refuseExisting, writeNewFile } from '#platform/files.ts';
import { readRevocationLists } from '#services/evidence/revocation-lists.ts';
import { answers, type CommandContext } from '../context.ts';
import { blobReport } from '../blob-report.ts';
import type { CeremonyOptions } from '../ceremony-blob.ts';
import { assertPasswordFiles, needQuorum, takeTurns } from '../custodian-turns.ts';
import { readBlobFile, readDomainFile, readExchangeKeyFile, revocationListsText } from '../input-files.ts';
import type { CommandResult } from '../output.ts';
import { printedSha256 } from '../printed-values.ts';
import { row } from '../row.ts';
import { needed, neededTogether, notOfPractice, refuseUsage } from '../usage.ts';

interface RestoreBlobOptions extends CeremonyOptions {
  readonly sdExchangeKey?: string;
  readonly revocationLists?: readonly string[];
  readonly hsmUri?: string;
  readonly unattested?: boolean;
  readonly exchangeKeySha256?: string;
  readonly reason?: string;
  readonly practice?: boolean;
  readonly networkAccepted?: boolean;
}

export function registerRestoreBlob(program: Command, context: CommandContext): void {
  const command = program
    .command('restore-blob')
    .description('Build the restore blob from the security domain, a quorum of keys and the exchange key.')
    .option('--sd-file <file>', 'security domain')
    .option('--sd-exchange-key <file>', 'exchange key of the new HSM')
    .option(
      '--sd-wrapping-keys <keys...>',
      'private keys of a quorum of custodians, as files or as URIs of tokens; without them, a terminal asks one custodian after the other',
    )
    .option('--password-files <files...>', 'passphrases and PINs, one file for each key, in the order of the keys')
    .option('--sd-file-restore-blob <file>', 'where the restore blob is written; never an existing file')
    .option(
      '--hsm-uri <uri>',
      'address of the new HSM, typed from paper: the exchange key must prove that it is its key',
    )
    .option('--unattested', 'the exchange key proves nothing: people have compared its fingerprint')
    .option(
      '--exchange-key-sha256 <hash>',
      'with --unattested: SHA-256 of the certificate (DER), as people compared it',
      printedSha256,
    )
    .option('--reason <text>', 'with --unattested: why')
    .option('--revocation-lists <files...>', revocationListsText)
    .option('--practice', 'trust exchange keys of practice HSMs, and no others')
    .option('--network-accepted', 'open the shares although this machine is not cut off from every network')
    .addOption(
      new Option('--journal <file>', 'in a ceremony: journal of this machine; everything is noted in it').conflicts([
        'sdExchangeKey',
        'hsmUri',
        'unattested',
        // In a ceremony they come in the bundle.
        'revocationLists',
        'practice',
        'networkAccepted',
      ]),
    )
    .option('--plan <file>', 'in a ceremony: the approved plan')
    .option('--plan-sha256 <hash>', 'in a ceremony: its hash, typed from paper', printedSha256)
    .option('--exchange-key-bundle <file>', 'in a ceremony: the bundle with the exchange key, accepted before')
    .option(
      '--read-back <hash>',
      'in a ceremony: the exchange key’s hash as the online side reads it out',
      printedSha256,
    )
    .option('--confirmed-by <names...>', 'in a ceremony: the two people who approve the blob');
  answers(command, context, (options: RestoreBlobOptions) => build(options, context));
  answers(
    command.command('inspect <file>').description('Show what a restore blob is made of and for which exchange key.'),
    context,
    inspect,
  );
}

async function build(options: RestoreBlobOptions, context: CommandContext): Promise<CommandResult> {
  const { journal } = options;
  if (journal === undefined) return buildAlone(options, context);
  const { buildInCeremony } = await import('../ceremony-blob.ts');
  return buildInCeremony({ ...options, journal }, context);
}

/** Whatever is missing is said together, before anything is read. */
function needFiles(
  { sdFile, sdExchangeKey, sdWrappingKeys, sdFileRestoreBlob }: RestoreBlobOptions,
  terminal: boolean,
) {
  return neededTogether({
    '--sd-file': sdFile,
    '--sd-exchange-key': sdExchangeKey,
    '--sd-file-restore-blob': sdFileRestoreBlob,
    // At a terminal each custodian is asked in turn.
    ...(!terminal && { '--sd-wrapping-keys': sdWrappingKeys?.[0] }),
  });
}

async function buildAlone(options: RestoreBlobOptions, context: CommandContext): Promise<CommandResult> {
  const {
    '--sd-file': sdFile,
    '--sd-exchange-key': sdExchangeKey,
    '--sd-file-restore-blob': out,
  } = needFiles(options, context.terminal);
  const passwordFiles = options.passwordFiles ?? [];
  assertPasswordFiles(options.sdWrappingKeys, passwordFiles);
  const claim = claimOf(options);
  const { bytes: securityDomain } = await readDomainFile(sdFile);
  const exchangeKeyFile = await readExchangeKeyFile(sdExchangeKey);
  const lists = await readRevocationLists(options.revocationLists);
  // Before any custodian is bothered; the write itself refuses again.
  await refuseExisting(out);
  await assertFolder(dirname(out));
  await requireGap(options);
  const keys = options.sdWrappingKeys;
  const session = new RecoverySession(
    context.host,
    securityDomain,
    keys === undefined ? {} : { custodians: keys.length },
  );
  try {
    const { domain } = session;
    if (keys !== undefined) needQuorum(domain, keys.length);
    const input: ExchangeKeyInput = {
      fileBytes: exchangeKeyFile,
      mode: options.practice === true ? 'practice' : 'production',
      use: 'one-shot',
      claim,
      custodianThumbprintsS256: domain.shares.map(({ thumbprintS256 }) => thumbprintS256),
      wallClockMs: Date.now(),
      ...(lists.length > 0 && { revocationLists: lists.map((list) => list.toString('base64')) }),
    };
    // Checked here too, so that no custodian enters a passphrase for a key that will be refused.
    const { evidence, certificateSha256Hex } = verifyExchangeKey(input);
    await takeTurns(context, { keys, passwordFiles, required: domain.required }, async (turn) => {
      await requireGap(options);
      return session.addCustodian(await withCertificate(domain, turn));
    });
    const built = await session.buildBlob(input);
    await writeNewFile(out, built.blob);
    return blobReport({ out, built, accepted: session.accepted, domain, evidence, certificateSha256Hex });
  } finally {
    await session.end();
  }
}

/** As in a ceremony, unless it was accepted that this machine may be connected. @throws AIR_GAP_OPEN */
async function requireGap({ practice = false, networkAccepted = false }: RestoreBlobOptions): Promise<void> {
  if (!networkAccepted) await requireClosedGap(undefined, await airGap(), practice);
}

/** Either the HSM's address, or the exception branch with all that it asks for; never both. */
function claimOf({
  hsmUri,
  unattested,
  exchangeKeySha256,
  reason,
  practice,
}: RestoreBlobOptions): ExchangeKeyInput['claim'] {
  if (unattested === true) {
    if (hsmUri !== undefined) refuseUsage('only-one-of', '--hsm-uri, --unattested');
    return {
      kind: 'unattested',
      certificateSha256Hex: needed(exchangeKeySha256, '--exchange-key-sha256'),
      reason: needed(reason, '--reason'),
    };
  }
  if (exchangeKeySha256 !== undefined || reason !== undefined) {
    refuseUsage('group-with-option', '--exchange-key-sha256, --reason', '--unattested');
  }
  return { kind: 'attested', hsmUri: notOfPractice(needed(hsmUri, '--hsm-uri / --unattested'), practice) };
}

async function inspect(file: string): Promise<CommandResult> {
  const { bytes, blob } = await readBlobFile(file);
  const data = blob.data.map(({ datumTag, jwe }) => ({ datumTag, ciphertextBytes: jwe.ciphertext.length }));
  const exchangeCertificateSha256 = certificateSha256Of(blob.exchangeThumbprintS256);
  const blobSha256 = sha256(bytes).toString('hex');
  return {
    result: {
      sha256: blobSha256,
      bytes: bytes.length,
      exchangeCertificateSha256,
      exchangeKeyBits: blob.wrappedKey.encryptedKey.length * 8,
      data,
    },
    text: ({ commands: { common, restoreBlob: texts } }) => [
      row(texts.file, common.file(visibleText(file), bytes.length)),
      row('  SHA-256', blobSha256),
      row(texts.madeFor, texts.certificate(exchangeCertificateSha256)),
      ...data.map(({ datumTag, ciphertextBytes }) =>
        row(common.data, common.encryptedDatum(visibleText(datumTag), ciphertextBytes)),
      ),
      texts.nothingOpened,
    ],
  };
}
