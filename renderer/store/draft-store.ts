// A draft that is written page by page: every change goes into its file at once, one after the other, and the last one always.
import { create, type StoreApi, type UseBoundStore } from 'zustand';
import type { Result } from '#shared/faults/fault.ts';
import { useTools } from './tools-store.ts';

export interface DraftStore<View, Content> {
  /** As it is on the page; undefined while no draft is open. */
  readonly view: View | undefined;
  /** Whether the file has what is on the page. */
  readonly isKept: boolean;
  readonly open: (view: View | undefined) => void;
  readonly edit: (content: Content) => void;
  /** Waits until the file has the last change. @returns undefined where it could not be kept; the tools says why */
  readonly settled: () => Promise<View | undefined>;
}

interface DraftOrder<View, Content> {
  readonly contentOf: (view: View) => Content;
  readonly withContent: (view: View, content: Content) => View;
  /** Writes it into the file, and checks it. */
  readonly keep: (view: View) => Promise<Result<View>>;
}

export type DraftHook<View, Content> = UseBoundStore<StoreApi<DraftStore<View, Content>>>;

export function createDraftStore<View, Content>({
  contentOf,
  withContent,
  keep,
}: DraftOrder<View, Content>): DraftHook<View, Content> {
  let running: Promise<void> | undefined;
  /** Counts the drafts that were opened: an answer about one is nothing to the next. */
  let opened = 0;
  return create<DraftStore<View, Content>>()((set, get) => {
    const keepAll = async (): Promise<void> => {
      while (!get().isKept) {
        const asked = get().view;
        if (asked === undefined) return;
        const draft = opened;
        const answer = await keep(asked);
        const { view } = get();
        if (draft !== opened) continue;
        if (!answer.ok) {
          useTools.setState({ refusal: answer.fault });
          return;
        }
        if (view === undefined) return;
        const typed = contentOf(view);
        const isKept = typed === contentOf(asked);
        set({ view: isKept ? answer.value : withContent(answer.value, typed), isKept });
      }
    };
    return {
      view: undefined,
      isKept: true,
      open: (view) => {
        opened += 1;
        set({ view, isKept: true });
      },
      edit: (content) => {
        const { view } = get();
        if (view === undefined) return;
        set({ view: withContent(view, content), isKept: false });
        running ??= keepAll().finally(() => {
          running = undefined;
        });
      },
      settled: async () => {
        await running;
        const { view, isKept } = get();
        return isKept ? view : undefined;
      },
    };
  });
}
