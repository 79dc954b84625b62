// `lifeboat restore-blob`: what `az keyvault security-domain restore-blob` does, on the same files and with the same flags.
import type { Command } from 'commander';
import type { ExchangeKeyVerdict } from '../../../../shared/exchange-key/verdict.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import type { DomainWarning } from '../../../../shared/schemas/domain-warning.ts';
import type { CommandTexts } from '../../../../shared/messages/en/commands/index.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import { certificateSha256Of } from '../../../../shared/formatting/thumbprint.ts';
import { domainWarningText } from '../../../../shared/messages/domain-warning-text.ts';
import type { ExchangeKeyInput } from '../../core/exchange-key/claim.ts';
import { verifyExchangeKey } from '../../core/exchange-key/policy.ts';
import { parseRestoreBlob } from '../../core/security-domain/restore-blob.ts';
import { domainWarnings, maxSecurityDomainBytes } from '../../core/security-domain/security-domain.ts';
import { likelyShare } from '../../offline/likely-share.ts';
import { type BuiltBlob, RecoverySession } from '../../offline/recovery-session.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '../../ports/files.ts';
import { answers, type CommandContext } from '../context.ts';
import { about, keyTurns, needQuorum, promptOf } from '../custodian-turns.ts';
import { type CommandResult, progressOf } from '../output.ts';
import { printedSha256 } from '../printed-values.ts';
import { row } from '../row.ts';
import { needed, notOfPractice, refuseUsage } from '../usage.ts';

const maxExchangeKeyBytes = 1024 * 1024;

interface RestoreBlobOptions {
  readonly sdFile?: string;
  readonly sdExchangeKey?: string;
  readonly sdWrappingKeys?: string[];
  readonly passwordFiles?: string[];
  readonly sdFileRestoreBlob?: string;
  readonly hsmUri?: string;
  readonly unattested?: boolean;
  readonly exchangeKeySha256?: string;
  readonly reason?: string;
  readonly practice?: boolean;
}

export function registerRestoreBlob(program: Command, context: CommandContext): void {
  const command = program
    .command('restore-blob')
    .description('Build the restore blob from the security domain, a quorum of keys and the exchange key.')
    .option('--sd-file <file>', 'security domain')
    .option('--sd-exchange-key <file>', 'exchange key of the new HSM')
    .option('--sd-wrapping-keys <keys...>', 'private keys of a quorum of custodians')
    .option('--password-files <files...>', 'passphrases, one file for each key, in the order of the keys')
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
    .option('--practice', 'trust exchange keys of practice HSMs, and no others');
  answers(command, context, (options: RestoreBlobOptions) => build(options, context));
  answers(
    command.command('inspect <file>').description('Show what a restore blob is made of and for which exchange key.'),
    context,
    inspect,
  );
}

