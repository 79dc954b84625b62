// German sentences for what can be wrong with the processes that hold secrets.
import type { SecretsFault, ProcessEnd } from '../../../faults/secrets.ts';
import { fullThumbprint, shortThumbprint } from '../../../formatting/thumbprint.ts';
import type { AdviceBook } from '../../advice.ts';
import { inGerman } from './words.ts';

const keyForgotten =
  'Der Schlüssel ist aus dem Speicher dieser Maschine gelöscht, und auf den Stick wurde nichts geschrieben.';
const sharesForgotten =
  'Es wurde nichts geschrieben. Die Anteile lagen nur in diesem Prozess und sind mit ihm verschwunden.';
const safeOf = {
  'key worker': keyForgotten,
  'token worker': 'Der Schlüssel ist nur auf seinem Token, und die PIN ist auf dieser Maschine gelöscht.',
  combiner: sharesForgotten,
  'key maker': 'Es wurde kein Schlüssel behalten.',
  reader: keyForgotten,
} as const;
const again = 'Beginnen Sie wieder mit dem ersten Verwahrer.';

/** How a process ended, as a sentence without its stop. */
function ending(how: ProcessEnd): string {
  if (how.kind === 'signal') return `Das System hat ihn beendet (${how.signal})`;
  if (how.kind === 'not-started') return `Er ließ sich nicht starten (${how.reason})`;
  if (how.kind === 'line-closed') return 'Die Leitung zu ihm ist geschlossen';
  return how.status === null ? 'Er sagt nicht, warum' : `Er gab auf (Endstatus ${how.status})`;
}

