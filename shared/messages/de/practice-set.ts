// German: what a practice set tells people who would have it on paper.
import type { PracticeSetTexts } from '../en/practice-set.ts';

export const germanPracticeSet: PracticeSetTexts = {
  mark: 'ÜBUNG – KEINE ECHTE ZEREMONIE',
  line: (name, value) => `${name}: ${value}`,
  custodianPassphrase: (at) => `Kennwort von Verwahrer ${at}`,
  ownPassphrases:
    'Verwahrer wählen ihr Kennwort selbst, wenn ihr Schlüssel entsteht. Merken Sie sich jedes: Es wird für jede Kopie wieder getippt.',
  identityPassphrase: 'Kennwort der Identität dieser Maschine',
  hsmAddress: 'Adresse des neuen HSM',
  planWords: 'Wörter des Plans',
  pairingWords: 'Wörter, die die andere Maschine zeigt',
  number: 'Nummer, die die andere Maschine ausgibt',
  exchangeKeyWords: 'Wörter des zweiten Bedieners für den Austauschschlüssel',
  domainWords: 'Wörter der Sicherheitsdomäne, wie die Bediener sie vorlesen',
  domainWordsLater:
    'Sind die Zertifikate gesendet, antworten die Übungsbediener mit der Sicherheitsdomäne. Ihre Wörter stehen dann in einer Datei neben diesem Blatt: PRACTICE-words-….txt.',
};
