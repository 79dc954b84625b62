// German sentences for what the look at a healthy HSM and its backups refuses.
import type { ReadinessFault } from '../../../faults/readiness.ts';
import type { AdviceBook } from '../../advice.ts';
import { describeProblems } from './fields.ts';
import { inGerman } from './words.ts';

const nothingSent = 'An Azure wurde nichts gesendet.';
const earlierKept = 'Nichts wurde gelöscht. Frühere Sicherungen sind, wie sie waren.';
const nothingAssessed = 'Der Nachweis wurde nicht verwendet. Die Datei ist, wie sie war.';

export const readinessAdvice: AdviceBook<ReadinessFault> = {
  HSM_DETAILS_INVALID: ({ problems }) => ({
    happened: `Die Angaben zum HSM und zu seinen Sicherungen stimmen nicht: ${describeProblems(problems)}.`,
    safe: nothingSent,
    todo: 'Berichtigen Sie alle: Kennungen haben 32 Hex-Ziffern mit Bindestrichen, ein Container ist https://KONTO.blob.core.windows.net/CONTAINER.',
  }),
  BACKUP_CONTAINER_MISSING: ({ uri }) => ({
    happened: `Den Container ${uri} gibt es nicht.`,
    safe: 'Es wurde keine Sicherung begonnen. Frühere Sicherungen, falls es anderswo welche gibt, sind, wie sie waren.',
    todo: 'Vergleichen Sie Konto und Container mit den Papieren. Eine geplante Sicherung legt keinen Container an: Legen Sie ihn einmal an, und geben Sie der Identität dort ihre Rolle.',
  }),
  BACKUP_NOT_IN_CONTAINER: ({ folder }) => ({
    happened: `Das HSM sagt, dass es ${folder} geschrieben hat, und der Container zeigt diesen Ordner nicht.`,
    safe: `${earlierKept} Es wurde kein Nachweis geschrieben.`,
    todo: 'Verlassen Sie sich nicht auf diese Sicherung. Sehen Sie sich den Container im Portal und seine Löschregeln an, und sichern Sie noch einmal.',
  }),
  BACKUP_FOLDER_NOT_FOUND: ({ folder, found }) => ({
    happened: `Im Container gibt es keinen Ordner ${folder}.${found.length === 0 ? ' Er enthält keine einzige Sicherung.' : ` Es gibt: ${found.join(', ')}.`}`,
    safe: 'Es wurde nichts gesichert und nichts geändert.',
    todo: 'Sehen Sie auf das Papier, Zeichen für Zeichen. Geben Sie den Ordner der Sicherung des verlorenen HSM noch einmal ein, oder einen anderen Container, und führen Sie diesen Schritt noch einmal aus.',
  }),
  BACKUP_RECORD_FORM: ({ problems }) => ({
    happened: `Die Datei ist kein Nachweis einer Sicherung: ${describeProblems(problems)}.`,
    safe: nothingAssessed,
    todo: 'Wählen Sie einen Nachweis, den dieses Programm mit einer Sicherung geschrieben hat.',
  }),
  BACKUP_RECORD_NOT_CANONICAL: () => ({
    happened: 'Der Nachweis der Sicherung wurde nach dem Schreiben verändert.',
    safe: nothingAssessed,
    todo: 'Glauben Sie ihm nicht. Sehen Sie in den Container, und sichern Sie jetzt.',
  }),
  BACKUP_RECORD_FOREIGN: ({ what, expected, found }) => ({
    happened: `Der Nachweis gehört zu etwas anderem (${inGerman(what)}): ${inGerman(found)} statt ${inGerman(expected)}.`,
    safe: nothingAssessed,
    todo: 'Wählen Sie die Nachweise dieses HSM. Übung und Echtbetrieb haben eigene.',
  }),
};
