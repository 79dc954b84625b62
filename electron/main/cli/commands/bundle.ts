// `lifeboat bundle`: signed bundles between the machines: made, countersigned, verified, shown.
import { basename, dirname } from 'node:path';
import { Argument, type Command, Option } from 'commander';
import { visibleText } from '#shared/formatting/visible-text.ts';
import { parseStrictJson } from '#core/encoding/json.ts';
import { outcomeFault } from '#shared/journal/outcome.ts';
import { pinnedIdentities } from '#core/plan/plan-file.ts';
import { claimedType, openBundle, type SignedBundle } from '#core/transfer/bundle.ts';
import { maxCarriedBytes } from '#core/transfer/carried-files.ts';
import { readObservation } from '#core/transfer/contents.ts';
import { ownFetch } from '#core/transfer/second-observer.ts';
import { maxBundleBytes, parseEnvelope } from '#core/transfer/envelope.ts';
import type { BundlePayload } from '#core/transfer/payload.ts';
import { type BundleType, bundleTypes } from '#core/transfer/roles.ts';
import { type BundleDraft, countersignDraft, openDraft } from '#services/bundles/bundle-exchange.ts';
import { readBundle, setBundleAside } from '#services/bundles/bundle-folder.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '#platform/files.ts';
import { type BundleOrder, makeBundle } from '#services/bundles/make-bundle.ts';
import { noteBundle, type NotedAs, type Receiver } from '#services/bundles/note-bundle.ts';
import { app, loadPlan, loadPublicIdentity, loadSigner, needConsole, now, withJournal } from '../ceremony-files.ts';
import { answers, type CommandContext } from '../context.ts';
import { about, revocationListsText } from '../input-files.ts';
import { adviceLines, type CommandResult } from '../output.ts';
import { row, fingerprintLines } from '../row.ts';
import { needed, refuseUsage } from '../usage.ts';
import { typedException, type PlanOptions, withPlan } from '../printed-values.ts';

interface CreateOptions extends PlanOptions {
  readonly identity: string;
  readonly passwordFile?: string;
  readonly journal: string;
  readonly out: string;
  readonly certificates?: readonly string[];
  readonly securityDomain?: string;
  readonly certificatesBundle?: string;
  readonly observations?: readonly string[];
  readonly revocationLists?: readonly string[];
  readonly blob?: string;
  readonly call?: 'download' | 'upload' | 'restore';
  readonly verdict?: 'succeeded' | 'failed' | 'unknown';
  readonly requestId?: string;
  readonly receivedAt?: string;
  readonly serverDate?: string;
  readonly detail?: string;
  readonly key?: 'operator-1' | 'operator-2';
  readonly keyException?: number;
}

interface CountersignOptions extends PlanOptions {
  readonly observation: string;
  readonly journal: string;
  readonly keyException?: number;
  readonly identity: string;
  readonly passwordFile?: string;
  readonly out: string;
}

interface VerifyOptions extends PlanOptions {
  readonly journal?: string;
  readonly identity?: string;
  readonly extract?: string;
  readonly verdict?: string;
  readonly exceptionReason?: string;
  readonly approvers?: readonly string[];
}

export function registerBundle(program: Command, context: CommandContext): void {
  const group = program.command('bundle').description('Signed bundles between the machines.');
  answers(createCommand(group), context, (type: BundleType, options: CreateOptions) => create(type, options, context));
  answers(
    withPlan(group.command('countersign <file>').description('Add the second operator’s signature to a bundle.'))
      .requiredOption('--identity <file>', 'identity of this machine')
      .option('--password-file <file>', 'its passphrase; without it, the terminal asks')
      .requiredOption('--out <folder>', 'where the bundle with both signatures is written')
      .requiredOption('--observation <file>', 'what this machine itself fetched')
      .requiredOption('--journal <file>', 'journal of this machine, which noted that fetch')
      .option('--key-exception <n>', keyExceptionText, typedException),
    context,
    (file: string, options: CountersignOptions) => countersign(file, options, context),
  );
  answers(
    withPlan(group.command('verify <file>').description('Verify a bundle, and with a journal accept it.'))
      .option('--journal <file>', 'journal of this machine: the bundle must be the next one for it')
      .option('--identity <file>', 'identity of this machine; its public half is enough')
      .option('--extract <file>', 'write what the bundle carries')
      .option('--verdict <file>', 'exchange-key: write the verdict on it, for the evidence')
      .option('--exception-reason <text>', 'exchange-key without attestation: why it is accepted')
      .option('--approvers <names...>', 'exchange-key without attestation: who accepts it, two people'),
    context,
    verify,
  );
  answers(
    group
      .command('set-aside <file>')
      .description('Rename a file that is in the way of a bundle and that the journal does not name.')
      .requiredOption('--journal <file>', 'journal of this machine'),
    context,
    setAside,
  );
  answers(group.command('show <file>').description('Show what a bundle says. Nothing is verified.'), context, show);
}

const keyExceptionText = 'exchange-key that differed twice: the exception (step C9) by which two people chose one';

