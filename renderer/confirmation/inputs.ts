// What fields of a sheet are made of.
import { make } from './make.ts';

export type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface SheetField {
  readonly name: string;
  readonly element: HTMLElement;
  /** What is sent. */
  value(): string;
  isReady(): boolean;
  /** What is in it, to be filled in again where it is asked again. */
  kept(): readonly string[];
}

/** Nothing that is typed here is remembered or corrected. */
export const withoutHelp = { autocomplete: 'off', spellcheck: false } as const;
export const lineInput = (): HTMLInputElement =>
  Object.assign(make('input', {}), { ...withoutHelp, type: 'text', maxLength: 400 });

export function labelled(input: Input, label: string, detail: string, isWide = false): HTMLElement {
  const title = make('label', {}, label);
  title.htmlFor = input.id;
  const note = make('span', { className: 'soft' }, detail);
  note.id = `${input.id}-note`;
  if (detail !== '') input.setAttribute('aria-describedby', note.id);
  const data = { wide: isWide };
  return make('div', { className: 'field', data }, title, input, ...(detail === '' ? [] : [note]));
}