async function build(options: RestoreBlobOptions, context: CommandContext): Promise<CommandResult> {
  const out = needed(options.sdFileRestoreBlob, '--sd-file-restore-blob');
  const keys = needed(options.sdWrappingKeys, '--sd-wrapping-keys');
  const passwordFiles = options.passwordFiles ?? [];
  const turns = keyTurns({ keys, passwordFiles }, await promptOf(context, passwordFiles));
  const claim = claimOf(options);
  const securityDomain = await readWholeFile(needed(options.sdFile, '--sd-file'), 2 * maxSecurityDomainBytes);
  const exchangeKeyFile = await readWholeFile(needed(options.sdExchangeKey, '--sd-exchange-key'), maxExchangeKeyBytes);
  // Before any custodian is bothered; the write itself refuses again.
  await refuseExisting(out);
  const session = new RecoverySession(context.host, securityDomain, { custodians: turns.length });
  try {
    needQuorum(session.domain, turns.length);
    const input: ExchangeKeyInput = {
      fileBytes: exchangeKeyFile,
      mode: options.practice === true ? 'practice' : 'production',
      use: 'one-shot',
      claim,
      custodianThumbprintsS256: session.domain.shares.map(({ thumbprintS256 }) => thumbprintS256),
      wallClockMs: Date.now(),
    };
    // Judged here too, so that no custodian enters a passphrase for a key that will be refused.
    const { evidence, certificateSha256Hex } = verifyExchangeKey(input);
    const say = await progressOf(context);
    for (const [i, turn] of turns.entries()) {
      say(({ common }) => common.custodianTurn(i + 1, turns.length, visibleText(turn.keyFile)));
      const likely = await likelyShare(session.domain, turn.keyFile);
      await about(turn.keyFile, () => session.addCustodian({ ...turn, ...(likely !== undefined && { likely }) }));
    }
    const built = await session.buildBlob(input);
    await writeNewFile(out, built.blob);
    return report({ out, built, session, evidence, certificateSha256Hex });
  } finally {
    session.end();
  }
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

interface Report {
  readonly out: string;
  readonly built: BuiltBlob;
  readonly session: RecoverySession;
  readonly evidence: ExchangeKeyVerdict;
  readonly certificateSha256Hex: string;
}

function report({ out, built, session, evidence, certificateSha256Hex }: Report): CommandResult {
  const blobSha256 = sha256(built.blob).toString('hex');
  const onCaller = evidence.checks.filter(({ outcome }) => outcome === 'on-caller').map(({ id }) => id);
  const custodians = session.accepted.map(({ thumbprintS256, keyBits, protection }) => ({
    thumbprintS256,
    keyBits,
    protection,
  }));
  const warnings = warningsOf(session);
  return {
    result: {
      file: out,
      bytes: built.blob.length,
      sha256: blobSha256,
      practice: evidence.mode === 'practice',
      exchangeCertificateSha256: certificateSha256Hex,
      evidence,
      restsOnCaller: onCaller,
      custodians,
      data: built.datumTags,
      warnings,
    },
    text: ({ commands: { common, restoreBlob: texts }, laterScreens }) => [
      ...(evidence.mode === 'practice' ? [texts.practice] : []),
      row(texts.file, common.file(visibleText(out), built.blob.length)),
      row('  SHA-256', blobSha256),
      row(texts.madeFor, texts.certificate(certificateSha256Hex)),
      ...unattestedLines(evidence, texts),
      ...custodians.map(({ thumbprintS256 }, at) => row(at === 0 ? texts.custodians : '', thumbprintS256)),
      row(common.data, texts.authentic(built.datumTags.map((tag) => visibleText(tag)).join(', '))),
      row(texts.restsOnYou, onCaller.join(', ')),
      ...warnings.map((warning) =>
        row(
          common.warning,
          warning.code === 'KEY_UNPROTECTED'
            ? texts.unprotected(warning.custodian)
            : domainWarningText(warning, laterScreens.securityDomain),
        ),
      ),
    ],
  };
}

function unattestedLines({ exception }: ExchangeKeyVerdict, texts: CommandTexts['restoreBlob']): string[] {
  if (!exception) return [];
  return [
    row(`  ${texts.notAttested}`, texts.nothingProves),
    row(`  ${texts.reason}`, visibleText(exception.reason, 400)),
  ];
}

/** `custodian`: thumbprint of the certificate, base64url of its SHA-256. */
type Warning = DomainWarning | { readonly code: 'KEY_UNPROTECTED'; readonly custodian: string };

function warningsOf({ accepted, domain }: RecoverySession): Warning[] {
  const unprotected = accepted.filter(({ protection }) => protection === 'none');
  return [
    ...unprotected.map(({ thumbprintS256 }) => ({ code: 'KEY_UNPROTECTED' as const, custodian: thumbprintS256 })),
    ...domainWarnings(domain),
  ];
}

async function inspect(file: string): Promise<CommandResult> {
  const bytes = await readWholeFile(file, maxSecurityDomainBytes);
  const blob = parseRestoreBlob(bytes);
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