function createCommand(group: Command): Command {
  return withPlan(
    group
      .command('create')
      .description('Make a bundle.')
      .addArgument(new Argument('<type>', 'what it carries').choices(bundleTypes)),
  )
    .requiredOption('--journal <file>', 'journal of this machine')
    .requiredOption('--identity <file>', 'identity of this machine')
    .option('--password-file <file>', 'its passphrase; without it, the terminal asks')
    .requiredOption('--out <folder>', 'where the bundle is written under its own name')
    .option('--certificates <files...>', 'activation-certificates: PEM or DER, in the order of the plan’s custodians')
    .option('--security-domain <file>', 'security-domain: the file as it was saved')
    .option('--certificates-bundle <file>', 'security-domain: the bundle with which the HSM was activated')
    .option('--observations <files...>', 'exchange-key: what operator 1 and operator 2 fetched')
    .option('--revocation-lists <files...>', `exchange-key: ${revocationListsText}`)
    .addOption(
      new Option('--key <operator>', 'exchange-key that differed twice: whose key two people chose').choices([
        'operator-1',
        'operator-2',
      ]),
    )
    .option('--key-exception <n>', keyExceptionText, typedException)
    .option('--blob <file>', 'restore-blob: the blob')
    .addOption(new Option('--call <call>', 'outcome').choices(['download', 'upload', 'restore']))
    .addOption(new Option('--verdict <verdict>', 'outcome').choices(['succeeded', 'failed', 'unknown']))
    .option('--request-id <id>', 'outcome, security-domain: the service’s request id')
    .option('--received-at <time>', 'security-domain: when the answer came, by that machine’s clock (UTC, ISO 8601)')
    .option('--server-date <date>', 'security-domain: the Date header, where the answer had one')
    .option('--detail <text>', 'outcome: the service’s own words');
}

async function create(type: BundleType, options: CreateOptions, context: CommandContext): Promise<CommandResult> {
  needConsole(options.passwordFile, context);
  const approved = await loadPlan(options);
  const self = await loadSigner(options.identity, options.passwordFile, context);
  const order = orderOf(type, options);
  return withJournal(options.journal, async (journal) => {
    const made = await makeBundle({ journal, approved, self, clock: now, app }, options.out, order);
    const isWhole = made.missing.length === 0;
    return written({
      ...made,
      ...(!isWhole && { next: [{ step: 'countersign', isElsewhere: true }, { step: 'note-sent' }] }),
    });
  });
}

/** @throws USAGE where the options of this kind of bundle are not all there */
function orderOf(type: BundleType, options: CreateOptions): BundleOrder {
  switch (type) {
    case 'plan':
      return { type, plan: options.plan };
    case 'activation-certificates':
      return { type, certificates: needed(options.certificates, '--certificates') };
    case 'security-domain':
      return {
        type,
        file: needed(options.securityDomain, '--security-domain'),
        certificates: needed(options.certificatesBundle, '--certificates-bundle'),
        origin: {
          requestId: needed(options.requestId, '--request-id'),
          receivedAt: needed(options.receivedAt, '--received-at'),
          serverDate: options.serverDate ?? null,
        },
      };
    case 'exchange-key': {
      const { key, keyException: exception, revocationLists = [] } = options;
      const [first, second, ...more] = needed(options.observations, '--observations');
      if (!first || !second || more.length > 0) return refuseUsage('two-files', '--observations');
      if ((key === undefined) !== (exception === undefined)) refuseUsage('together', '--key, --key-exception');
      const choice = key === undefined || exception === undefined ? undefined : { key, exception };
      return { type, observations: [first, second], choice, revocationLists };
    }
    case 'restore-blob':
      return { type, blob: needed(options.blob, '--blob') };
    case 'outcome':
      return {
        type,
        body: {
          call: needed(options.call, '--call'),
          verdict: needed(options.verdict, '--verdict'),
          requestId: needed(options.requestId, '--request-id'),
          detail: needed(options.detail, '--detail'),
        },
      };
  }
}

interface Written extends BundleDraft {
  readonly missing: readonly string[];
  readonly next?: CommandResult['next'];
}

const written = ({ name, payload, payloadSha256, missing, next }: Written): CommandResult => ({
  ...(next && { next }),
  result: { name, type: payload.type, seq: payload.seq, payloadSha256, missingSignatures: missing },
  text: ({ commands: { bundle: texts } }) => [
    row(texts.bundle, name),
    ...fingerprintLines(texts.content, payloadSha256),
    ...(missing.length === 0 ? [] : [texts.notComplete(missing.join(', '))]),
  ],
});

async function countersign(path: string, options: CountersignOptions, context: CommandContext): Promise<CommandResult> {
  needConsole(options.passwordFile, context);
  const approved = await loadPlan(options);
  const draft = await readBundle(dirname(path), basename(path));
  const observed = await readWholeFile(options.observation, maxCarriedBytes);
  const own = await about(options.observation, () => Promise.resolve(readObservation(observed)));
  return withJournal(options.journal, async (journal) => {
    const fetch = await ownFetch(own, journal, options.keyException ?? null);
    // The signer reads first what it is; the passphrase is asked for afterwards.
    openDraft(draft, approved.plan, fetch);
    const signer = await loadSigner(options.identity, options.passwordFile, context);
    const bundle = await countersignDraft(draft, options.out, approved.plan, signer, fetch, journal);
    return written({ ...bundle, missing: [], next: [{ step: 'close' }] });
  });
}

