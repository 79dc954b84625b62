// Deutsche Sätze für das, was nicht stimmen kann, wo Verwahrer neue Schlüssel bekommen.
import type { ActivationFault, CustodianCopy } from '../../../faults/activation.ts';
import type { AdviceBook } from '../../advice.ts';
import { plural } from '../formats.ts';

const named = (copies: readonly CustodianCopy[]): string =>
  copies.map(({ custodian, copy }) => `${custodian} Kopie ${copy}`).join(', ');

export const activationAdvice: AdviceBook<ActivationFault> = {
  CUSTODIAN_COPY_MISSING: ({ file, stick }) => ({
    happened: `Auf dem Stick ${stick} liegt keine Datei ${file}.`,
    safe: 'Es wurde nichts davon gelesen und nichts vermerkt.',
    todo: 'Ziehen Sie diesen Stick ab und stecken Sie die Kopie ein, nach der gefragt wird. Welche es ist, steht auf dem Etikett.',
  }),
  CUSTODIAN_COPY_SAME_STICK: ({ stick }) => ({
    happened: `Auf dem Stick ${stick} liegt bereits die erste Kopie, in diesem oder einem anderen Teil von ihm.`,
    safe: 'Es wurde nichts darauf geschrieben. Die erste Kopie ist, wie sie war.',
    todo: 'Ziehen Sie ihn ab und stecken Sie den zweiten, neuen Stick ein: Zwei Kopien auf einem Stick gehen zusammen verloren.',
  }),
  CUSTODIAN_STICKS_UNCONFIRMED: ({ custodian }) => ({
    happened: `Das System verrät nicht, ob die beiden Kopien von ${custodian} auf zwei Sticks kommen oder auf einen.`,
    safe: 'Es wurde nichts geschrieben. Kein Zertifikat hat diese Maschine verlassen.',
    todo: 'Zwei Personen sehen beide Sticks nebeneinander an, den ersten und den zweiten. Geben Sie ihre Namen an, und schreiben Sie die Kopie noch einmal.',
  }),
  CUSTODIAN_COPY_OTHER_KEY: ({ file }) => ({
    happened: `Der Schlüssel in ${file} lässt sich öffnen, gehört aber nicht zum Zertifikat dieses Verwahrers.`,
    safe: 'Die Kopie zählt nicht. Auf dem Stick wurde nichts verändert.',
    todo: 'Sehen Sie auf das Etikett und stecken Sie den richtigen Stick ein. Ist es der richtige, erzeugen Sie den Schlüssel neu, auf neuen Sticks.',
  }),
  CUSTODIAN_COPY_LOST: ({ custodian }) => ({
    happened: `Der neue Schlüssel von ${custodian} ist nicht mehr im Speicher und kann nicht auf einen zweiten Stick geschrieben werden.`,
    safe: 'Der erste Stick ist, wie er war. Kein Zertifikat hat diese Maschine verlassen.',
    todo: 'Erzeugen Sie den Schlüssel neu, auf zwei neuen Sticks. Tragen Sie den ersten Stick auf dem Vernichtungsblatt ein.',
  }),
  CUSTODIAN_KEYS_UNCHECKED: ({ copies }) => ({
    happened: `Nicht jede Kopie wurde noch einmal eingesteckt und geöffnet. Noch offen: ${named(copies)}.`,
    safe: 'Kein Zertifikat hat diese Maschine verlassen, und nichts wurde signiert.',
    todo: 'Schließen Sie zuerst bei diesen Verwahrern ab, und schreiben Sie dann das Bündel.',
  }),
  CUSTODIANS_NOT_PROVEN: ({ copies }) => ({
    happened: `Nicht jede Kopie hat ihren Anteil der neuen Sicherheitsdomäne geöffnet. Noch offen: ${named(copies)}.`,
    safe: 'Das Journal ist noch offen, und nichts ist verloren.',
    todo: 'Weisen Sie diese Kopien nach. Gelingt es bei einer nie, vermerken Sie eine Ausnahme und geben Sie diese Zeremonie auf dem letzten Bildschirm auf. Ist das HSM schon aktiv, wird eine zweite Aktivierung abgelehnt: Planen Sie eine Neuverschlüsselung mit neuen Schlüsseln, bevor ein produktiver Schlüssel entsteht.',
  }),
  OLD_SET_STILL_NEEDED: ({ copies }) => ({
    happened: `Der alte Satz darf noch nicht vernichtet werden: Nicht jede neue Kopie hat ihren Anteil geöffnet. Noch offen: ${named(copies)}.`,
    safe: 'Nichts wurde vermerkt. Der alte Satz gilt, und öffnet seine Sicherheitsdomäne wie bisher.',
    todo: 'Lassen Sie die alten Sticks in ihren Beuteln. Weisen Sie zuerst diese Kopien nach; erst dann kommt der alte Satz auf das Vernichtungsblatt.',
  }),
  SECURITY_DOMAIN_OTHER_CUSTODIANS: ({ extra, missing }) => ({
    happened: `Die Sicherheitsdomäne ist nicht genau für die Schlüssel der Verwahrer dieser Zeremonie: ${plural(extra, { one: '1 ihrer Anteile ist', other: `${extra} ihrer Anteile sind` })} für andere${missing.length === 0 ? '' : `, und für ${missing.join(', ')} gibt es keinen`}.`,
    safe: 'Sie wurde nicht übernommen. Die Schlüssel der Verwahrer sind, wie sie waren.',
    todo: 'Halten Sie an. Sagen Sie es der anderen Seite, nehmen Sie das Vorfallsblatt, und behandeln Sie die Datei so, als könnten Fremde sie öffnen.',
  }),
};
