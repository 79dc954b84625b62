// The page of the confirmation view: draws the sheet that main gives, and says what was typed. No package runs here.
import '../ui/style.ts';
import './confirmation.css';
import type { ConfirmationBridge, ConfirmationSheet } from '#shared/contract/confirmation.ts';
import { showTheme } from '../theme.ts';
import { readFonts } from '../ui/fonts.ts';
import { make } from './make.ts';
import { holding } from './holding.ts';

type Field = ConfirmationSheet['fields'][number];
type Input = HTMLInputElement | HTMLSelectElement;

// The preload script of this view exposes its own contract under the same name.
const { confirmation }: ConfirmationBridge = window.lifeboat;
const root = document.querySelector('#sheet');
let shown = null as ConfirmationSheet | null;

function show(sheet: ConfirmationSheet | null): void {
  shown = sheet;
  // A sheet that is over is gone: what was typed on it with it.
  root?.replaceChildren(...(sheet === null ? [] : [bandOf(sheet), sheetOf(sheet)]));
  if (sheet === null) return;
  document.documentElement.lang = sheet.language;
  showTheme(sheet.theme);
  const inputs = [...document.querySelectorAll<Input>('input, select')];
  (inputs.find(({ value }) => value === '') ?? inputs[0] ?? document.querySelector('button'))?.focus();
}

const bandOf = ({ band }: ConfirmationSheet): HTMLElement =>
  make(
    'header',
    { className: 'asks-band', data: { practice: band.isPractice } },
    make('span', {}, band.mode),
    make('span', {}, band.asks),
  );

function sheetOf(sheet: ConfirmationSheet): HTMLElement {
  const { id, title, lead, facts, fields, problem, act, pressAndHold, back } = sheet;
  const inputs = fields.map(fieldOf);
  const press = make('button', { className: 'button', data: { kind: 'primary' } }, make('span', {}, act.label));
  press.type = act.isHeld ? 'button' : 'submit';
  const turnBack = make('button', { className: 'button', data: { kind: 'quiet' } }, back);
  turnBack.type = 'button';
  turnBack.addEventListener('click', () => void confirmation.cancel({ sheet: id }));

  const form = make(
    'form',
    { className: 'stack' },
    ...inputs.map(({ element }) => element),
    make('div', { className: 'refusal', role: 'alert' }, ...problem.map((text) => make('p', {}, text))),
    make('div', { className: 'actions' }, press, turnBack),
  );
  if (problem.length === 0) form.querySelector('.refusal')?.remove();
  const setReady = (): void => {
    press.disabled = inputs.some(({ input }) => input.value.trim() === '');
    press.toggleAttribute('data-disabled', press.disabled);
  };
  const send = (): void => {
    if (press.disabled) return;
    const typed = Object.fromEntries(inputs.map(({ input }) => [input.name, input.value]));
    void confirmation.answer({ sheet: id, typed });
    press.disabled = true;
  };
  setReady();
  form.addEventListener('input', setReady);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!act.isHeld) send();
  });
  if (act.isHeld) {
    const how = make('span', { className: 'hold-how' }, pressAndHold);
    how.ariaHidden = 'true';
    press.classList.add('hold');
    press.append(how);
    holding(press, send);
  }
  return make(
    'main',
    { className: 'screen' },
    make('header', {}, make('h1', {}, title), ...lead.map((text) => make('p', { className: 'measure soft' }, text))),
    make(
      'dl',
      { className: 'facts' },
      ...facts.flatMap(({ label, lines }) => [
        make('dt', {}, label),
        ...lines.map((text) => make('dd', { className: 'mono' }, text)),
      ]),
    ),
    form,
  );
}

function fieldOf({ name, label, value, detail, choices }: Field): { element: HTMLElement; input: Input } {
  const input: Input = choices === null ? textField() : selectField(choices);
  Object.assign(input, { id: name, name, value });
  const title = make('label', {}, label);
  title.htmlFor = name;
  const note = make('span', { className: 'soft' }, detail ?? '');
  note.id = `${name}-note`;
  if (detail !== null) input.setAttribute('aria-describedby', note.id);
  const element = make('div', { className: 'field measure' }, title, input, ...(detail === null ? [] : [note]));
  return { element, input };
}

function textField(): HTMLInputElement {
  const input = make('input', {});
  return Object.assign(input, { type: 'text', maxLength: 400, autocomplete: 'off', spellcheck: false });
}

function selectField(choices: NonNullable<Field['choices']>): HTMLSelectElement {
  const options = choices.map(({ value, title }) => Object.assign(make('option', {}, title), { value }));
  return make('select', {}, ...options);
}

for (const kind of ['keydown', 'pointerdown']) {
  document.addEventListener(kind, () => void confirmation.typing(null));
}
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && shown !== null) void confirmation.cancel({ sheet: shown.id });
});
confirmation.changed(show);
await readFonts();
const asked = await confirmation.sheet(null);
if (asked.ok && asked.value?.id !== shown?.id) show(asked.value);
