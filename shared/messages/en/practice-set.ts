// English: what a practice set tells people who would have it on paper.

export const englishPracticeSet = {
  mark: 'PRACTICE – NOT A REAL CEREMONY',
  line: (name: string, value: string) => `${name}: ${value}`,
  custodianPassphrase: (at: number) => `Passphrase of custodian ${at}`,
  ownPassphrases:
    'Custodians choose their own passphrases when their keys are made. Remember them: they are typed again for every copy.',
  identityPassphrase: 'Passphrase of this machine’s identity',
  hsmAddress: 'Address of the new HSM',
  planWords: 'Words of the plan',
  pairingWords: 'Words that the other machine shows',
  number: 'The number that the other machine gives out',
  exchangeKeyWords: 'The second operator’s words for the exchange key',
  domainWords: 'Words of the security domain, as the operators read them aloud',
  domainWordsLater:
    'Once the certificates are sent, the practice operators answer with the security domain. Its words are then in a file beside this sheet: PRACTICE-words-….txt.',
};

export type PracticeSetTexts = typeof englishPracticeSet;
