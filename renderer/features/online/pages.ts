// Where the online part is: its pages, which are done, and whose turn it is. A pure function of what main holds.
import type { OnlineCeremonyView } from '../../../shared/contract/online/ceremony-view.ts';
import type { OnlineStepId, OnlineStepView } from '../../../shared/contract/online/step-view.ts';
import type { OnlineView } from '../../../shared/contract/online/view.ts';
import type { ScreenTexts } from '../../../shared/messages/catalogue.ts';
import type { FailedCheck } from '../frame/FailedChecks.tsx';
import type { Step } from '../frame/step.ts';

/** In the script of the online part. */
const recoverySteps: Readonly<Record<PageId, string>> = {
  begin: 'C0',
  account: 'C0',
  pairing: 'C0',
  board: 'C1',
  create: 'C6',
  activate: 'A17',
  'init-recovery': 'C8',
  'exchange-key': 'C9',
  observe: 'C9',
  countersign: 'C10',
  upload: 'C15',
  backup: 'C18',
  restore: 'C20',
  verify: 'C22',
  'hand-over': 'C27',
  // Taken where custodians get new keys.
  canary: 'A26',
  baseline: 'A26',
  activity: 'C28',
  finish: 'C28',
};

const activationSteps: typeof recoverySteps = {
  ...recoverySteps,
  begin: 'A1',
  account: 'A1',
  board: 'A1',
  create: 'A1',
  pairing: 'A14',
  activate: 'A17',
  backup: 'A26',
  activity: 'A26',
  finish: 'A26',
};
const paperSteps: Readonly<Record<OpenCeremony['kind'], typeof recoverySteps>> = {
  recovery: recoverySteps,
  drill: recoverySteps,
  activation: activationSteps,
  // The HSM is there already.
  're-wrap': { ...activationSteps, begin: 'A1R', account: 'A1R', board: 'A1R' },
};

/** The step of the printed script that a page belongs to: it stands on the exception that is written there. */
export const paperStepOf = (page: PageId, { kind }: Pick<OpenCeremony, 'kind'>): string => paperSteps[kind][page];

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

/** `activity` is no step: it can be looked at from everywhere. */
export type PageId = 'begin' | 'account' | OnlineStepId | 'activity' | 'finish';
export type OpenCeremony = Exclude<OnlineCeremonyView, { phase: 'none' }>;

/** The pages of the open ceremony in their order; none where none is open. */
export function railOf(view: OnlineView, titles: ScreenTexts['online']['frame']['pages']): readonly Step<PageId>[] {
  const { ceremony } = view;
  if (ceremony.phase === 'none') return [];
  const { phase } = view.account;
  return [
    { id: 'begin', title: titles.begin, isDone: view.clock.phase === 'set' },
    {
      id: 'account',
      title: titles.account,
      isDone: phase === 'signed-in',
      ...(phase === 'signing-in' ? { mark: 'busy' } : phase === 'refused' ? { mark: 'stuck' } : {}),
    },
    ...view.steps.map(({ id, state }) => ({
      id,
      title: titles[wordsOf(id, view)],
      isDone: state.phase === 'done',
      ...markOf(state.phase),
    })),
    { id: 'finish', title: titles.finish, isDone: ceremony.phase === 'closed' },
  ];
}

function markOf(phase: OnlineStepView['state']['phase']): { mark?: 'busy' | 'stuck' } {
  if (phase === 'running') return { mark: 'busy' };
  return phase === 'refused' || phase === 'unknown' || phase === 'interrupted' ? { mark: 'stuck' } : {};
}

/** The page that is shown where nobody asked for another. A closed ceremony is at its end. */
export function pageOf(view: OnlineView, lookingAt: PageId | undefined, next: PageId): PageId {
  return lookingAt ?? (view.ceremony.phase === 'closed' ? 'finish' : next);
}

export const stepOf = (view: OnlineView, id: PageId): OnlineStepView | undefined =>
  view.steps.find((step) => step.id === id);

export interface PageProps {
  readonly view: OnlineView;
  readonly ceremony: OpenCeremony;
}

/** The failed checks that stand, with the refusal of the step where one was met. */
export function failedChecksOf(view: OnlineView, page: PageId): readonly FailedCheck[] {
  const { ceremony } = view;
  if (ceremony.phase === 'none') return [];
  const refused = view.steps.find(({ state }) => state.phase === 'refused');
  const at = refused?.id ?? page;
  const fault = refused?.state.phase === 'refused' ? refused.state.fault.code : '';
  return view.failures.map((check) => ({ check, step: paperStepOf(at, ceremony), fault }));
}
