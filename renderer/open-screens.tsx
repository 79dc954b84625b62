// How the page of either app begins: in its language and its fonts, on what main holds, with the later screens right behind the first.
import { type ComponentType, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import type { Result } from '#shared/faults/fault.ts';
import { readDesk } from '#renderer/tools/LazyDesk.tsx';
import { DrawingGuard } from '#renderer/tools/frame/DrawingGuard.tsx';
import type { AppStore } from './store/app-store.ts';
import { speakAsBefore } from './texts/app-language.ts';
import { readFurther } from './texts/use-texts.ts';
import { readFonts } from './ui/fonts.ts';

interface Screens<View> {
  readonly App: ComponentType;
  readonly session: {
    readonly changed: (hear: (view: View) => void) => unknown;
    readonly view: (input: null) => Promise<Result<View>>;
  };
  readonly store: Pick<AppStore<View, unknown>, 'showView' | 'refuse'>;
  /** Reads the screens after the first. */
  readonly readScreens: () => Promise<unknown>;
}

/** Draws an app's screens into its page, and goes on to show what main tells. */
export async function openScreens<View extends { readonly ceremony: { readonly phase: string } }>(
  screens: Screens<View>,
): Promise<void> {
  const { App, session, store, readScreens } = screens;
  await Promise.all([speakAsBefore(), readFonts()]);

  session.changed(store.showView);
  const readRest = (): Promise<unknown> => Promise.all([readFurther(), readScreens()]);
  void session.view(null).then(async (answer) => {
    if (!answer.ok) {
      store.refuse(answer.fault);
      return;
    }
    // In the middle of a ceremony the later screens are needed at once, and drawn sooner as a whole than piece by piece.
    if (answer.value.ceremony.phase !== 'none') await readRest();
    store.showView(answer.value);
  });

  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(
      <DrawingGuard>
        <Suspense fallback={null}>
          <App />
        </Suspense>
      </DrawingGuard>,
    );
  }
  requestIdleCallback(() => void readRest().then(readDesk));
}
