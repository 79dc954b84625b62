// The page of the confirmation view: draws the sheet that main gives, and says what was typed. No package runs here.
import '../ui/style.ts';
import './confirmation.css';
import type { ConfirmationBridge, ConfirmationSheet } from '#shared/contract/confirmation.ts';
import { showTheme } from '../theme.ts';
import { readFonts } from '../ui/fonts.ts';
import { drawingOf } from './drawing.ts';
import { fieldOf } from './fields.ts';
import { make } from './make.ts';
import { holding } from './holding.ts';
import type { SheetField } from './inputs.ts';
import { isSecret } from './secret-field.ts';

// The preload script of this view exposes its own contract under the same name.
const { confirmation }: ConfirmationBridge = window.lifeboat;
const root = document.querySelector('#sheet');
let shown = null as ConfirmationSheet | null;
/** How much time is left: it changes while people type. */
const hurry = make('p', { className: 'warned', role: 'timer' });
let fields: readonly SheetField[] = [];

function show(sheet: ConfirmationSheet | null): void {
  if (sheet !== null && sheet.id === shown?.id) {
    hurry.textContent = sheet.hurry;
    return;
  }
  shown = sheet;
  // What was typed is there again where it is asked again. A sheet that is over is gone, and what was typed on it with it.
  const kept = new Map(
    sheet === null || sheet.problem.length === 0 ? [] : fields.map((each) => [each.name, each.kept()]),
  );
  fields = sheet?.fields.map((each) => fieldOf(each, sheet.language, kept.get(each.name))) ?? [];
  root?.replaceChildren(...(sheet === null ? [] : [bandOf(sheet), sheetOf(sheet, fields)]));
  if (sheet === null) return;
  document.documentElement.lang = sheet.language;
  showTheme(sheet.theme);
  // What is decided is read first: the field has the keyboard, and nothing moves before somebody types.
  const inputs = [...document.querySelectorAll<HTMLInputElement>('input, textarea, select')];
  (inputs.find(({ value }) => value === '') ?? inputs[0])?.focus({ preventScroll: true });
  // Why it is asked again is seen, however much is above it.
  if (sheet.problem.length > 0) document.querySelector('.refusal')?.scrollIntoView({ block: 'center' });
}

const bandOf = ({ band }: ConfirmationSheet): HTMLElement =>
  make(
    'header',
    { className: 'asks-band', data: { practice: band.isPractice } },
    make('span', {}, band.mode),
    make('span', {}, band.asks),
  );

