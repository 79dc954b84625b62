// What is known of the keyboard while a secret is typed: Caps Lock, the letters of the layout, and a field in which people try their keys.
import { useEffect, useState } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Field } from '#renderer/ui/Field.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

/** Keys of the first row of letters by where they are, whatever is printed on them: QWERTY, QWERTZ and AZERTY begin there. */
const firstKeys = ['KeyQ', 'KeyW', 'KeyE', 'KeyR', 'KeyT', 'KeyY'] as const;

/** Chromium's keyboard map, which no list of types has yet. It gives nothing out where the browser refuses it. */
interface KeyboardOfNavigator {
  readonly keyboard?: { readonly getLayoutMap: () => Promise<ReadonlyMap<string, string>> };
}

/** Whether Caps Lock was on with the last key; undefined before the first one: only a key says so. */
function useCapsLock(): boolean | undefined {
  const [isOn, setIsOn] = useState<boolean>();
  useEffect(() => {
    // Nothing but the state of the lock is taken from the key.
    const note = (event: KeyboardEvent): void => setIsOn(event.getModifierState('CapsLock'));
    addEventListener('keydown', note);
    addEventListener('keyup', note);
    return () => {
      removeEventListener('keydown', note);
      removeEventListener('keyup', note);
    };
  }, []);
  return isOn;
}

/** The first letters of the layout, like "QWERTZ"; undefined where the system does not say. */
function useLayout(): string | undefined {
  const [letters, setLetters] = useState<string>();
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const map = await (navigator as KeyboardOfNavigator).keyboard?.getLayoutMap().catch(() => undefined);
      const found = firstKeys.map((key) => map?.get(key) ?? '').join('');
      if (found.length === firstKeys.length) setLetters(found.toUpperCase());
    };
    void ask();
    // After switching the layout people come back to the window.
    const again = (): void => void ask();
    addEventListener('focus', again);
    return () => removeEventListener('focus', again);
  }, []);
  return letters;
}

export function KeyboardNote() {
  const [tried, setTried] = useState('');
  const isCapsLock = useCapsLock();
  const layout = useLayout();
  const t = useTexts('passphrase').keyboard;
  return (
    <>
      <div role="status">{isCapsLock === true && <Notice tone="warn">{t.capsLock}</Notice>}</div>
      <details>
        <summary>{layout === undefined ? t.title : t.layout(layout)}</summary>
        <Field label={t.test} description={t.testNote} value={tried} onChange={setTried} maxLength={40} />
      </details>
    </>
  );
}
