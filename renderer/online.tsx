// Lifeboat Online's page: mirrors what main holds and shows the page that is next.
import './ui/style.ts';
import './features/frame/frame.css';
import './features/online/online.css';
import { Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { DrawingGuard } from './features/frame/DrawingGuard.tsx';
import { readPages } from './features/online/LazyPage.ts';
import { OnlineApp } from './features/online/OnlineApp.tsx';
import { online } from './online-bridge.ts';
import { useOnline } from './store/online-store.ts';
import { speakAsBefore } from './texts/app-language.ts';
import { readFurther } from './texts/use-texts.ts';

await speakAsBefore();

const { showView } = useOnline.getState();
online.session.changed(showView);
void online.session.view(null).then((answer) => {
  if (answer.ok) showView(answer.value);
});

const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <DrawingGuard>
      <Suspense fallback={null}>
        <OnlineApp />
      </Suspense>
    </DrawingGuard>,
  );
}
requestIdleCallback(() => void Promise.all([readFurther(), readPages()]));
