// German: the checks before a ceremony, and what to do about each finding.
import type { ScreenTexts } from '../../../catalogue.ts';
import { plural } from '../../formats.ts';
import { germanOnlineTexts } from '../../online.ts';

export const preFlight: ScreenTexts['online']['preFlight'] = {
  title: 'Vorabprüfung',
  lead: 'Alles wird angesehen und nichts verändert. Sehen Sie nach, bevor jemand anreist, und noch einmal vor jedem Schritt.',
  operators: 'Objekt-IDs derer, die hier arbeiten, oder ihrer Gruppe',
  operatorsNote: 'Eine je Zeile. Sie werden mit den Administratoren in der Sicherung verglichen.',
  inventory: 'die Bestandsliste der Sicherung',
  inventoryNote:
    'Die Datei, die bei der Sicherung ausgegeben wurde. Ohne sie kann niemand sagen, wer nach dem Zurückspielen Administrator ist.',
  action: 'Jetzt nachsehen',
  again: 'Aktualisieren',
  looking: (since) => `Wird seit ${since} angesehen …`,
  looked: (when) => `Angesehen ${when}.`,
  clear: 'Nichts steht im Weg, soweit gefragt werden konnte.',
  stops: (count) =>
    plural(count, {
      one: '1 Hindernis. Beheben Sie es zuerst.',
      other: `${count} Hindernisse. Beheben Sie diese zuerst.`,
    }),
  looks: (count) =>
    plural(count, {
      one: 'Kein Hindernis. 1 Punkt braucht einen prüfenden Blick.',
      other: `Kein Hindernis. ${count} Punkte brauchen einen prüfenden Blick.`,
    }),
  findings: 'Befunde',
  todo: 'Zu tun',
  outcomes: { ok: 'in Ordnung', look: 'ansehen', stop: 'Hindernis', unknown: 'nicht bekannt' },
  checks: germanOnlineTexts.checks,
  checkTodo: germanOnlineTexts.todo,
  createFirst: germanOnlineTexts.createFirst,
  source: {
    title: 'Antwortet das verlorene HSM noch?',
    note: 'Dann geben Sie jetzt seine Bestandsliste aus: Mit ihr wird das neue HSM verglichen.',
    action: 'Bestandsliste ausgeben',
  },
};
