// `lifeboat hsm create`, `init-recovery`, `observe`, `activate` and `upload`: the new HSM, its exchange key, and what the custodians made for it.
import type { Command } from 'commander';
import { domainWarningText } from '#shared/messages/domain-warning-text.ts';
import { maxBundleBytes } from '#core/transfer/envelope.ts';
import { domainWarnings } from '#core/security-domain/security-domain.ts';
import { activate } from '#services/recovery/activate.ts';
import { createHsm } from '#services/recovery/create.ts';
import { initRecovery, observationFile, observe, type ObservedKey } from '#services/recovery/exchange-key.ts';
import type { StepContext } from '#services/recovery/step-context.ts';
import { upload } from '#services/recovery/upload.ts';
import { readWholeFile, refuseExisting, writeNewFile } from '#platform/files.ts';
import { answers } from '../../context.ts';
import type { CommandResult } from '../../output.ts';
import { printedSha256, typedException } from '../../printed-values.ts';
import { row, fingerprintLines } from '../../row.ts';
import {
  confirmationOf,
  type ConfirmOptions,
  type HsmContext,
  type StepOptions,
  withConfirmation,
  withStep,
  withStepContext,
  withTypedName,
} from './step-options.ts';
import { createdHsm, type NewHsmOptions, newHsmOrder, withNewHsm } from './creation-options.ts';

type CreateOptions = StepOptions & NewHsmOptions;
interface ObserveOptions extends StepOptions {
  readonly out: string;
}
interface BundleOptions extends StepOptions, ConfirmOptions {
  readonly bundle: string;
  readonly readBack: string;
}

export function registerExchange(group: Command, context: HsmContext): void {
  answers(
    withNewHsm(withConfirmation(withStep(group.command('create').description('Create the new HSM of the plan.')))),
    context,
    (options: CreateOptions) => create(options, context),
  );
  answers(
    withConfirmation(
      withStep(group.command('init-recovery').description('Fetch the exchange key, as operator 1.')),
    ).requiredOption('--out <file>', 'where the observation is written'),
    context,
    (options: ObserveOptions & ConfirmOptions) =>
      observed(options, context, (step) => initRecovery(step, confirmationOf(options))),
  );
  answers(
    withTypedName(
      withStep(group.command('observe').description('Fetch the exchange key again, as operator 2 on another machine.')),
    ).requiredOption('--out <file>', 'where the observation is written'),
    context,
    (options: ObserveOptions & Pick<ConfirmOptions, 'typedName'>) =>
      observed(options, context, (step) => observe(step, options.typedName)),
  );
  answers(
    withBundle(
      group
        .command('activate')
        .description(
          'Activate a new HSM that is not recovered, or take the security domain of an active one for new custodians.',
        ),
    ).requiredOption('--out <file>', 'where the security domain is written'),
    context,
    (options: BundleOptions & { readonly out: string }) => activated(options, context),
  );
  answers(
    withBundle(group.command('upload').description('Upload the restore blob that the custodians built.')).option(
      '--key-exception <n>',
      'the exception (step C14) by which two people upload it although the HSM showed another key twice',
      typedException,
    ),
    context,
    (options: UploadOptions) => uploaded(options, context),
  );
}

interface UploadOptions extends BundleOptions {
  readonly keyException?: number;
}

const withBundle = (command: Command): Command =>
  withConfirmation(withStep(command))
    .requiredOption('--bundle <file>', 'the bundle from the offline side')
    .requiredOption('--read-back <hash>', 'the bundle’s hash as the offline side read it out', printedSha256);

const create = (options: CreateOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => createdHsm(await createHsm(step, newHsmOrder(options))));

async function observed(
  options: ObserveOptions,
  context: HsmContext,
  fetch: (step: StepContext) => Promise<ObservedKey>,
): Promise<CommandResult> {
  return withStepContext(options, context, async (step) => {
    await refuseExisting(options.out);
    const { observation, key, verdict } = await fetch(step);
    const file = observationFile(observation);
    await writeNewFile(options.out, file.bytes);
    return {
      result: { file: options.out, sha256: file.sha256, exchange: key, verdict },
      text: ({ online, commands: { hsm: texts } }) => [
        row(texts.request, texts.requestAt(observation.requestId, observation.fetchedAt)),
        row(texts.path, texts.certificates(observation.tlsChain.length)),
        ...fingerprintLines(texts.exchangeCertificate, key.certificateSha256),
        online.notProvenAlone,
      ],
    };
  });
}

const bundleOrder = async (options: BundleOptions) => ({
  bundle: await readWholeFile(options.bundle, maxBundleBytes),
  readBackSha256: options.readBack,
  confirmation: confirmationOf(options),
});

const activated = (options: BundleOptions & { readonly out: string }, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    await refuseExisting(options.out);
    const made = await activate(step, await bundleOrder(options));
    await writeNewFile(options.out, made.securityDomain);
    const { shares, required } = made.inspected;
    const warnings = domainWarnings(made.inspected);
    const answer = await step.answers.last(made.id);
    const came = {
      requestId: answer?.requestId ?? 'none',
      receivedAt: answer?.received ?? '',
      serverDate: answer?.serverDate ?? null,
    };
    return {
      result: {
        ...{ id: made.id, file: options.out, sha256: made.sha256, custodians: shares.length, required, warnings },
        ...came,
      },
      known: {
        'security-domain': options.out,
        'certificates-bundle': options.bundle,
        'request-id': came.requestId,
        'received-at': came.receivedAt,
      },
      text: ({ commands: { common, hsm: texts }, screens }) => [
        texts.activated(shares.length, required, options.out),
        row(texts.requestId, came.requestId),
        row(texts.receivedAt, came.receivedAt),
        ...(came.serverDate === null ? [] : [row(texts.serverDate, came.serverDate)]),
        ...fingerprintLines(texts.securityDomain, made.sha256),
        ...warnings.map((warning) => row(common.warning, domainWarningText(warning, screens.securityDomain))),
      ],
    };
  });

const uploaded = (options: UploadOptions, context: HsmContext): Promise<CommandResult> =>
  withStepContext(options, context, async (step) => {
    const { keyException } = options;
    const order = { ...(await bundleOrder(options)), ...(keyException === undefined ? {} : { keyException }) };
    const { id } = await upload(step, order);
    const requestId = (await step.answers.last(id))?.requestId ?? 'none';
    return {
      result: { id, verdict: 'succeeded', requestId },
      text: ({ online, commands }) => [
        commands.hsm.uploaded,
        row(commands.hsm.requestId, requestId),
        online.reportOffline,
      ],
      known: { call: 'upload', verdict: 'succeeded', 'request-id': requestId, detail: 'succeeded' },
    };
  });
