// `lifeboat restore-blob`: what `az keyvault security-domain restore-blob` does, on the same files and with the same flags.
import type { Command } from 'commander';
import type { ExchangeKeyVerdict } from '../../../../shared/exchange-key/verdict.ts';
import { refuse } from '../../../../shared/faults/fault.ts';
import { visibleText } from '../../../../shared/formatting/visible-text.ts';
import { sha256 } from '../../core/encoding/bytes.ts';
import type { ExchangeKeyInput } from '../../core/exchange-key/claim.ts';
import { verifyExchangeKey } from '../../core/exchange-key/policy.ts';
import { parseRestoreBlob } from '../../core/security-domain/restore-blob.ts';
import { legacyWrappedShares, maxSecurityDomainBytes } from '../../core/security-domain/security-domain.ts';
import { likelyShare } from '../../offline/likely-share.ts';
import { type BuiltBlob, RecoverySession } from '../../offline/recovery-session.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '../../ports/files.ts';
import { answers, type CommandContext } from '../context.ts';
import { about, keyTurns, needQuorum } from '../custodian-turns.ts';
import { type CommandResult, sayProgress } from '../output.ts';

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
    .option('--exchange-key-sha256 <hex>', 'with --unattested: SHA-256 of the certificate (DER), as people compared it')
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
  const out = need(options.sdFileRestoreBlob, '--sd-file-restore-blob');
  const turns = keyTurns(
    { keys: need(options.sdWrappingKeys, '--sd-wrapping-keys'), passwordFiles: options.passwordFiles ?? [] },
    context.terminal,
  );
  const claim = claimOf(options);
  const securityDomain = await readWholeFile(need(options.sdFile, '--sd-file'), 2 * maxSecurityDomainBytes);
  const exchangeKeyFile = await readWholeFile(need(options.sdExchangeKey, '--sd-exchange-key'), maxExchangeKeyBytes);
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
    for (const [i, turn] of turns.entries()) {
      sayProgress(context.streams, `custodian ${i + 1} of ${turns.length}: ${visibleText(turn.keyFile)}`);
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
function claimOf({ hsmUri, unattested, exchangeKeySha256, reason }: RestoreBlobOptions): ExchangeKeyInput['claim'] {
  if (unattested === true) {
    if (hsmUri !== undefined) refuse({ code: 'USAGE', detail: 'give --hsm-uri or --unattested, not both' });
    return {
      kind: 'unattested',
      certificateSha256Hex: need(exchangeKeySha256, '--exchange-key-sha256'),
      reason: need(reason, '--reason'),
    };
  }
  if (exchangeKeySha256 !== undefined || reason !== undefined) {
    refuse({ code: 'USAGE', detail: '--exchange-key-sha256 and --reason go with --unattested' });
  }
  return { kind: 'attested', hsmUri: need(hsmUri, '--hsm-uri (or --unattested with its options)') };
}

function need<T>(value: T | undefined, option: string): T {
  return value ?? refuse({ code: 'USAGE', detail: `${option} is missing` });
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
      custodians: session.accepted.map(({ thumbprintS256, keyBits, protection }) => ({
        thumbprintS256,
        keyBits,
        protection,
      })),
      data: built.datumTags,
      warnings,
    },
    text: [
      ...(evidence.mode === 'practice' ? ['PRACTICE: this blob is for a practice HSM.'] : []),
      `Restore blob     ${visibleText(out)} (${built.blob.length} bytes)`,
      `  SHA-256        ${blobSha256}`,
      `Made for         exchange certificate with SHA-256 ${certificateSha256Hex}`,
      ...unattestedLines(evidence),
      `Custodians       ${session.accepted.map(({ thumbprintS256 }) => thumbprintS256).join('\n                 ')}`,
      `Data             ${built.datumTags.map((tag) => visibleText(tag)).join(', ')}: all authentic`,
      `Rests on you     ${onCaller.join(', ')}`,
      ...warnings.map(({ text }) => `Warning          ${text}`),
    ],
  };
}

function unattestedLines({ exception }: ExchangeKeyVerdict): string[] {
  if (!exception) return [];
  return [
    '  NOT ATTESTED   nothing proves that this key belongs to the HSM, except that people compared its fingerprint',
    `  Reason         ${visibleText(exception.reason, 400)}`,
  ];
}

function warningsOf({ accepted, domain }: RecoverySession): { code: string; text: string }[] {
  const unprotected = accepted.filter(({ protection }) => protection === 'none');
  const legacy = legacyWrappedShares(domain);
  return [
    ...unprotected.map(({ thumbprintS256 }) => ({
      code: 'KEY_UNPROTECTED',
      text: `the key of custodian ${thumbprintS256} lies on its stick without a passphrase`,
    })),
    ...(legacy.length === 0
      ? []
      : [
          {
            code: 'SHARES_WRAPPED_WITH_SHA1',
            text: `shares are wrapped the old way (RSA-OAEP with SHA-1): ${legacy.join(', ')}`,
          },
        ]),
  ];
}

async function inspect(file: string): Promise<CommandResult> {
  const bytes = await readWholeFile(file, maxSecurityDomainBytes);
  const blob = parseRestoreBlob(bytes);
  const data = blob.data.map(({ datumTag, jwe }) => ({ datumTag, ciphertextBytes: jwe.ciphertext.length }));
  const exchangeCertificateSha256 = Buffer.from(blob.exchangeThumbprintS256, 'base64url').toString('hex');
  const blobSha256 = sha256(bytes).toString('hex');
  return {
    result: {
      sha256: blobSha256,
      bytes: bytes.length,
      exchangeCertificateSha256,
      exchangeKeyBits: blob.wrappedKey.encryptedKey.length * 8,
      data,
    },
    text: [
      `Restore blob     ${visibleText(file)} (${bytes.length} bytes)`,
      `  SHA-256        ${blobSha256}`,
      `Made for         exchange certificate with SHA-256 ${exchangeCertificateSha256}`,
      ...data.map(
        ({ datumTag, ciphertextBytes }) =>
          `Data             ${visibleText(datumTag)}: ${ciphertextBytes} bytes, encrypted`,
      ),
      'Nothing in it was opened: only the HSM that it is made for can.',
    ],
  };
}
