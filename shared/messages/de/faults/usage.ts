// German sentences for what can be wrong with how a command was called.
import type { UsageFault } from '../../../faults/usage.ts';
import type { AdviceBook } from '../../advice.ts';
import type { usageProblems as english } from '../../en/faults/usage.ts';
import { plural } from '../formats.ts';

const nothingDone = 'Es wurde nichts ausgeführt.';

/** What follows "Der Befehl wurde nicht verstanden". */
export const usageProblems: typeof english = {
  'address-of-practice': (option, allowed) => `${option} erwartet ${allowed} und braucht das Zertifikat der Cloud`,
  'argument-missing': (option) => `${option} fehlt`,
  'value-form': (option, allowed) => `${option} erwartet ${allowed}`,
  'ceremony-form': (option) =>
    `${option} erwartet 4 bis 40 Großbuchstaben und Ziffern, dazwischen einzelne Bindestriche`,
  'command-missing': () => 'Es fehlt ein Befehl',
  'command-of-other-program': (option, allowed) => `„${option}“ ist ein Befehl von ${allowed}, nicht dieses Programms`,
  'command-of-source': (option) =>
    `„${option}“ ist ein Befehl der Befehlszeile, die aus dem Quelltext gebaut wird, nicht dieses Programms`,
  'challenge-form': (option) =>
    `${option} erwartet die Zahl, wie sie ausgegeben wurde: 32 Hex-Ziffern, mit oder ohne Gruppen`,
  'command-unknown': (option) => `Es gibt keinen Befehl „${option}“`,
  'day-form': (option, allowed) => `${option} erwartet einen Tag wie ${allowed}`,
  'group-with-option': (option, allowed) => `${option} gehören zu ${allowed}`,
  'line-form': (option, allowed) =>
    `${option} erwartet eine Zeile von bis zu ${allowed} Zeichen, ohne unsichtbare und ohne Leerzeichen an den Enden`,
  'name-form': (option) => `${option} erwartet bis zu 64 Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche`,
  'needed-here': (option) => `So aufgerufen, braucht er ${option}`,
  'no-custodians-keys': () => 'Dieses Programm nimmt nie die Schlüssel von Verwahrern',
  'not-understood': (option) => option,
  'number-range': (option, allowed) => `${option} erwartet eine Zahl aus ${allowed}`,
  'no-prompts': (option, allowed) => `${option} fragt einen Menschen, und niemand ist da; möglich ist ${allowed}`,
  'no-dash': (option) => `${option} erwartet den Namen einer Datei; „-“ würde selbst einer`,
  empty: (option) => `${option} ist leer`,
  'one-of': (option, allowed) => `${option} erwartet eines von: ${allowed}`,
  'only-one-of': (option) => `Geben Sie eines davon an, nicht beide: ${option}`,
  'option-missing': (option) => `Die Option ${option} fehlt`,
  'options-missing': (option) => `Diese Optionen fehlen: ${option}`,
  'option-unknown': (option) => `Es gibt keine Option ${option}`,
  'option-without-value': (option) => `Die Option ${option} hat keinen Wert`,
  'passphrases-in-files': (option, allowed) =>
    `Es gibt keine Option ${option}, denn andere auf dieser Maschine könnten ein Kennwort auf der Befehlszeile lesen; geben Sie Dateien an, mit ${allowed}`,
  'player-form': (option, allowed) => `${option} nimmt eine Rolle und einen Namen als ${allowed}, jede Rolle einmal`,
  'practice-needed': (option) => `Dies sind Dateien einer Übung: Ergänzen Sie ${option}, wenn Sie üben`,
  'practice-plan-only': (option) => `${option} gehört zu einem Plan der Übung, und nur zu einem solchen`,
  'quorum-above-custodians': (option, allowed) => `${option} ist höchstens ${allowed}`,
  'stands-alone': (option) => `${option} steht allein`,
  together: (option) => `Diese gehören zusammen: ${option}`,
  'too-many-arguments': () => 'Es sind mehr Angaben, als er erwartet',
  'two-files': (option) => `${option} erwartet zwei Dateien`,
};

export const usageAdvice: AdviceBook<UsageFault> = {
  USAGE: ({ problem, option, allowed }) => ({
    happened: `Der Befehl wurde nicht verstanden: ${usageProblems[problem](option, allowed)}.`,
    safe: nothingDone,
    todo: 'Mit --help sehen Sie, wie er aufgerufen wird.',
  }),
  PASSWORD_FILES_COUNT: ({ keys, files }) => ({
    happened: `Es gibt ${plural(files, { one: '1 Kennwortdatei', other: `${files} Kennwortdateien` })} für ${keys} Schlüssel.`,
    safe: nothingDone,
    todo: 'Geben Sie für jeden Schlüssel eine Kennwortdatei an, in der Reihenfolge der Schlüssel, oder gar keine.',
  }),
};