export const secretsAdvice: AdviceBook<SecretsFault> = {
  KEY_OPENS_NO_SHARE: () => ({
    happened:
      'Der Schlüssel ist in Ordnung, öffnet aber keinen Anteil dieser Sicherheitsdomäne: Er gehört zu einer anderen.',
    safe: keyForgotten,
    todo: 'Vergleichen Sie das Etikett des Sticks mit dem Register, und verwenden Sie den Stick zu dieser Sicherheitsdomäne.',
  }),
  CUSTODIAN_ALREADY_GIVEN: ({ custodian }) => ({
    happened: `Der Verwahrer dieses Schlüssels (${shortThumbprint(custodian)}) hat seinen Anteil schon gegeben.`,
    safe: `${keyForgotten} Der früher gegebene Anteil zählt weiterhin.`,
    todo: 'Nehmen Sie den Stick heraus, und bitten Sie den nächsten Verwahrer.',
  }),
  COPY_ALREADY_PROVEN: ({ custodian, copy }) => ({
    happened: `Kopie ${copy} dieses Schlüssels (${shortThumbprint(custodian)}) ist schon nachgewiesen.`,
    safe: `${keyForgotten} Der frühere Nachweis zählt.`,
    todo: 'Nehmen Sie den Stick heraus, und lesen Sie sein Etikett. Ist es die andere Kopie, beginnen Sie noch einmal, und wählen Sie diese.',
  }),
  COPIES_ON_ONE_STICK: ({ stick, copy }) => ({
    happened: `Vom Stick ${stick}, oder von einem anderen Teil desselben Sticks, wurde schon Kopie ${copy === 1 ? 2 : 1} dieses Schlüssels geöffnet.`,
    safe: `Der Stick wurde nur gelesen und kein Nachweis für Kopie ${copy} vermerkt.`,
    todo: `Ziehen Sie ihn ab und stecken Sie den Stick mit Kopie ${copy} ein. Liegen beide Kopien auf einem Stick, gehen sie zusammen verloren: Dann braucht es einen zweiten Stick. Ein Schlüssel auf einem Token hat keine Kopie: Brechen Sie ab.`,
  }),
  COPY_NAMED_OTHERWISE: ({ file, copy }) => ({
    happened: `Sie haben Kopie ${copy} gewählt, aber die Schlüsseldatei heißt „${file}“.`,
    safe: 'Der Schlüssel wurde nicht geöffnet und kein Nachweis vermerkt.',
    todo: 'Lesen Sie das Etikett des Sticks. Treten Sie zurück, und wählen Sie die Kopie, die Sie in der Hand halten.',
  }),
  CUSTODY_PROCESS_ENDED: ({ process, how }) => ({
    happened: `Ein Prozess, der Geheimnisse hält, endete unerwartet (${inGerman(process)}). ${ending(how)}.`,
    safe: safeOf[process],
    todo: process === 'combiner' ? again : 'Versuchen Sie es mit demselben Stick noch einmal.',
  }),
  CUSTODY_TIME_LIMIT: ({ process, seconds }) => ({
    happened: `Ein Prozess wurde angehalten, weil er nach ${seconds} Sekunden nicht fertig war: ${inGerman(process)}.`,
    safe: safeOf[process],
    todo:
      process === 'token worker'
        ? 'Manche Token warten auf eine Berührung und blinken: Beginnen Sie noch einmal, und berühren Sie es. Sonst nehmen Sie ein anderes Token oder einen anderen Verwahrer.'
        : 'Die Schlüsseldatei kann so gemacht sein, dass sie nie fertig wird. Verwenden Sie die zweite Kopie, oder bitten Sie einen anderen Verwahrer.',
  }),
  CUSTODY_MESSAGE_INVALID: ({ process }) => ({
    happened: `Ein Prozess erhielt eine Nachricht, die er nicht versteht: ${inGerman(process)}.`,
    safe: safeOf[process],
    todo: 'Dies ist ein Fehler des Programms. Notieren Sie die Uhrzeit, und starten Sie das Programm neu.',
  }),
  CUSTODY_STOPPED: ({ process }) => ({
    happened: `Ein Prozess wurde absichtlich angehalten: ${inGerman(process)}.`,
    safe: safeOf[process],
    todo: 'Beginnen Sie diesen Schritt neu, wenn alle bereit sind.',
  }),
  SHARES_LOST: () => ({
    happened: 'Ein angenommener Anteil kam nicht bei dem Prozess an, der die Anteile zusammensetzt.',
    safe: sharesForgotten,
    todo: again,
  }),
  SHARES_FOR_OTHER_KEY: ({ expected, found }) => ({
    happened: `Die Verwahrer haben ihre Anteile für einen anderen Austauschschlüssel gegeben: für ${fullThumbprint(expected)}, nicht für ${fullThumbprint(found)}.`,
    safe: 'Es wurde nichts gebaut, und die Anteile haben diese Maschine nicht verlassen.',
    todo: 'Klären Sie, warum der Schlüssel ein anderer ist. Ist der neue der richtige, dann verwerfen Sie alle Anteile und beginnen mit dem ersten Verwahrer neu.',
  }),
  SHARE_LINE_VIOLATED: () => ({
    happened:
      'Der Prozess, der den letzten Schlüssel geöffnet hat, sandte etwas anderes als den Anteil seines Verwahrers.',
    safe: 'Es wurde kein Blob gebaut. Alle Anteile sind gelöscht, und nichts wurde geschrieben.',
    todo: 'Behandeln Sie das als Angriff. Verwahren Sie den letzten Stick gesondert und unverändert, nehmen Sie das Vorfallsblatt, und verwenden Sie diesen Laptop heute nicht mehr.',
  }),
  PASSPHRASE_CANCELLED: () => ({
    happened: 'Die Eingabe des Kennworts wurde abgebrochen.',
    safe: keyForgotten,
    todo: 'Beginnen Sie mit diesem Verwahrer neu, sobald er bereit ist.',
  }),
  TERMINAL_MISSING: () => ({
    happened: 'Der Schlüssel braucht ein Kennwort, und es gibt kein Terminal, auf dem danach gefragt werden kann.',
    safe: keyForgotten,
    todo: 'Führen Sie den Befehl an einem Terminal aus, oder geben Sie mit --password-files (oder --password-file) für jeden Schlüssel eine Kennwortdatei an. Unter Windows können die gepackten Programme nicht an einer Konsole fragen.',
  }),
};
