// The fields of a sheet, without a library: each knows its element, what is in it, and whether it may be sent.
import type { ConfirmationSheet } from '#shared/contract/confirmation.ts';
import {
  askedIn,
  emptyRows,
  numbered,
  numbersOf,
  readRow,
  rowNames,
  type Slip,
  typedInto,
  wordsAt,
} from '#shared/formatting/word-rows.ts';
import type { Language } from '#shared/messages/languages.ts';
import { ui as german } from '#shared/messages/de/screens/ui.ts';
import { ui as english } from '#shared/messages/en/screens/ui.ts';
import { type Input, labelled, lineInput, type SheetField, withoutHelp } from './inputs.ts';
import { make } from './make.ts';
import { secretField } from './secret-field.ts';

type Asked = ConfirmationSheet['fields'][number];

/** @param kept what was in it before it was asked again */
export function fieldOf(asked: Asked, language: Language, kept?: readonly string[]): SheetField {
  const { form } = asked;
  if (form.kind === 'words') return wordsField(asked.name, form.places, language, kept);
  if (form.kind === 'secret') return secretField(asked.name, asked.label, form.isNew, language);
  const input: Input = form.kind === 'choice' ? selectOf(form.choices) : lineOf(form.kind);
  Object.assign(input, { id: asked.name, name: asked.name, value: kept?.[0] ?? asked.value });
  return {
    name: asked.name,
    element: labelled(input, asked.label, asked.detail ?? '', form.kind === 'text'),
    value: () => input.value,
    isReady: () => asked.isOptional || input.value.trim() !== '',
    kept: () => [input.value],
  };
}

const lineOf = (kind: 'line' | 'text'): Input =>
  kind === 'line' ? lineInput() : Object.assign(make('textarea', {}), { ...withoutHelp, maxLength: 400 });

const selectOf = (choices: readonly { readonly value: string; readonly title: string }[]): HTMLSelectElement =>
  make('select', {}, ...choices.map(({ value, title }) => Object.assign(make('option', {}, title), { value })));

/** The rows of paper. What is typed is checked against the list of words while it is typed. */
function wordsField(
  name: string,
  places: readonly number[],
  language: Language,
  kept: readonly string[] = emptyRows,
): SheetField {
  const t = (language === 'de' ? german : english).wordRows;
  let rows = kept;
  const status = make('p', { className: 'soft', role: 'status' });
  const shown = rowNames.flatMap((rowName, row) => {
    const asked = askedIn(row, places);
    if (asked.length === 0) return [];
    const input = Object.assign(lineInput(), { maxLength: 600, id: `${name}-${rowName}` });
    const element = labelled(input, t.row(rowName, numbersOf(asked), asked.length), ' ');
    input.addEventListener('input', () => {
      rows = typedInto(rows, row, input.value, places);
      draw();
    });
    return [{ row, rowName, asked, input, element, note: element.lastElementChild }];
  });
  const draw = (): void => {
    const slips: string[] = [];
    let count = 0;
    for (const { row, rowName, asked, input, note } of shown) {
      const text = rows[row] ?? '';
      // Setting it would move the cursor.
      if (input.value !== text) input.value = text;
      const { words, slip } = readRow(text, asked);
      count += words.filter((word) => word !== undefined).length;
      input.ariaInvalid = slip === undefined ? 'false' : 'true';
      if (slip !== undefined) slips.push(t.look(rowName));
      note?.replaceChildren(slip === undefined ? numbered(asked, words) : slipText(t, slip));
    }
    const [first] = slips;
    status.textContent = `${first ?? (wordsAt(places, rows) ? t.allThere : `${t.progress(count, places.length)}.`)} ${t.short}`;
  };
  draw();
  return {
    name,
    element: make(
      'div',
      { className: 'stack', data: { wide: true } },
      make('div', { className: 'columns' }, ...shown.map((each) => each.element)),
      status,
    ),
    value: () => wordsAt(places, rows)?.join(' ') ?? '',
    isReady: () => wordsAt(places, rows) !== undefined,
    kept: () => rows,
  };
}

const slipText = (t: typeof english.wordRows, slip: Slip): string =>
  slip.kind === 'tooMany' ? t.tooMany(slip.words) : t[slip.kind](slip.place, slip.word);