/** A file in the way of a bundle is put aside by name, on a person's word. */
async function setAside(path: string, { journal }: { readonly journal: string }): Promise<CommandResult> {
  return withJournal(journal, async ({ state }) => {
    const aside = await setBundleAside(dirname(path), basename(path), state);
    return { result: { aside }, text: ({ commands: { bundle } }) => [row(bundle.setAside, aside), bundle.sendAgain] };
  });
}

async function verify(path: string, options: VerifyOptions): Promise<CommandResult> {
  const approved = await loadPlan(options);
  const file = await readBundle(dirname(path), basename(path));
  const bundle = openBundle(file, claimedType(file), pinnedIdentities(approved.plan));
  const { journal, identity, extract, verdict } = options;
  if (verdict !== undefined) await refuseExisting(verdict);
  if ((journal === undefined) !== (identity === undefined)) {
    refuseUsage('together', '--journal, --identity');
  }
  const noted =
    journal === undefined || identity === undefined
      ? 'signatures'
      : await withJournal(journal, async (open) =>
          noteBundle(bundle, file, open, {
            approved,
            self: await loadPublicIdentity(identity),
            ...(verdict !== undefined && { keepVerdict: (bytes: Buffer) => writeNewFile(verdict, bytes) }),
            ...unattestedOf(options),
          }),
        );
  if (extract !== undefined) await writeNewFile(extract, carried(bundle.payload));
  return verified(bundle, noted);
}

/** The exception branch of an exchange key, where its options were given. */
const unattestedOf = ({ exceptionReason: reason, approvers = [] }: VerifyOptions): Pick<Receiver, 'unattested'> =>
  reason === undefined ? {} : { unattested: { reason, approvers } };

/** How far a bundle was verified. */
type Noted = NotedAs | 'signatures';

function verified({ payload, payloadSha256, signers }: SignedBundle, noted: Noted): CommandResult {
  const { type, seq, ceremony, practice, exchange } = payload;
  const outcome = payload.type === 'outcome' ? payload.body : undefined;
  const fault = outcome && outcomeFault(outcome.verdict);
  return {
    // It was accepted; what it says stands as a failed check.
    refused: fault !== undefined && noted === 'accepted',
    result: {
      type,
      seq,
      ceremony,
      practice,
      payloadSha256,
      noted,
      ...(outcome && { call: outcome.call, verdict: outcome.verdict, detail: outcome.detail }),
      signers: signers.map(({ role, keyId }) => ({ role, keyId })),
    },
    text: (catalogue) => {
      const { common, bundle: texts } = catalogue.commands;
      return [
        `${practice ? common.practice : common.production}, ${texts.numberOf(type, seq, ceremony)}`,
        ...signers.map(({ role, holder }) => row(texts.signedBy, `${role} (${holder})`)),
        ...(exchange ? [row(texts.exchangeKey, exchange.certificateSha256)] : []),
        ...fingerprintLines(texts.content, payloadSha256),
        ...(outcome ? [row(texts.outcome, visibleText(outcome.detail, 400))] : []),
        texts.noted[noted],
        ...(fault === undefined ? [] : adviceLines(catalogue, fault)),
      ];
    },
  };
}

/** The bytes that a bundle carries for others. */
function carried(payload: BundlePayload): Buffer {
  switch (payload.type) {
    case 'plan':
      return Buffer.from(payload.body.approvedPlan, 'utf8');
    case 'security-domain':
      return Buffer.from(payload.body.securityDomain, 'utf8');
    case 'restore-blob':
      return Buffer.from(payload.body.restoreBlob, 'utf8');
    case 'exchange-key':
      return Buffer.from(payload.body.first.answer, 'base64');
    case 'activation-certificates':
    case 'outcome':
      return Buffer.from(`${JSON.stringify(payload.body, null, 2)}\n`, 'utf8');
  }
}

async function show(path: string): Promise<CommandResult> {
  const { payloadType, payload, signatures } = parseEnvelope(await readBundle(dirname(path), basename(path)));
  const says = parseStrictJson(payload, { maxBytes: maxBundleBytes });
  return {
    result: { verified: false, payloadType, signatures: signatures.map(({ keyId }) => ({ keyId })), payload: says },
    text: ({ commands: { bundle: texts } }) => [
      texts.notVerified,
      row(texts.type, payloadType),
      ...signatures.map(({ keyId }) => row(texts.signature, keyId)),
      // Nothing of it is verified: what cannot be seen is written out, and the cursor stays where it is.
      ...JSON.stringify(says, null, 2)
        .split('\n')
        .map((line) => visibleText(line, maxBundleBytes)),
    ],
  };
}
