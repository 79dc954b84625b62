// German: the board of what would fail, and what to do about each finding.
import type { ScreenTexts } from '../../../catalogue.ts';
import { plural } from '../../formats.ts';

export const board: ScreenTexts['online']['board'] = {
  title: 'Was würde scheitern?',
  lead: 'Alles wird angesehen und nichts verändert. Sehen Sie nach, bevor jemand anreist, und noch einmal vor jedem Schritt.',
  operators: 'Objekt-IDs derer, die hier arbeiten, oder ihrer Gruppe',
  operatorsNote: 'Eine je Zeile. Sie werden mit den Verwalter in der Sicherung verglichen.',
  inventory: 'die Bestandsliste der Sicherung',
  inventoryNote:
    'Die Datei, die bei der Sicherung ausgegeben wurde. Ohne sie kann niemand sagen, wer nach dem Zurückspielen Verwalter ist.',
  deed: 'Jetzt nachsehen',
  again: 'Noch einmal nachsehen',
  looking: (since) => `Wird seit ${since} angesehen …`,
  looked: (when) => `Angesehen ${when}.`,
  clear: 'Nichts steht im Weg, soweit gefragt werden konnte.',
  stops: (count) =>
    plural(count, {
      one: '1 Punkt würde scheitern. Beheben Sie ihn zuerst.',
      other: `${count} Punkte würden scheitern. Beheben Sie diese zuerst.`,
    }),
  looks: (count) =>
    plural(count, {
      one: 'Nichts würde scheitern. 1 Punkt braucht einen prüfenden Blick.',
      other: `Nichts würde scheitern. ${count} Punkte brauchen einen prüfenden Blick.`,
    }),
  findings: 'Befunde',
  todo: 'Zu tun',
  outcomes: { ok: 'in Ordnung', look: 'ansehen', stop: 'würde scheitern', unknown: 'nicht bekannt' },
  checks: {
    'own-rights': 'Was dieses Konto in Azure darf',
    'region-quota': 'HSMs in der Region, gegen die veröffentlichte Grenze',
    'storage-role': 'Die Identität hat ihre Rolle auf dem Container',
    'storage-network': 'Das HSM kommt durch die Firewall des Speichers',
    'target-name-free': 'Der Name des neuen HSM ist frei',
    'target-state': 'Das neue HSM ist in dem Zustand, den dieser Schritt braucht',
    'target-identity': 'Die Identität für das Speicherkonto ist angehängt',
    administrators: 'Die Verwalter des neuen HSM',
    'source-state': 'Das verlorene HSM',
    container: 'Der Container der Sicherungen',
    'source-folder': 'Der Ordner der Sicherung des alten HSM',
    immutability: 'Keine Unveränderlichkeitsrichtlinie auf dem Container',
    'operators-in-backup': 'Wer hier arbeitet, ist Verwalter in der Sicherung',
  },
  checkTodo: {
    'own-rights':
      'Lassen Sie diesem Konto die fehlenden Rollen zuweisen, oder melden Sie sich mit einem anderen an; geben Sie die Rollen danach zurück.',
    'region-quota':
      'Löschen Sie endgültig, was niemand braucht, beantragen Sie eine höhere Grenze, oder planen Sie eine andere Region, bevor jemand anreist.',
    'storage-role':
      'Lassen Sie der Identität „Storage Blob Data Contributor“ auf dem Container zuweisen. Das kann einige Minuten dauern.',
    'storage-network':
      'Lassen Sie in der Firewall des Speicherkontos vertrauenswürdige Dienste durch, oder öffnen Sie sie für die Wiederherstellung.',
    'target-name-free':
      'Planen Sie einen anderen Namen, oder holen Sie das HSM, das ihn trägt, zurück oder löschen Sie es endgültig.',
    'target-state': 'Sehen Sie sich das HSM im Portal an. In ein aktives lässt sich nichts wiederherstellen.',
    'target-identity': 'Hängen Sie die Identität aus dem Plan an das neue HSM an.',
    administrators: 'Sorgen Sie dafür, dass RO1 und RO2 oder ihre Gruppe Verwalter des neuen HSM sind.',
    'source-state':
      'Ist das alte HSM nur vorläufig gelöscht, holen Sie es zurück. Arbeitet es noch, ist diese Wiederherstellung nicht nötig.',
    container:
      'Prüfen Sie Konto und Container auf dem Papier. Ein neuer Container wird bei der Sicherung angelegt, wenn Sie es dort sagen.',
    'source-folder':
      'Suchen Sie den Ordner der letzten Sicherung, und lassen Sie den Plan berichtigen und neu genehmigen.',
    immutability:
      'Wählen Sie einen Container ohne Richtlinie und ohne rechtliche Aufbewahrung: dort lässt sich keine Sicherung abschließen.',
    'operators-in-backup':
      'Finden Sie jemanden, der in der Sicherung Verwalter ist, oder entscheiden Sie in Schritt C5 durch eine Ausnahme.',
  },
  source: {
    title: 'Antwortet das verlorene HSM noch?',
    note: 'Dann geben Sie jetzt seine Bestandsliste aus: mit ihr wird das neue HSM verglichen.',
    deed: 'Bestandsliste ausgeben',
  },
};
