// Where the online part is: its pages, which are done, and whose turn it is. A pure function of what main holds.
import type { FailedCheckView } from '#shared/contract/exception-view.ts';
import type { OnlineCeremonyView } from '#shared/contract/online/ceremony-view.ts';
import type { OnlineStepId, OnlineStepView } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import type { ScreenTexts } from '#shared/messages/catalogue.ts';
import type { PageId } from '#renderer/store/online-store.ts';
import { shownStep, type Step } from '#renderer/tools/frame/step.ts';

/** In the script of the online part. */
const recoverySteps: Readonly<Record<PageId, string>> = {
  begin: 'M5N',
  account: 'M7N',
  pairing: 'M9N',
  preFlight: 'C1',
  create: 'C6',
  activate: 'A17',
  'init-recovery': 'C8',
  'exchange-key': 'C9',
  observe: 'C9',
  countersign: 'C10',
  upload: 'C15',
  identity: 'C17',
  deleted: 'C1',
  roles: 'C28',
  backup: 'C18',
  restore: 'C20',
  verify: 'C22',
  'first-backup': 'C26',
  'hand-over': 'C27',
  // Taken where custodians get new keys.
  canary: 'A26',
  baseline: 'A26',
  activity: 'C28',
  finish: 'Z1',
};

const activationSteps: typeof recoverySteps = {
  ...recoverySteps,
  preFlight: 'A1',
  create: 'A1',
  activate: 'A17',
  identity: 'A26',
  deleted: 'A1',
  roles: 'A26',
  backup: 'A26',
  activity: 'A26',
};
const paperSteps: Readonly<Record<OpenWork['kind'], typeof recoverySteps>> = {
  recovery: recoverySteps,
  drill: recoverySteps,
  // What is left of it without a plan.
  emergency: recoverySteps,
  activation: activationSteps,
  // The HSM is there already.
  're-wrap': { ...activationSteps, preFlight: 'A1R' },
};

/** The step of the printed script that a page belongs to: it is on the exception that is written there. */
export const paperStepOf = (page: PageId, { kind }: Pick<OpenWork, 'kind'>): string => paperSteps[kind][page];

/** Words that a step has in some ceremonies. */
type OtherWords = 'first-backup' | 're-wrap' | 'fresh-backup';

const otherWords: Readonly<Partial<Record<OpenCeremony['kind'], Readonly<Partial<Record<PageId, OtherWords>>>>>> = {
  activation: { backup: 'first-backup' },
  // Nothing is activated: the HSM is active, and has backups.
  're-wrap': { activate: 're-wrap', backup: 'fresh-backup' },
};

/** Whose title and lead a page has. */
export function wordsOf<Page extends PageId>(
  page: Page,
  { ceremony }: Pick<OnlineView, 'ceremony'>,
): Page | OtherWords {
  return ceremony.phase === 'none' ? page : (otherWords[ceremony.kind]?.[page] ?? page);
}

/** `roles` and `activity` are no steps: they can be looked at from everywhere, as deleted HSMs can. */
export type OpenCeremony = Exclude<OnlineCeremonyView, { phase: 'none' }>;
export type OpenEmergency = Exclude<OnlineView['emergency'], { phase: 'none' }>;
export type OpenWork = OpenCeremony | OpenEmergency;

/** What is open: a ceremony, or an emergency without a plan. */
export function openWork({ ceremony, emergency }: Pick<OnlineView, 'ceremony' | 'emergency'>): OpenWork | undefined {
  if (ceremony.phase !== 'none') return ceremony;
  return emergency.phase === 'none' ? undefined : emergency;
}

/** What the rail says in words: the titles of the pages, and how a step stands. */
export interface RailTexts {
  readonly titles: ScreenTexts['online']['frame']['pages'];
  readonly marks: ScreenTexts['frame']['rail']['marks'];
}

/** The pages of what is open in their order; none where nothing is. */
export function railOf(view: OnlineView, { titles, marks }: RailTexts): readonly Step<PageId>[] {
  const work = openWork(view);
  if (!work) return [];
  const { phase } = view.account;
  const isPlanned = work.kind !== 'emergency';
  return [
    ...(isPlanned ? [{ id: 'begin', title: titles.begin, isDone: view.clock.phase === 'set' } as const] : []),
    {
      id: 'account',
      title: titles.account,
      isDone: phase === 'signed-in',
      ...marked(phase === 'signing-in' ? ['busy', marks.running] : phase === 'refused' && ['stuck', marks.refused]),
    },
    ...view.steps
      .filter(({ id }) => id !== 'deleted')
      .map((step) => ({
        id: step.id,
        title: titles[wordsOf(step.id, view)],
        isDone: step.state.phase === 'done',
        ...marked(markOf(step, view, marks)),
      })),
    { id: 'finish', title: titles.finish, isDone: work.phase === 'closed' },
  ];
}

type Marked = readonly [sign: 'busy' | 'stuck' | 'open', word: string] | false;
const marked = (mark: Marked): Pick<Step<PageId>, 'mark'> => (mark ? { mark: { sign: mark[0], word: mark[1] } } : {});

