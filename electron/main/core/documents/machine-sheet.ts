// The machine sheet as the application prints it: what it saw of the machine, and what it asserts about itself there.
import type { MachineSheet } from '#shared/contract/offline/machine-view.ts';
import { utcDateTime } from '#shared/formatting/date-time.ts';
import { machine as germanMachine } from '#shared/messages/de/screens/machine.ts';
import { selfTest as germanSelfTest } from '#shared/messages/de/screens/self-test.ts';
import { machine as englishMachine } from '#shared/messages/en/screens/machine.ts';
import { selfTest as englishSelfTest } from '#shared/messages/en/screens/self-test.ts';
import type { Language } from '#shared/messages/languages.ts';
import { checksWith } from '#shared/self-test/outcomes.ts';
import { documentHtml, headRow, outside, type PrintOptions, sheet } from './document.ts';
import { html, type Html } from './html.ts';

const texts: Readonly<
  Record<Language, { readonly machine: typeof englishMachine; readonly selfTest: typeof englishSelfTest }>
> = {
  en: { machine: englishMachine, selfTest: englishSelfTest },
  de: { machine: germanMachine, selfTest: germanSelfTest },
};

/** The document as one HTML file. It belongs to a machine, not to a ceremony: people staple it to the sheet of their script. */
export function machineSheetDocument(found: MachineSheet, options: PrintOptions): string {
  const { machine, selfTest } = texts[options.language];
  const seen = [html`<p class="note">${machine.honesty}</p>`, rowsTable(found, machine)];
  const notRun = html`<h2>${selfTest.title}</h2>
    <p>${selfTest.notRun}</p>`;
  return documentHtml(
    { title: machine.open },
    options,
    found.selfTest === null
      ? [sheet(machine.title, [...seen, notRun])]
      : [sheet(machine.title, seen), sheet(selfTest.title, selfTestPart(found.selfTest, selfTest))],
  );
}

const rowsTable = ({ rows }: MachineSheet, text: typeof englishMachine): Html =>
  html`<table class="grid machine">
    ${headRow([text.what, text.seen, text.lookHere])}
    <tbody>
      ${rows.map(
        ({ about, value, doubt }) =>
          html`<tr>
            <th scope="row">${text.rows[about]}</th>
            <td>${'word' in value ? text.words[value.word] : outside(value.text)}</td>
            <td>${doubt && html`<strong>${text.doubt}</strong>`}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

function selfTestPart({ report }: NonNullable<MachineSheet['selfTest']>, text: typeof englishSelfTest): Html {
  const count = (outcome: 'passed' | 'failed' | 'not-asked'): number => checksWith(report, outcome).length;
  // On the day, people act on this sentence; a screen has the same one.
  const meaning = count('failed') > 0 ? text.someFailed : report.electron === null ? text.nothingProven : text.allWell;
  return html`<p>
      ${utcDateTime(new Date(report.at))} · Lifeboat
      ${outside(report.app.version, 32)}${report.electron !== null && html` · Electron ${outside(report.electron, 40)}`}
    </p>
    <p><strong>${text.counts(count('passed'), count('failed'), count('not-asked'))}.</strong> ${meaning}</p>
    <table class="grid self-test">
      ${headRow([text.check, text.result, text.seen])}
      <tbody>
        ${report.lines.map(
          (line) =>
            html`<tr>
              <th scope="row">${text.checks[line.check]}</th>
              <td>
                ${line.outcome === 'failed' ? html`<strong>${text.outcomes.failed}</strong>` : text.outcomes[line.outcome]}
              </td>
              <td>${line.outcome === 'not-asked' ? text.reasons[line.reason] : outside(line.detail ?? '', 120)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`;
}
