// The passphrase window's page.
import './ui/style.ts';
import '#renderer/tools/passphrase/passphrase.css';
import { createRoot } from 'react-dom/client';
import type { PassphraseBridge } from '#shared/contract/passphrase.ts';
import { firstLanguage, speak } from './texts/use-texts.ts';
import { readFonts } from './ui/fonts.ts';
import { firstTheme, showTheme } from './theme.ts';
import { PassphraseScreen } from '#renderer/tools/passphrase/PassphraseScreen.tsx';

// The preload script of this window exposes its own contract under the same name.
const bridge: PassphraseBridge = window.lifeboat;
showTheme(firstTheme());
await Promise.all([speak(firstLanguage()), readFonts()]);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <main className="passphrase-page">
      <PassphraseScreen bridge={bridge} />
    </main>,
  );
}
