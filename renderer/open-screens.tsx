// How the page of either app begins: in its language and its fonts, on what main holds.
import type { ComponentType } from 'react';
import { createRoot } from 'react-dom/client';
import type { Result } from '#shared/faults/fault.ts';
import { DrawingGuard } from '#renderer/tools/frame/DrawingGuard.tsx';
import type { AppStore } from './store/app-store.ts';
import { tools } from './tools-bridge.ts';
import { beginSettings, useSettings } from './store/settings-store.ts';
import { readFonts } from './ui/fonts.ts';
import { playTone } from './ui/tone.ts';

interface Screens<View> {
  readonly App: ComponentType;
  readonly session: {
    readonly changed: (hear: (view: View) => void) => unknown;
    readonly view: (input: null) => Promise<Result<View>>;
  };
  readonly store: Pick<AppStore<View, unknown>, 'showView' | 'refuse'>;
}

/** Draws an app's screens into its page, and goes on to show what main tells. */
export async function openScreens<View>(screens: Screens<View>): Promise<void> {
  const { App, session, store } = screens;
  await Promise.all([beginSettings(), readFonts()]);

  tools.settings.signal(() => {
    if (useSettings.getState().settings.sound) playTone();
  });
  session.changed(store.showView);
  void session.view(null).then((answer) => {
    if (answer.ok) store.showView(answer.value);
    else store.refuse(answer.fault);
  });

  const root = document.getElementById('root');
  if (root) {
    createRoot(root).render(
      <DrawingGuard>
        <App />
      </DrawingGuard>,
    );
  }
}
