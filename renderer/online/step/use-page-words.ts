// The words of a page: its title, its lead, and what it means that it is done. An emergency has some of its own.
import type { OnlineStepId } from '#shared/contract/online/step-view.ts';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { stepOf, wordsOf } from '../pages.ts';
import { useOnline } from '../../store/online-store.ts';

/** Steps with a form; the board has a page of its own kind. */
export type FormStepId = Exclude<OnlineStepId, 'preFlight'>;

interface PageWords {
  readonly title: string;
  readonly lead: string;
  readonly doneNote?: string;
}

export function usePageWords(id: FormStepId, view: OnlineView): PageWords {
  const { pages, emergency } = useTexts('online');
  const own: Readonly<Partial<Record<FormStepId, PageWords>>> = emergency.pages;
  if (view.emergency.phase !== 'none') return own[id] ?? pages[id];
  const { title, lead } = pages[wordsOf(id, view)];
  const page = pages[id];
  return { title, lead, ...('doneNote' in page ? { doneNote: page.doneNote } : {}) };
}

/** Whether a step is done, with nothing that is in the way: then to go on is the main thing, and to do it once more is not. */
export const useIsDone = (id: FormStepId): boolean =>
  useOnline(({ view }) => view !== undefined && stepOf(view, id)?.state.phase === 'done' && view.failures.length === 0);