/** How a step stands where it is neither open nor done well. */
function markOf({ id, state: { phase } }: OnlineStepView, view: OnlineView, marks: RailTexts['marks']): Marked {
  // It is in the journal, also where the program has ended since.
  const isTestKeyRefused = id === 'verify' && view.failures.some(({ check }) => check === 'test-key');
  if (isTestKeyRefused && phase !== 'running') return ['stuck', marks.refused];
  switch (phase) {
    case 'running':
      return ['busy', marks.running];
    case 'refused':
    case 'unknown':
    case 'interrupted':
      return ['stuck', marks[phase]];
    case 'done':
      return badResultOf(id, view, marks);
    case 'not-yet':
    case 'ready':
      return false;
  }
}

/** Whether a step that is done has found something that is not as it should be. What could not be compared is not known to be wrong. */
export function isDoneBadly(id: OnlineStepId, { preFlight, verification }: OnlineView): boolean {
  if (id === 'preFlight') return preFlight.phase === 'looked' && !preFlight.isClear;
  if (id !== 'verify') return false;
  return verification.phase === 'compared' && !verification.isSame;
}

function badResultOf(id: OnlineStepId, view: OnlineView, marks: RailTexts['marks']): Marked {
  const { verification } = view;
  if (id === 'verify' && verification.phase === 'listed') return ['open', marks.notCompared];
  if (isDoneBadly(id, view)) {
    if (id !== 'verify' || verification.phase !== 'compared') return ['stuck', marks.stops];
    return ['stuck', marks.differs(verification.differenceCount - verification.byHandCount)];
  }
  if (id !== 'verify' || verification.phase !== 'compared') return false;
  return verification.notCompared.length > 0 && ['open', marks.partlyCompared];
}

/** The pages that are below the steps. Deleted HSMs are looked at on the machine that makes the calls. */
export function pagesBeside(view: OnlineView): readonly ('deleted' | 'roles' | 'activity')[] {
  if (view.emergency.phase !== 'none') return ['activity'];
  return stepOf(view, 'deleted') === undefined ? ['roles', 'activity'] : ['deleted', 'roles', 'activity'];
}

/** The page that is shown. A closed ceremony is at its end, where nobody asked for another. */
export function pageOf(
  view: OnlineView,
  steps: readonly Step<PageId>[],
  lookingAt: PageId | undefined,
): PageId | undefined {
  const work = openWork(view);
  if (!work) return undefined;
  if (work.phase === 'closed' && lookingAt === undefined) return 'finish';
  return shownStep(steps, lookingAt, 'anywhere');
}

export const stepOf = (view: OnlineView, id: PageId): OnlineStepView | undefined =>
  view.steps.find((step) => step.id === id);

/** The next step after this one that is still to be done: a step that was passed over is not asked for again. */
export const stepAfter = ({ steps }: OnlineView, id: PageId): OnlineStepId | undefined =>
  steps
    .slice(steps.findIndex((step) => step.id === id) + 1)
    .find((step) => step.id !== 'deleted' && step.state.phase !== 'done')?.id;

export interface PageProps {
  readonly view: OnlineView;
  readonly ceremony: OpenCeremony;
}

/** Who acts, and on what: what a plan says of it, or people have typed. */
export interface Acting {
  readonly phase: OpenWork['phase'];
  readonly practice: boolean;
  readonly kind: OpenWork['kind'];
  /** Who sits here. */
  readonly holder: string;
  /** Who was named beside them, where no plan names anybody. */
  readonly second?: string;
  readonly plan: {
    readonly target: Pick<OpenCeremony['plan']['target'], 'name' | 'resourceGroup' | 'location'>;
    readonly backup: OpenCeremony['plan']['backup'];
    readonly people: OpenCeremony['plan']['people'] | null;
    /** The identity of a new HSM as it was typed, where no backup names it yet. */
    readonly identity?: string | null;
  } & Pick<OpenCeremony['plan'], 'creation'>;
}

/** What a page is given that both have. */
export interface ActingProps {
  readonly view: OnlineView;
  readonly ceremony: Acting;
}

/** Who acts in what is open. */
export function actingOf(view: OnlineView): Acting | undefined {
  const work = openWork(view);
  return work?.kind === 'emergency' ? actingIn(work) : work;
}

/** An emergency as the pages of a ceremony see it. */
export function actingIn({ phase, practice, kind, people, name, place, backup }: OpenEmergency): Acting {
  const [holder, second] = people;
  const { resourceGroup = '', location = '', identity = null } = place ?? {};
  return {
    ...{ phase, practice, kind, holder, second },
    plan: {
      target: { name, resourceGroup, location },
      backup: backup && { method: 'identity', ...backup, identity },
      people: null,
      identity,
    },
  };
}

/** The failed checks that stand, with the refusal of the step where one was met and the journal names no fault. */
export function failedChecksOf({ failures, steps }: OnlineView): readonly FailedCheckView[] {
  const refused = steps.flatMap(({ state }) => (state.phase === 'refused' ? [state.fault] : []))[0];
  return failures.map((failure) => (failure.fault === '' && refused ? { ...failure, known: refused } : failure));
}

/** Whether the page itself says what has failed: then its result comes first. */
export function showsWhatFailed(view: OnlineView, page: PageId): boolean {
  if (view.incident === null) return page === 'verify' && isDoneBadly('verify', view);
  return stepOf(view, page)?.state.phase === 'refused' || (page === 'exchange-key' && view.exchange.isSame === false);
}

/** What the forms of an emergency are given. */
export interface EmergencyFormProps {
  readonly view: OnlineView;
  readonly emergency: OpenEmergency;
  readonly acting: Acting;
}
