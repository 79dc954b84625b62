// A field whose letters nobody sees: what was typed leaves it as bytes. Below it is what is known of the keyboard, and a field to try it in.
import { maxPassphraseBytes, minPassphraseBytes } from '#shared/contract/passphrase-limit.ts';
import type { Language } from '#shared/messages/languages.ts';
import { passphrase as german } from '#shared/messages/de/screens/passphrase.ts';
import { passphrase as english } from '#shared/messages/en/screens/passphrase.ts';
import { labelled, lineInput, type SheetField } from './inputs.ts';
import { make } from './make.ts';

export interface SecretField extends SheetField {
  /** UTF-8. Taken once: afterwards the field is empty. */
  takeBytes(): Uint8Array<ArrayBuffer>;
  /** Why it is not sent as it is. */
  problem(): string | undefined;
}

export const isSecret = (field: SheetField): field is SecretField => 'takeBytes' in field;

/** @param isNew nobody can look it up later: it is typed twice */
export function secretField(name: string, label: string, isNew: boolean, language: Language): SecretField {
  const t = language === 'de' ? german : english;
  const first = secretInput(name);
  const second = isNew ? secretInput(`${name}-again`) : undefined;
  const inputs = [first, ...(second === undefined ? [] : [second])];
  return {
    name,
    element: make(
      'div',
      { className: 'stack', data: { wide: true } },
      labelled(first, label, ''),
      ...(second === undefined ? [] : [labelled(second, t.again, '')]),
      ...keyboardNote(t.keyboard),
    ),
    value: () => '',
    isReady: () => inputs.every(({ value }) => value !== ''),
    kept: () => [],
    problem() {
      if (new TextEncoder().encode(first.value).length > maxPassphraseBytes) return t.problems.long;
      if (second !== undefined && first.value !== second.value) return t.problems.differ;
      return second !== undefined && first.value.length < minPassphraseBytes ? t.problems.short : undefined;
    },
    takeBytes() {
      const bytes = new TextEncoder().encode(first.value);
      for (const input of inputs) input.value = '';
      return bytes;
    },
  };
}

const secretInput = (id: string): HTMLInputElement =>
  Object.assign(lineInput(), { type: 'password', id, name: id, maxLength: maxPassphraseBytes });

/** Keys of the first row of letters by where they are, whatever is printed on them: QWERTY, QWERTZ and AZERTY begin there. */
const firstKeys = ['KeyQ', 'KeyW', 'KeyE', 'KeyR', 'KeyT', 'KeyY'] as const;

/** Chromium's keyboard map, which no list of types has yet. It gives nothing out where the browser refuses it. */
interface KeyboardOfNavigator {
  readonly keyboard?: { readonly getLayoutMap: () => Promise<ReadonlyMap<string, string>> };
}

/** Whether Caps Lock is on, as far as the last key says it, and the letters of the layout, where the system does. */
function keyboardNote(t: typeof english.keyboard): HTMLElement[] {
  const capsLock = make('p', { className: 'warned', role: 'status' });
  const summary = make('summary', {}, t.title);
  const trial = Object.assign(lineInput(), { id: 'keyboard', maxLength: 40 });
  const details = make('details', {}, summary, labelled(trial, t.test, t.testNote));
  const note = (event: KeyboardEvent): void => {
    // Nothing but the state of the lock is taken from the key.
    capsLock.textContent = event.getModifierState('CapsLock') ? t.capsLock : '';
  };
  const ask = async (): Promise<void> => {
    const map = await (navigator as KeyboardOfNavigator).keyboard?.getLayoutMap().catch(() => undefined);
    const letters = firstKeys.map((key) => map?.get(key) ?? '').join('');
    if (letters.length === firstKeys.length) summary.textContent = t.layout(letters.toUpperCase());
  };
  void ask();
  // After switching the layout people come back to the window.
  listenWhileShown(details, 'focus', () => void ask());
  listenWhileShown(details, 'keydown', note);
  listenWhileShown(details, 'keyup', note);
  return [capsLock, details];
}

/** Listens to the window until an element is no longer in it. */
function listenWhileShown<Name extends 'focus' | 'keydown' | 'keyup'>(
  element: HTMLElement,
  name: Name,
  heard: (event: WindowEventMap[Name]) => void,
): void {
  const listener = (event: WindowEventMap[Name]): void => {
    if (element.isConnected) heard(event);
    else window.removeEventListener(name, listener);
  };
  window.addEventListener(name, listener);
}
