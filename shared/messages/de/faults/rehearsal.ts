// German sentences for what can be wrong in a rehearsal.
import type { RehearsalRefusal } from '../../../faults/rehearsal.ts';
import type { AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { germanRehearsal } from '../rehearsal.ts';
import { inGerman } from './words.ts';

const nameOf = (fault: string): string =>
  Object.entries(germanRehearsal.faults).find(([name]) => name === fault)?.[1].name ?? fault;

export const rehearsalAdvice: AdviceBook<RehearsalRefusal> = {
  REHEARSAL_NOT_PRACTICE: ({ ceremony }) => ({
    happened: `${ceremony} ist eine echte Zeremonie, keine Probe.`,
    safe: 'Es wurde nichts ausgelöst und nichts geändert.',
    todo: 'Richten Sie für eine Probe einen eigenen Raum ein. In einer echten Zeremonie wird nie etwas ausgelöst.',
  }),
  REHEARSAL_FILE_INVALID: ({ file, problems }) => ({
    happened: `„${file}“ ist keine Datei einer Probe. ${formProblemsText(problems)}`,
    safe: 'Es wurde nichts ausgelöst und nichts ausgewertet.',
    todo: 'Nennen Sie den Ordner der Probe und den Ordner der Übungsleitung, wie sie angelegt wurden.',
  }),
  REHEARSAL_ENVELOPE_IN_ROOM: () => ({
    happened: 'Der Ordner der Übungsleitung läge im Raum der Probe, wo die Übenden die Liste sähen.',
    safe: 'Es wurde nichts geschrieben.',
    todo: 'Nennen Sie einen Ordner an anderer Stelle, am besten auf einem eigenen Stick der Übungsleitung.',
  }),
  REHEARSAL_SEAL_BROKEN: ({ expected, found }) => ({
    happened: `Der Umschlag ist nicht der, der vor der Probe versiegelt wurde. Siegel: ${expected}. Umschlag: ${found}.`,
    safe: 'Es wurde nichts ausgelöst und nichts ausgewertet.',
    todo: 'Nehmen Sie den Umschlag dieser Probe. Wurde er geändert, sagen Sie es allen, und beginnen Sie eine neue Probe.',
  }),
  REHEARSAL_NOT_ON_LIST: ({ fault }) => ({
    happened: `„${nameOf(fault)}“ steht nicht auf der versiegelten Liste.`,
    safe: 'Es wurde nichts ausgelöst.',
    todo: 'Lösen Sie aus, was auf der Liste steht. Eine Liste, die sich während der Probe ändert, beweist nichts.',
  }),
  REHEARSAL_NOT_YET: ({ fault }) => ({
    happened: `„${nameOf(fault)}“ geht jetzt nicht: Auf dem Stick zwischen den Maschinen liegt kein Bündel mit dem Austauschschlüssel.`,
    safe: 'Es wurde nichts ausgelöst, und die Probe geht weiter.',
    todo: 'Warten Sie, bis die Übenden so weit sind, und versuchen Sie es noch einmal.',
  }),
  REHEARSAL_DONE: ({ fault, deed }) => ({
    happened: `„${nameOf(fault)}“ wurde schon ${deed === 'injected' ? 'ausgelöst' : 'behoben'}.`,
    safe: 'Es wurde nichts geändert.',
    todo: 'Gehen Sie zum nächsten Punkt der Liste.',
  }),
  REHEARSAL_NOT_INJECTED: ({ fault }) => ({
    happened: `„${nameOf(fault)}“ wurde nicht ausgelöst, darum gibt es nichts zu beheben.`,
    safe: 'Es wurde nichts geändert.',
    todo: 'Sehen Sie in den Ordner der Übungsleitung: Eine Datei, die mit injected- beginnt, sagt, was ausgelöst wurde.',
  }),
  REHEARSAL_JOURNAL_OTHER: ({ expected, found }) => ({
    happened: `Das Journal gehört nicht zu ${expected}, sondern zu: ${inGerman(found)}.`,
    safe: 'Es wurde nichts ausgewertet.',
    todo: 'Nennen Sie die Journale beider Maschinen dieser Probe.',
  }),
};
