// Who uses the keys, on paper: whom to call first while they are away, and after a recovery a sheet for each owner with the commands.
import { type Consumer, type ConsumerMap, shortName } from '#shared/consumers/consumers.ts';
import { awayText } from '#shared/messages/consumer-texts.ts';
import type { ConsumerTexts } from '#shared/messages/en/consumers.ts';
import { ownersToCall, type WorkItem } from '../consumers/work-list.ts';
import { documentHtml, headRow, outside, type PrintOptions, sheet, type Words, wordsOf } from './document.ts';
import { html, type Html } from './html.ts';
import { labelled, line, square } from './marks.ts';

/** The most urgent resources that a paper has; the table has all. */
export const mostOnPaper = 1000;
/** Resources of one owner that the list of calls names. */
export const namedInCall = 8;

export interface ConsumerList {
  readonly practice: boolean;
  /** Base addresses of the lost HSM and of the new one. */
  readonly from: string;
  readonly to: string;
  /** The most urgent first. */
  readonly items: readonly WorkItem[];
}

/** Writes the words of a command for a system's shell. */
type ShellLine = (words: readonly string[], platform: NodeJS.Platform) => string;

/** Whom to call while the keys are away, from the map alone: no HSM is recovered yet. */
export function callListDocument(map: ConsumerMap, options: PrintOptions): string {
  const words = wordsOf(options.language);
  const title = words.consumers.sheets.callTitle;
  return documentHtml({ title, practice: map.practice }, options, [callSheet(map, words)]);
}

/** Whom to call, as a sheet of any paper. */
export const callSheet = (map: ConsumerMap, { consumers: t }: Words): Html =>
  sheet(
    t.sheets.callTitle,
    html`<p>${outside(map.hsm)}<br />${t.sheets.mapOf(map.taken)}</p>
      ${calls(map.consumers, t)}
      <p class="note">${t.applications}</p>`,
  );

/** Whom to call, then a sheet for each owner: what is theirs, the new addresses, and the commands for both kinds of shell. */
export function consumerSheets(
  { practice, from, to, items }: ConsumerList,
  shellLine: ShellLine,
  options: PrintOptions,
): string {
  const words = wordsOf(options.language);
  const { consumers: t } = words;
  const shown = items.slice(0, mostOnPaper);
  const owners = Map.groupBy(shown, ({ consumer: { owner } }) => owner);
  return documentHtml({ title: t.page.title, practice }, options, [
    html`<section class="sheet">
      <h1>${t.page.title}</h1>
      <p>${from === to ? outside(to) : [outside(from), ' → ', outside(to)]}</p>
      <p>${t.unchanged}</p>
      ${items.length > shown.length && html`<p><strong>${t.page.more(shown.length, items.length)}</strong></p>`}
      <h2>${t.sheets.callTitle}</h2>
      ${calls(
        shown.map(({ consumer }) => consumer),
        t,
      )}
      <p class="note">${t.applications}</p>
    </section>`,
    [...owners].map(([owner, own]) =>
      sheet(
        outside(t.owner(owner ?? t.noOwner, own.length)),
        own.map((item) => itemBlock(item, shellLine, words)),
      ),
    ),
  ]);
}

/** A row for each owner, in the order of what stops first. */
function calls(consumers: readonly Consumer[], t: ConsumerTexts): Html {
  return html`<table class="grid calls">
    ${headRow([t.page.owner, t.sheets.stops, t.sheets.phone, t.sheets.called])}
    <tbody>
      ${ownersToCall(consumers).map(
        ({ owner, consumers: own }) =>
          html`<tr>
            <th scope="row">${outside(owner ?? t.noOwner, 120)}</th>
            <td>
              ${own
                .slice(0, namedInCall)
                .map((each) => [outside(shortName(each.id), 120), ` – ${awayText(each, t)}`, html`<br />`])}${
                own.length > namedInCall && t.sheets.others(own.length - namedInCall)
              }
            </td>
            <td></td>
            <td></td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function itemBlock(item: WorkItem, shellLine: ShellLine, { consumers: t }: Words): Html {
  const { consumer, how, moves, missing, isStranded, role, roleState, commands, source } = item;
  return html`<div class="consumer">
    <h3>${square} ${outside(shortName(consumer.id), 120)}</h3>
    <p>
      ${outside(consumer.id, 400)}<br />${[consumer.region, awayText(consumer, t)].filter((each) => each !== '').join(' · ')}
    </p>
    <ul class="plain addresses">
      ${moves.map(
        ({ oldUri, newUri }) =>
          html`<li>${outside(oldUri, 240)}${oldUri !== newUri && [' → ', outside(newUri, 240)]}</li>`,
      )}
    </ul>
    ${isStranded && html`<p><strong>${t.bound(consumer.region)}</strong></p>`}
    ${missing.length > 0 && html`<p><strong>${outside(t.missing(missing), 400)}</strong></p>`}
    ${roleState !== 'has' && html`<p>${t.role(role, roleState)}</p>`}
    <p>${t.how[how]}${how !== 'in-place' && source !== null && [' ', t.source(source)]}</p>
    ${commands.map((words) => commandLines(words, shellLine, t.sheets))}
    <p class="field">${labelled(t.sheets.doneBy, line('medium'))} ${labelled(t.sheets.at, line('short'))}</p>
  </div>`;
}

/** A line for each kind of shell; once where both read the same. */
function commandLines(words: readonly string[], shellLine: ShellLine, { shells }: ConsumerTexts['sheets']): Html {
  const [posix, windows] = [shellLine(words, 'linux'), shellLine(words, 'win32')];
  // A word breaks only where it is longer than the line: from paper, nobody could tell its hyphens.
  const command = (label: string, text: string): Html =>
    html`<p class="shell">${label}</p>
      <p class="shell-command">${text.split(' ').map((word) => [outside(word, Infinity), ' '])}</p>`;
  if (posix === windows) return command(shells.any, posix);
  return html`${command(shells.posix, posix)} ${command(shells.windows, windows)}`;
}
