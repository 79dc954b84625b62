// German sentences for what can be wrong in a rehearsal.
import type { RehearsalRefusal } from '../../../faults/rehearsal.ts';
import type { AdviceBook } from '../../advice.ts';
import { formProblemsText } from '../form-problems.ts';
import { germanRehearsal } from '../rehearsal.ts';
import { inGerman } from './words.ts';

const nameOf = (fault: string): string =>
  Object.entries(germanRehearsal.faults).find(([name]) => name === fault)?.[1].name ?? fault;

/** Was fehlt, je nach Fehler; sonst ist es das Bündel. */
const notYet: Readonly<Partial<Record<string, string>>> & { readonly bundle: string } = {
  bundle: 'Auf dem Stick zwischen den Maschinen liegt kein Bündel mit dem Austauschschlüssel',
  'air-gap-lost': 'Lifeboat Offline hat sein Journal noch nicht begonnen',
  'lost-power': 'Noch kein Verwahrer hat seinen Anteil gegeben, es ginge also keiner verloren',
};

const afterCustodians = 'Der Verwahrer hat seinen Anteil gegeben, oder es wird keiner mehr gebraucht';
/** Was inzwischen geschehen ist, je nach Fehler; sonst ist das Bündel angenommen. */
const tooLate: Readonly<Partial<Record<string, string>>> & { readonly bundle: string } = {
  bundle: 'Die Offline-Seite hat das Bündel angenommen',
  'wrong-passphrase': afterCustodians,
  'damaged-stick': afterCustodians,
  'clock-off': 'Beide Seiten haben die Zeit der Wanduhr eingegeben',
  'air-gap-lost': 'Die Offline-Seite hat ihr Journal geschlossen',
  'lost-power': 'Der Wiederherstellungs-Blob ist gebaut, und kein Anteil ist mehr im Speicher',
};

export const rehearsalAdvice: AdviceBook<RehearsalRefusal> = {
  REHEARSAL_NOT_PRACTICE: ({ ceremony }) => ({
    happened: `${ceremony} ist eine echte Zeremonie, keine Probe.`,
    safe: 'Es wurde nichts ausgelöst und nichts geändert.',
    todo: 'Richten Sie für eine Probe einen eigenen Ordner ein. In einer echten Zeremonie wird nie etwas ausgelöst.',
  }),
  REHEARSAL_FILE_INVALID: ({ file, problems }) => ({
    happened: `„${file}“ ist keine Datei einer Probe. ${formProblemsText(problems)}`,
    safe: 'Es wurde nichts ausgelöst und nichts berichtet.',
    todo: 'Nennen Sie den Ordner der Probe, wie er angelegt wurde.',
  }),
  REHEARSAL_NOT_ON_LIST: ({ fault }) => ({
    happened: `„${nameOf(fault)}“ gehört nicht zu den gewählten Störungen.`,
    safe: 'Es wurde nichts ausgelöst.',
    todo: 'Lösen Sie eine der gewählten Störungen aus.',
  }),
  REHEARSAL_NOT_YET: ({ fault }) => ({
    happened: `„${nameOf(fault)}“ geht noch nicht: ${notYet[fault] ?? notYet.bundle}.`,
    safe: 'Es wurde nichts ausgelöst, und die Probe geht weiter.',
    todo: 'Warten Sie, bis die Übenden so weit sind, und versuchen Sie es noch einmal.',
  }),
  REHEARSAL_TOO_LATE: ({ fault }) => ({
    happened: `Für „${nameOf(fault)}“ ist es zu spät: ${tooLate[fault] ?? tooLate.bundle}. Niemand könnte es noch bemerken.`,
    safe: 'Es wurde nichts ausgelöst, und der Bericht führt es als nicht ausgelöst.',
    todo: 'Lassen Sie es dieses Mal aus, und gehen Sie zur nächsten Störung.',
  }),
  REHEARSAL_STILL_WRONG: ({ fault, other }) => ({
    happened: `„${nameOf(fault)}“ beträfe dieselbe Datei wie „${nameOf(other)}“, und das ist noch nicht behoben.`,
    safe: 'Es wurde nichts ausgelöst, und die richtige Datei liegt im Ordner der Probe.',
    todo: `Beheben Sie zuerst „${nameOf(other)}“.`,
  }),
  REHEARSAL_GAP_OPEN: () => ({
    happened: 'Dieser Laptop ist schon verbunden. Niemand könnte bemerken, dass die Netztrennung verloren geht.',
    safe: 'Es wurde nichts ausgelöst.',
    todo: 'Ziehen Sie jedes Kabel, und schalten Sie jeden Funk aus. Warten Sie, bis Lifeboat Offline „Netztrennung: getrennt“ zeigt; lösen Sie es dann aus, und stecken Sie ein.',
  }),
  REHEARSAL_ROOM_CLOSED: ({ ceremony }) => ({
    happened: `${ceremony} ist eine Probe, und ihr Ordner ist in diesem Programm nicht geöffnet.`,
    safe: 'Es wurde nichts begonnen. Ein Journal dieser Probe liegt unverändert in ihrem Ordner.',
    todo: 'Wählen Sie „Proben“, öffnen Sie den Ordner der Probe, und versuchen Sie es noch einmal. Nach einem Neustart des Programms muss er wieder geöffnet werden.',
  }),
  REHEARSAL_ONE_PERSON: ({ person, parts: [one, other] }) => ({
    happened: `„${person}“ soll ${one} und ${other} spielen, und das sind immer zwei Personen.`,
    safe: 'Es wurde nichts angelegt.',
    todo: 'Geben Sie eine der beiden Rollen jemand anderem, oder lassen Sie ihren Namen leer. In einem kleinen Team darf eine Person andere Rollen zusammen spielen, etwa CA und OP.',
  }),
  REHEARSAL_DONE: ({ fault, action }) => ({
    happened: `„${nameOf(fault)}“ wurde schon ${action === 'injected' ? 'ausgelöst' : 'behoben'}.`,
    safe: 'Es wurde nichts geändert.',
    todo: 'Gehen Sie zur nächsten Störung.',
  }),
  REHEARSAL_NOT_INJECTED: ({ fault }) => ({
    happened: `„${nameOf(fault)}“ wurde nicht ausgelöst, darum gibt es nichts zu beheben.`,
    safe: 'Es wurde nichts geändert.',
    todo: 'Sehen Sie in den Ordner „trainer“ der Probe: Eine Datei, die mit PRACTICE-injected- beginnt, sagt, was ausgelöst wurde.',
  }),
  REHEARSAL_JOURNAL_OTHER: ({ expected, found }) => ({
    happened: `Das Journal gehört nicht zu ${expected}, sondern zu: ${inGerman(found)}.`,
    safe: 'Es wurde nichts berichtet.',
    todo: 'Nennen Sie die Journale beider Maschinen dieser Probe.',
  }),
};