function sheetOf(sheet: ConfirmationSheet, typed: readonly SheetField[]): HTMLElement {
  const { id, picture, title, lead, facts, problem, acts, help, pressAndHold, back } = sheet;
  const secret = typed.find(isSecret);
  const send = (act: string): void => {
    if (!isSeen || !typed.every((each) => each.isReady())) return;
    const found = secret?.problem();
    refusal.replaceChildren(...(found === undefined ? [] : [make('p', {}, found)]));
    if (found !== undefined) return;
    for (const { button } of presses) button.disabled = true;
    void confirmation.answer({
      sheet: id,
      act,
      typed: Object.fromEntries(typed.filter((each) => each !== secret).map((each) => [each.name, each.value()])),
      secret: secret?.takeBytes() ?? null,
    });
  };
  const refusal = make('div', { className: 'refusal', role: 'alert' }, ...problem.map((text) => make('p', {}, text)));
  hurry.textContent = sheet.hurry;
  const presses = acts.map((act, at) => ({ act, button: pressOf(act, at === 0, pressAndHold, () => send(act.name)) }));
  const quiet = (label: string, press: () => void): HTMLButtonElement => {
    const button = make('button', { className: 'button', data: { kind: 'quiet' } }, label);
    button.type = 'button';
    button.addEventListener('click', press);
    return button;
  };
  const turnBack = back === null ? [] : [quiet(back, () => void confirmation.cancel({ sheet: id }))];
  // What only helps needs nothing that was typed, and sends nothing of it.
  const ask = (act: string): void => void confirmation.answer({ sheet: id, act, typed: {}, secret: null });
  const helping = help?.acts.map(({ name, label }) => quiet(label, () => ask(name))) ?? [];

  const elements = typed.map(({ element }) => element);
  const buttons = [...presses.map(({ button }) => button), ...(help === null ? turnBack : [])];
  const more = make('span', { className: 'more asks-more' }, '▾');
  more.ariaHidden = 'true';
  const form = make(
    'form',
    { className: 'stack' },
    // A custodian reads one thing at a time, from above; others look for what they typed.
    ...(picture === null ? [...elements, refusal, hurry] : [refusal, hurry, ...elements]),
    ...(buttons.length === 0 ? [] : [make('div', { className: 'actions' }, more, ...buttons)]),
  );
  const folded =
    help === null
      ? []
      : [
          make(
            'details',
            { className: 'stack' },
            make('summary', {}, help.label),
            ...help.lines.map((text) => make('p', {}, text)),
            make('div', { className: 'row' }, ...helping, ...turnBack),
          ),
        ];
  // A press that was meant for what was there before presses nothing here. Whoever types has seen the sheet.
  let isSeen = false;
  const see = (): void => {
    if (isSeen || !form.isConnected) return;
    isSeen = true;
    setReady();
    if (document.activeElement === document.body) presses[0]?.button.focus({ preventScroll: true });
  };
  setTimeout(see, seenMs);
  form.addEventListener('input', see);
  const setReady = (): void => {
    const isReady = isSeen && typed.every((each) => each.isReady());
    for (const { button } of presses) {
      button.disabled = !isReady;
      button.toggleAttribute('data-disabled', !isReady);
    }
  };
  setReady();
  form.addEventListener('input', setReady);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const [first] = acts;
    if (first !== undefined && !first.isHeld) send(first.name);
  });
  return make(
    'main',
    { className: 'screen', data: { picture: picture?.name ?? false } },
    make(
      'header',
      {},
      make('div', {}, make('h1', {}, title), ...lead.map((text) => make('p', { className: 'measure soft' }, text))),
      ...(picture === null ? [] : [drawingOf(picture)]),
    ),
    ...facts.filter(({ isFolded }) => isFolded).map(foldedOf),
    make('dl', { className: 'facts' }, ...facts.filter(({ isFolded }) => !isFolded).flatMap(factOf)),
    form,
    ...folded,
  );
}

type Fact = ConfirmationSheet['facts'][number];
const factOf = ({ label, lines }: Fact): HTMLElement[] => [
  make('dt', {}, label),
  make('dd', { className: 'mono' }, lines.join('\n')),
];
const foldedOf = (fact: Fact): HTMLElement =>
  make(
    'details',
    {},
    make('summary', {}, fact.label),
    ...fact.lines.map((text) => make('p', { className: 'mono' }, text)),
  );

/** The first is what Enter presses, as in every form; one that is held does nothing when it is pressed. */
function pressOf(
  { label, isHeld }: ConfirmationSheet['acts'][number],
  isFirst: boolean,
  pressAndHold: string,
  done: () => void,
): HTMLButtonElement {
  const data = { kind: isFirst ? 'primary' : 'plain' };
  const button = make('button', { className: isHeld ? 'button hold' : 'button', data }, make('span', {}, label));
  button.type = isFirst && !isHeld ? 'submit' : 'button';
  if (isHeld) {
    const how = make('span', { className: 'hold-how' }, pressAndHold);
    how.ariaHidden = 'true';
    button.append(how);
    holding(button, done);
  } else if (!isFirst) button.addEventListener('click', done);
  return button;
}

/** As long as a second press of an impatient hand takes. */
const seenMs = 400;

// A key that is still down from before repeats itself: it presses nothing. Space and Enter repeat where text is typed alone.
document.addEventListener(
  'keydown',
  (event) => {
    const { repeat, key, target } = event;
    const isText = target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && key === ' ');
    if (repeat && (key === ' ' || key === 'Enter') && !isText) event.preventDefault();
  },
  true,
);
document.addEventListener('keydown', ({ key }) => {
  if (key === 'Escape' && shown !== null && shown.back !== null) void confirmation.cancel({ sheet: shown.id });
});
confirmation.changed(show);
await readFonts();
const asked = await confirmation.sheet(null);
if (asked.ok && asked.value?.id !== shown?.id) show(asked.value);
