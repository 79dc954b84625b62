// Lifeboat Offline's page: mirrors what main holds and shows the step that is next.
import './ui/style.ts';
import './features/frame/frame.css';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { lifeboat } from './bridge.ts';
import { App } from './features/App.tsx';
import { readDesk } from './features/desk/LazyDesk.tsx';
import { DrawingGuard } from './features/frame/DrawingGuard.tsx';
import { readSteps } from './features/LazyStep.tsx';
import { useStore } from './store/store.ts';
import { speakAsBefore } from './texts/app-language.ts';
import { readFurther } from './texts/use-texts.ts';
import { readFonts } from './ui/fonts.ts';

await Promise.all([speakAsBefore(), readFonts()]);

const { showView, refuse } = useStore.getState();
lifeboat.session.changed(showView);
const readRest = (): Promise<unknown> => Promise.all([readFurther(), readSteps()]);
void lifeboat.session.view(null).then(async (answer) => {
  if (!answer.ok) {
    refuse(answer.fault);
    return;
  }
  // In the middle of a ceremony the later screens are needed at once, and drawn sooner as a whole than piece by piece.
  if (answer.value.ceremony.phase !== 'none') await readRest();
  showView(answer.value);
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
