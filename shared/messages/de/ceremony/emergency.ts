// German texts of documents (e) and (f): an emergency recovery, without a plan.
import type { StepTexts } from '../../ceremony-texts.ts';

const people = {
  first: 'Erste Person',
  second: 'Zweite Person',
  'decided-by': 'Entschieden von',
  time: 'um',
};
const outcome = {
  label: 'Ergebnis',
  options: { succeeded: 'gelungen', failed: 'gescheitert', unknown: 'unbekannt' },
};
const after = 'Danach zu tun: Plan, neue Schlüssel, wer';

export const emergencyTexts: StepTexts = {
  E1: { act: 'Schreiben Sie auf, wer hier ist und wer entschieden hat, ohne Plan vorzugehen.', fields: people },
  E2: {
    act: 'Trennen Sie den Laptop vom Netz. Beginnen Sie die Notfall-Wiederherstellung.',
    fields: { gap: 'Das Programm findet keinen Weg nach außen.' },
  },
  E3: {
    act: 'Laden Sie die Sicherheitsdomäne.',
    fields: { quorum: 'Quorum', domain: 'SHA-256 der Sicherheitsdomäne' },
  },
  E4: {
    act: 'Geben Sie die Adresse des neuen HSM vom Papier ein. Laden Sie den Austauschschlüssel.',
    expect: 'Das Programm nimmt den Schlüssel für diese Adresse an.',
    fields: {
      address: 'Adresse',
      proof: { label: 'Attestierung', options: { attested: 'echt', none: 'keine; zwei Personen stehen dafür ein' } },
      refused: 'Vorher abgelehnt',
      certificate: 'SHA-256 des Austausch-Zertifikats',
    },
  },
  E5: {
    act: 'Verwahrer {k} von {of}: Stick einstecken, Schlüssel wählen, Kennwort eingeben.',
    fields: {
      away: 'Alle anderen sehen weg.',
      accepted: 'Der Anteil ist angenommen. Schlüssel und Kennwort sind vergessen.',
      certificate: 'Zertifikat',
    },
  },
  E6: { act: 'Ziehen Sie den Stick ab.', fields: { out: 'Der Stick ist draußen.' } },
  E7: {
    act: 'Zwei Personen geben ihre Namen ein und halten dann gedrückt. Das Programm baut den Wiederherstellungs-Blob.',
    fields: { blob: 'SHA-256 des Wiederherstellungs-Blobs' },
  },
  E8: {
    act: 'Schreiben Sie den Blob auf den AUS-Stick.',
    fields: { written: 'Er wurde geschrieben und zurückgelesen.' },
  },
  E9: {
    act: 'Zwei Personen schließen das Journal ab. Schreiben Sie die Beweise auf den Stick AKTEN und das Ende des Journals auf Papier. Schalten Sie den Laptop aus.',
    fields: { closed: 'Das Journal ist abgeschlossen.', evidence: 'Die Beweise sind auf dem Stick AKTEN.', after },
  },
  F1: { act: 'Schreiben Sie auf, wer hier ist und wer entschieden hat, ohne Plan vorzugehen.', fields: people },
  F2: {
    act: 'Melden Sie sich mit dem Konto des Bedieners an.',
    fields: { account: 'Konto und Mandant sind die richtigen.' },
  },
  F2B: {
    act: 'Legen Sie das neue HSM an, wenn es noch keines gibt. Der Dienst braucht bis zu 17 Minuten. Löschen Sie nie ein gelöschtes HSM endgültig, um seinen Namen zu bekommen.',
    fields: { typed: 'Zwei Personen haben seinen Namen eingegeben.', outcome },
  },
  F3: {
    act: 'Geben Sie die Adresse des neuen HSM vom Papier ein. Versetzen Sie es in die Wiederherstellung. Sichern Sie seinen Austauschschlüssel auf den EIN-Stick.',
    fields: {
      address: 'Adresse',
      typed: 'Zwei Personen haben seinen Namen eingegeben.',
      certificate: 'SHA-256 des Austausch-Zertifikats',
    },
  },
  F4: {
    act: 'Laden Sie den Wiederherstellungs-Blob vom AUS-Stick.',
    fields: {
      equal: 'Er nennt den Austauschschlüssel, den das HSM jetzt zeigt.',
      blob: 'SHA-256 des Wiederherstellungs-Blobs',
    },
  },
  F5: {
    act: 'Laden Sie den Blob hoch. Wiederholen Sie kein Hochladen, dessen Ergebnis unbekannt ist.',
    fields: { typed: 'Zwei Personen haben den Namen des HSM eingegeben.', outcome },
  },
  F6: {
    act: 'Machen Sie die Sicherung vor der Wiederherstellung: eine volle Sicherung des neuen HSM.',
    fields: { outcome },
  },
  F7: { act: 'Warten Sie 30 Minuten.', fields: { held: 'Eingehaltene Zeit', timer: 'Die Zeit ist um.' } },
  F8: {
    act: 'Stellen Sie aus dem Ordner auf dem Papier wieder her. Das HSM wird dafür geleert.',
    fields: { folder: 'Ordner', typed: 'Zwei Personen haben Name und Ordner eingegeben.', outcome },
  },
  F9: {
    act: 'Prüfen Sie, was zurückgekommen ist.',
    fields: { keys: 'Schlüssel', versions: 'Versionen', differences: 'Unterschiede' },
  },
  F10: {
    act: 'Zwei Personen schließen das Journal ab. Schreiben Sie sein Ende auf Papier. Legen Sie die Beweise beider Maschinen zusammen, prüfen Sie sie und melden Sie sich ab.',
    fields: {
      closed: 'Das Journal ist abgeschlossen.',
      evidence: 'Die Beweise beider Maschinen sind geprüft.',
      after,
    },
  },
};
