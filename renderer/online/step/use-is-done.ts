// Whether a step is done, with nothing that is in the way: then to go on is the main thing, and to do it once more is not.
import { useOnline } from '#renderer/store/online-store.ts';
import { stepOf } from '../pages.ts';
import type { FormStepId } from './use-page-words.ts';

export const useIsDone = (id: FormStepId): boolean =>
  useOnline(({ view }) => view !== undefined && stepOf(view, id)?.state.phase === 'done' && view.failures.length === 0);
