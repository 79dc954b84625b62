// `lifeboat security-domain`: look into a security domain file, and prove custodians' keys against it.
import type { Command } from 'commander';
import { certificateSha256Of } from '#shared/formatting/thumbprint.ts';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { domainWarningText } from '#shared/messages/domain-warning-text.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { domainWarnings, type SecurityDomain } from '#core/security-domain/security-domain.ts';
import { type AcceptedCustodian, proveShare, type ProvenCustodian } from '#services/offline/custodian-turn.ts';
import { certificateThumbprint, withCertificate } from '#services/offline/certificate-beside.ts';
import { RecoverySession } from '#services/offline/recovery-session.ts';
import { answers, type CommandContext } from '../context.ts';
import { giveOnce, type KeyTurn, keyTurns, needQuorum, promptOf } from '../custodian-turns.ts';
import { type CommandResult, progressOf } from '../output.ts';
import { about, readDomainFile } from '../input-files.ts';
import { row } from '../row.ts';

export function registerSecurityDomain(program: Command, context: CommandContext): void {
  const group = program.command('security-domain').description('Inspect a security domain, and prove keys against it.');
  answers(
    group
      .command('inspect <file>')
      .description('Show who can open a security domain, and what is in it.')
      .option('--certificates <files...>', 'certificates of custodians, to name whose share is whose'),
    context,
    inspect,
  );
  answers(
    group
      .command('check <file>')
      .description(
        'Prove that keys open their shares; with --reconstruct, that a quorum opens the whole. Writes nothing.',
      )
      .requiredOption('--keys <keys...>', 'private keys of custodians, as files or as URIs of tokens')
      .option('--password-files <files...>', 'passphrases and PINs, one file for each key, in the order of the keys')
      .option('--reconstruct', 'rebuild the master key for a moment, and prove every datum with it'),
    context,
    (file: string, options: CheckOptions) => check(file, options, context),
  );
}

async function inspect(file: string, { certificates = [] }: { certificates?: string[] }): Promise<CommandResult> {
  const { bytes, domain } = await readDomainFile(file);
  const names = new Map<string, string>();
  for (const certificate of certificates) {
    names.set(await about(certificate, () => certificateThumbprint(certificate)), certificate);
  }
  const unmatched = [...names]
    .filter(([thumbprint]) => !custodiansOf(domain).includes(thumbprint))
    .map(([, name]) => name);
  const custodians = custodiansOf(domain).map((thumbprintS256) => ({
    thumbprintS256,
    ...(names.has(thumbprintS256) && { certificate: names.get(thumbprintS256) }),
  }));
  const data = domain.data.map(({ datumTag, jwe }) => ({ datumTag, ciphertextBytes: jwe.ciphertext.length }));
  const fileSha256 = sha256(bytes).toString('hex');
  const warnings = domainWarnings(domain);
  return {
    result: {
      sha256: fileSha256,
      bytes: bytes.length,
      version: domain.version,
      required: domain.required,
      custodians,
      data,
      certificatesOfNobody: unmatched,
      warnings,
    },
    text: ({ commands: { common, securityDomain: texts }, screens }) => [
      row(texts.file, texts.fileOf(visibleText(file), bytes.length, domain.version)),
      row('  SHA-256', fileSha256),
      row(texts.quorum, texts.anyOf(domain.required, custodians.length)),
      ...custodians.map(({ thumbprintS256, certificate }, i) =>
        row(
          `  ${String(i + 1).padStart(2)}`,
          `${certificateSha256Of(thumbprintS256)}${certificate === undefined ? '' : `  ${visibleText(certificate)}`}`,
        ),
      ),
      ...data.map(({ datumTag, ciphertextBytes }) =>
        row(common.data, common.encryptedDatum(visibleText(datumTag), ciphertextBytes)),
      ),
      ...unmatched.map((name) => row(common.warning, texts.ofNobody(visibleText(name)))),
      ...warnings.map((warning) => row(common.warning, domainWarningText(warning, screens.securityDomain))),
    ],
  };
}

/** Each custodian once: version 1 lists them in several pairs. */
const custodiansOf = ({ shares }: SecurityDomain): string[] => [
  ...new Set(shares.map(({ thumbprintS256 }) => thumbprintS256)),
];

interface CheckOptions {
  readonly keys: string[];
  readonly passwordFiles?: string[];
  readonly reconstruct?: boolean;
}

async function check(file: string, options: CheckOptions, context: CommandContext): Promise<CommandResult> {
  const passwordFiles = options.passwordFiles ?? [];
  const turns = await keyTurns({ keys: options.keys, passwordFiles }, await promptOf(context, passwordFiles));
  const { bytes, domain } = await readDomainFile(file);
  if (options.reconstruct === true) return reconstruct(bytes, turns, context);
  const proven: ProvenCustodian[] = [];
  for (const turn of turns) {
    const challenged = await withCertificate(domain, turn);
    const taken = proven.flatMap(({ positions }) => positions);
    const prove = (given: KeyTurn): Promise<ProvenCustodian> =>
      proveShare(context.host, domain, { ...challenged, ...given }, taken);
    proven.push(await about(turn.keyFile, () => giveOnce(context, turn, prove)));
  }
  return checked(turns, proven, domain, []);
}

async function reconstruct(bytes: Buffer, turns: readonly KeyTurn[], context: CommandContext): Promise<CommandResult> {
  const session = new RecoverySession(context.host, bytes, { custodians: turns.length });
  try {
    needQuorum(session.domain, turns.length);
    const say = await progressOf(context);
    for (const [i, turn] of turns.entries()) {
      say(({ common }) => common.custodianTurn(i + 1, turns.length, visibleText(turn.keyFile)));
      await about(turn.keyFile, () => giveOnce(context, turn, (given) => session.addCustodian(given)));
    }
    const { datumTags } = await session.checkQuorum();
    return checked(turns, session.accepted, session.domain, datumTags);
  } finally {
    await session.end();
  }
}

function checked(
  turns: readonly KeyTurn[],
  proven: readonly (AcceptedCustodian & Partial<ProvenCustodian>)[],
  domain: SecurityDomain,
  authentic: readonly string[],
): CommandResult {
  const keys = proven.map(({ thumbprintS256, keyBits, protection }, i) => ({
    keyFile: turns[i]?.keyFile ?? '',
    thumbprintS256,
    keyBits,
    protection,
  }));
  const reconstructed = authentic.length > 0;
  const warnings = domainWarnings(domain);
  const onTheirWord = keys.filter((_, at) => proven[at]?.isChallenged === false);
  return {
    result: { keys, required: domain.required, reconstructed, authentic, warnings },
    text: ({ commands: { common, securityDomain: texts }, screens }) => [
      ...keys.map(({ keyFile, thumbprintS256 }) =>
        row(texts.opens, texts.opener(visibleText(keyFile), certificateSha256Of(thumbprintS256))),
      ),
      ...onTheirWord.map(({ keyFile, protection }) =>
        row('', (protection === 'token' ? texts.onTokensWord : texts.onItsWord)(visibleText(keyFile))),
      ),
      row(
        texts.quorum,
        reconstructed
          ? texts.rebuilt(authentic.map((tag) => visibleText(tag)).join(', '))
          : texts.notRebuilt(domain.required, keys.length),
      ),
      ...warnings.map((warning) => row(common.warning, domainWarningText(warning, screens.securityDomain))),
      texts.forgotten,
    ],
  };
}
