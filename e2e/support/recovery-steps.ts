// The guarded calls of the online part as tests play faults on them: how each is prepared, made, and seen from the service.
import { Refusal } from '#shared/faults/fault.ts';
import type { JournalEvent } from '#shared/journal/events.ts';
import { activate } from '#services/recovery/activate.ts';
import type { AnswerFolder } from '#services/recovery/answer-folder.ts';
import { backUp } from '#services/recovery/back-up.ts';
import { createHsm } from '#services/recovery/create.ts';
import { restore } from '#services/recovery/restore.ts';
import { byIdentity, type StepContext } from '#services/recovery/step-context.ts';
import type { StepJournal } from '#services/recovery/step-journal.ts';
import { upload, type UploadOrder } from '#services/recovery/upload.ts';
import { practiceAdministrator } from '#simulator/practice-cloud.ts';
import type { PracticeWorkspace } from './make-practice-workspace.ts';
import { receiveBlobOf, sendCertificates } from './both-sides.ts';
import { confirmed, type Recovery } from './recovery-setup.ts';

export const stepNames = ['create', 'download', 'upload', 'backup', 'restore'] as const;
export type StepName = (typeof stepNames)[number];

export interface PlayedStep {
  readonly method: 'POST' | 'PUT';
  /** `*` stands for one segment, as in fault scripts. */
  readonly path: string;
  /** What is asked while waiting, and how many of these questions come before the call. */
  readonly status: { readonly path: string; readonly before: number };
  /** Whether the service can be asked without a job's name. */
  readonly canAsk: boolean;
  readonly prepare: (context: StepContext) => Promise<void>;
  readonly run: (context: StepContext) => Promise<unknown>;
}

const resource = '/subscriptions/*/resourceGroups/*/providers/Microsoft.KeyVault/managedHSMs/*';

/** The steps against one recovery; `recovery` is asked each time, because a test may begin another. */
export function playedSteps(
  workspace: PracticeWorkspace,
  recovery: () => Recovery,
): Readonly<Record<StepName, PlayedStep>> {
  /** What has come to each recovery, and so to all that go on from it. */
  const received = new Map<string, UploadOrder>();
  const receive = async (context: StepContext): Promise<UploadOrder> => {
    const blob = await receiveBlobOf(workspace, recovery(), context);
    received.set(recovery().origin, blob);
    return blob;
  };
  const uploaded = async (context: StepContext): Promise<void> => {
    await upload(context, await receive(context));
  };
  return {
    create: {
      method: 'PUT',
      path: resource,
      // Whether it is there already is asked once.
      status: { path: resource, before: 1 },
      canAsk: true,
      prepare: () => recovery().cloud.destroyHsm('recovered-hsm'),
      run: (context) =>
        createHsm(context, {
          confirmation: confirmed(recovery().plan),
          administrators: [practiceAdministrator],
          retentionDays: 7,
          purgeProtection: false,
        }),
    },
    download: {
      method: 'POST',
      path: '/securitydomain/download',
      status: { path: '/securitydomain/download/pending', before: 0 },
      // The service tells that it is done, and does not give the file again.
      canAsk: false,
      // Like the others, the client has had a token before.
      prepare: async (context) => {
        await context.hsm.securityDomain.getTransferKey();
      },
      run: (context) => {
        const { file: bundle, payloadSha256: readBackSha256 } = certificatesOf(workspace, recovery());
        return activate(context, { bundle, readBackSha256, confirmation: confirmed(recovery().plan) });
      },
    },
    upload: {
      method: 'POST',
      path: '/securitydomain/upload',
      status: { path: '/securitydomain/upload/pending', before: 0 },
      canAsk: true,
      prepare: async (context) => {
        await receive(context);
      },
      run: async (context) => {
        const blob = received.get(recovery().origin);
        if (blob === undefined) throw new Error('no blob has come');
        await upload(context, blob);
      },
    },
    backup: {
      method: 'POST',
      path: '/backup',
      // The check before it has a status of the same form; it has ended when it is asked for the first time.
      status: { path: '/backup/*/pending', before: 1 },
      canAsk: false,
      prepare: uploaded,
      run: (context) => backUp(context, byIdentity),
    },
    restore: {
      method: 'PUT',
      path: '/restore',
      status: { path: '/restore/*/pending', before: 1 },
      canAsk: false,
      prepare: async (context) => {
        await uploaded(context);
        await backUp(context, byIdentity);
        recovery().clock.advance(30 * 60_000);
      },
      run: (context) =>
        restore(context, {
          access: byIdentity,
          confirmation: confirmed(recovery().plan),
          operators: [practiceAdministrator],
          inventory: recovery().inventory,
        }),
    },
  };
}

/** The same file each time: a bundle is signed again with every making, and only the first is accepted. */
const sentCertificates = new WeakMap<Recovery, ReturnType<typeof sendCertificates>>();
function certificatesOf(workspace: PracticeWorkspace, recovery: Recovery): ReturnType<typeof sendCertificates> {
  const known = sentCertificates.get(recovery) ?? sendCertificates(workspace, recovery);
  sentCertificates.set(recovery, known);
  return known;
}

/** How often a call was sent in earnest, that is, with a token. */
export function sentCalls(workspace: PracticeWorkspace, { method, path }: Pick<PlayedStep, 'method' | 'path'>): number {
  const pattern = new RegExp(`^${path.replaceAll('.', '[.]').replaceAll('*', '[^/]+')}$`, 'i');
  return workspace.seen().filter((one) => one.method === method && pattern.test(one.path) && one.hasToken).length;
}

export const phaseOf = ({ journal }: StepContext, call: string): string | undefined =>
  Object.values(journal.state.calls).findLast((each) => each.call === call)?.phase;

/** `done`, or the code that the step was refused with; other errors go on. */
export const outcomeOf = (attempt: Promise<unknown>): Promise<string> =>
  attempt.then(
    () => 'done',
    (error: unknown) => (error instanceof Refusal ? error.fault.code : Promise.reject(error as Error)),
  );

export class Killed extends Error {}

/**
 * A run of the program that ends at its n-th moment: before or after a line of the journal, when an answer comes, after it was
 * written, or after a question about the state of a call.
 */
export function mortal(context: StepContext, moment: number): StepContext {
  let left = moment;
  const tick = (): void => {
    if (left-- === 0) throw new Killed();
  };
  const { journal, answers } = context;
  return {
    ...context,
    polling: { onProgress: tick },
    journal: over(journal, {
      append: async (event: JournalEvent): Promise<void> => {
        tick();
        await journal.append(event);
        tick();
      },
    }),
    answers: over(answers, {
      keeper: (...of: Parameters<AnswerFolder['keeper']>) => {
        const keep = answers.keeper(...of);
        return async (answer) => {
          // Here the answer is in memory and on no disk.
          tick();
          await keep(answer);
          tick();
        };
      },
    } satisfies Partial<AnswerFolder>),
  };
}

/** An object with some methods replaced; the others keep their own private state. */
const over = <T extends StepJournal | AnswerFolder>(object: T, changed: Partial<T>): T =>
  new Proxy(object, {
    get: (target, name) => {
      const own: unknown = Reflect.get(changed, name) ?? Reflect.get(target, name, target);
      return typeof own === 'function' && !(name in changed) ? (own.bind(target) as unknown) : own;
    },
  });
