// `lifeboat custodian`: a custodian's key, encrypted, and its certificate, as NAME.key and NAME.cer; or a key that is on a token, adopted with its
// certificate and a description of the token.
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { encodeTokenFile } from '#core/custodian-key/token-file.ts';
import { encodeBase64url } from '#core/encoding/base64.ts';
import { sha256 } from '#core/encoding/bytes.ts';
import { encodePem } from '#core/encoding/pem.ts';
import { refuseExisting } from '#platform/files.ts';
import { makeKey } from '#services/offline/make-key.ts';
import { refuseKeyPair, writeBoth, writeKeyPair } from '#services/identity/key-pair.ts';
import { passphraseSource } from '../ceremony-files.ts';
import { adoptAtTurn, keyIdText, withoutAttestationText } from '../adopted-key.ts';
import { answers, type CommandContext } from '../context.ts';
import type { CommandResult } from '../output.ts';
import { row } from '../row.ts';
import { refuseUsage } from '../usage.ts';

interface CreateOptions {
  readonly name: string;
  readonly out: string;
  readonly bits: string;
  readonly passwordFile?: string;
}

interface AdoptOptions extends Pick<CreateOptions, 'name' | 'out' | 'passwordFile'> {
  readonly keyId?: string;
  readonly withoutAttestation?: boolean;
}

const nameText = 'letters, digits, dot, hyphen and underscore';
const outText = 'where the two files are written; never over existing ones';

export function registerCustodian(program: Command, context: CommandContext): void {
  const group = program.command('custodian').description('Custodian keys.');
  answers(
    group
      .command('create')
      .description('Make a key and its certificate: NAME.key (encrypted PKCS#8) and NAME.cer.')
      .requiredOption('--name <name>', nameText)
      .requiredOption('--out <folder>', outText)
      .addOption(new Option('--bits <bits>', 'size of the RSA key').choices(['3072', '4096']).default('4096'))
      .option('--password-file <file>', 'the passphrase; without it, the terminal asks'),
    context,
    (options: CreateOptions) => create(options, context),
  );
  answers(
    group
      .command('adopt <token>')
      .description('Adopt a key that is on a token: prove it, and write NAME.cer and NAME.token.json.')
      .requiredOption('--name <name>', nameText)
      .requiredOption('--out <folder>', outText)
      .option('--key-id <hex>', keyIdText)
      .option('--without-attestation', withoutAttestationText)
      .option('--password-file <file>', 'the PIN; without it, the terminal asks'),
    context,
    (token: string, options: AdoptOptions) => adopt(token, options, context),
  );
}

async function create(
  { name, out, bits, passwordFile }: CreateOptions,
  context: CommandContext,
): Promise<CommandResult> {
  assertName(name);
  const passphrase = await passphraseSource(name, passwordFile, context, true);
  await refuseKeyPair(out, name);
  const pair = await makeKey(context.host, {
    name,
    bits: bits === '3072' ? 3072 : 4096,
    passphrase,
    now: Date.now(),
  });
  const written = await writeKeyPair(out, name, pair);
  const files = { key: written.key.path, certificate: written.certificate.path };
  const digest = sha256(pair.certificateDer);
  return {
    result: {
      ...files,
      thumbprintS256: encodeBase64url(digest),
      certificateSha256: digest.toString('hex'),
      bits: Number(bits),
    },
    text: ({ commands: { custodian: texts } }) => [
      row(texts.key, texts.keyFile(visibleText(files.key), bits)),
      row(texts.certificate, visibleText(files.certificate)),
      row('  SHA-256', digest.toString('hex')),
      texts.worth,
    ],
  };
}

/** The name becomes a file name on a stick that other systems read. @throws USAGE */
function assertName(name: string): void {
  if (!/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(name)) refuseUsage('name-form', '--name');
}

async function adopt(
  uri: string,
  { name, out, keyId, passwordFile, withoutAttestation }: AdoptOptions,
  context: CommandContext,
): Promise<CommandResult> {
  assertName(name);
  const files = { description: join(out, `${name}.token.json`), certificate: join(out, `${name}.cer`) };
  await refuseExisting(files.description, files.certificate);
  const wanted = { uri, custodian: name, keyId, passwordFile, withoutAttestation, practice: false };
  const { certificateDer, bits, token, attestation } = await adoptAtTurn(context, wanted);
  const proven = attestation?.proven ?? null;
  const digest = sha256(certificateDer);
  const certificateSha256 = digest.toString('hex');
  await writeBoth(
    { path: files.description, bytes: encodeTokenFile(token, { certificateDer, attestation }) },
    { path: files.certificate, bytes: Buffer.from(encodePem('CERTIFICATE', certificateDer), 'latin1') },
  );
  return {
    result: { ...files, thumbprintS256: encodeBase64url(digest), certificateSha256, bits, token, attested: proven },
    text: ({ commands: { custodian: texts } }) => [
      row(texts.key, texts.keyOnToken(token.model ?? '', token.serial ?? '', String(bits))),
      row(texts.certificate, visibleText(files.certificate)),
      row('  SHA-256', certificateSha256),
      row(texts.description, visibleText(files.description)),
      proven === null ? texts.notAttested : texts.attested(proven),
      texts.noCopy,
    ],
  };
}
