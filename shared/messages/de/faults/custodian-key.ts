// German sentences for what can be wrong with a custodian's key file and passphrase.
import type { CustodianKeyFault } from '../../../faults/custodian-key.ts';
import type { AdviceBook } from '../../advice.ts';
import { inGerman } from './words.ts';

const stickUnchanged =
  'Auf den Stick wurde nichts geschrieben, und der Schlüssel ist aus dem Speicher dieser Maschine gelöscht. Die anderen Verwahrer sind nicht betroffen.';
/** Names of schemes are the same in every language, the words between them are not. */
const schemeInGerman = (scheme: string): string =>
  inGerman(scheme)
    .replace(' with ', ' mit ')
    .replace(/ rounds$/, ' Runden')
    .replace('object identifier', 'Objektkennung');
const otherKey = 'Wählen Sie die richtige Schlüsseldatei; diese gehört zu etwas anderem.';

export const custodianKeyAdvice: AdviceBook<CustodianKeyFault> = {
  CUSTODIAN_KEY_NOT_A_KEY: ({ found }) => ({
    happened: `Diese Datei ist kein privater Schlüssel. Sie sieht aus wie: ${inGerman(found)}.`,
    safe: stickUnchanged,
    todo: 'Wählen Sie die Schlüsseldatei auf demselben Stick; ihr Name endet oft auf .key, .pem oder .pfx.',
  }),
  CUSTODIAN_KEY_DAMAGED: () => ({
    happened: 'Die Schlüsseldatei ist beschädigt: Ihre Teile passen nicht zusammen.',
    safe: stickUnchanged,
    todo: 'Verwenden Sie die zweite Kopie dieses Schlüssels.',
  }),
  CUSTODIAN_KEY_NOT_RSA: ({ found }) => ({
    happened: `Dieser Schlüssel ist von der Art „${found}“. Schlüssel der Verwahrer sind RSA-Schlüssel.`,
    safe: stickUnchanged,
    todo: otherKey,
  }),
  CUSTODIAN_KEY_SIZE: ({ bits }) => ({
    happened: `Dieser RSA-Schlüssel hat ${bits} Bit. Schlüssel der Verwahrer haben 2048, 3072 oder 4096.`,
    safe: stickUnchanged,
    todo: otherKey,
  }),
  CUSTODIAN_KEY_EXPONENT: () => ({
    happened: 'Dieser RSA-Schlüssel hat einen ungewöhnlichen öffentlichen Exponenten, der nicht angenommen wird.',
    safe: stickUnchanged,
    todo: otherKey,
  }),
  CUSTODIAN_KEY_PRIMES: () => ({
    happened: 'Dieser RSA-Schlüssel besteht aus mehr als zwei Primzahlen. Solche Schlüssel öffnet die App nicht.',
    safe: stickUnchanged,
    todo: 'Bitten Sie einen anderen Verwahrer, oder verwenden Sie die Befehlszeile, die aus dem Quelltext gebaut wird: Sie öffnet solche Schlüssel. Der Schlüssel ist nicht beschädigt.',
  }),
  CUSTODIAN_KEY_SCHEME_UNKNOWN: ({ scheme }) => ({
    happened: `Die Schlüsseldatei ist auf eine Weise geschützt, die dieses Programm nicht kennt (${schemeInGerman(scheme)}).`,
    safe: stickUnchanged,
    todo: 'Verwenden Sie die zweite Kopie, oder bitten Sie einen anderen Verwahrer. Der Schlüssel kann später mit openssl auf einer Offline-Maschine umgewandelt werden.',
  }),
  CUSTODIAN_KEY_SEVERAL: ({ keys }) => ({
    happened: `Die Datei enthält ${keys} private Schlüssel; erwartet wird nur einer.`,
    safe: stickUnchanged,
    todo: 'Verwenden Sie eine Datei mit einem Schlüssel, damit niemand raten muss, welcher gemeint war.',
  }),
  PASSPHRASE_MISSING: () => ({
    happened: 'Dieser Schlüssel ist durch ein Kennwort geschützt, und es wurde keines eingegeben.',
    safe: stickUnchanged,
    todo: 'Geben Sie das Kennwort dieses Schlüssels ein.',
  }),
  NEW_PASSPHRASE_MISSING: () => ({
    happened: 'Ein neuer Schlüssel braucht ein Kennwort, und es wurde keines angegeben.',
    safe: 'Es wurde kein Schlüssel erzeugt und nichts geschrieben.',
    todo: 'Geben Sie ein Kennwort ein, oder nennen Sie auf der Befehlszeile mit --password-file eine Datei.',
  }),
  PASSPHRASE_FILE_ENCODING: ({ found }) => ({
    happened:
      found === 'utf-16'
        ? 'Die Kennwortdatei ist in UTF-16 geschrieben, wie es manche Editoren und die PowerShell tun. Ihre Bytes sind nicht das Kennwort.'
        : 'Die Kennwortdatei beginnt mit einer Bytereihenfolge-Marke (BOM), die als Teil des Kennworts zählen würde.',
    safe: 'Es wurde kein Kennwort versucht und nichts geschrieben.',
    todo: 'Speichern Sie die Datei als UTF-8 ohne BOM, mit nichts als dem Kennwort darin, und versuchen Sie es noch einmal.',
  }),
  KEY_PAIR_INCOMPLETE: ({ found, missing }) => ({
    happened:
      missing === 'certificate'
        ? `Der Schlüssel ${found} liegt ohne sein Zertifikat da: Sein Erzeugen wurde unterbrochen.`
        : `Das Zertifikat ${found} liegt ohne seinen Schlüssel da.`,
    safe: 'Es wurde kein Schlüssel erzeugt und nichts überschrieben.',
    todo:
      missing === 'certificate'
        ? 'Kein HSM kennt diesen Schlüssel. Löschen Sie die Datei, oder wählen Sie einen anderen Namen, und erzeugen Sie den Schlüssel noch einmal.'
        : 'Suchen Sie den Schlüssel. Gibt es keinen, so geben Sie dieses Zertifikat keinem HSM: Sein Anteil ließe sich nie öffnen. Löschen Sie es dann, oder wählen Sie einen anderen Namen.',
  }),
  PASSPHRASE_SHORT: ({ minimumBytes }) => ({
    happened: `Das Kennwort ist zu kurz: Es braucht mindestens ${minimumBytes} Zeichen.`,
    safe: 'Es wurde kein Schlüssel erzeugt und nichts geschrieben.',
    todo: 'Wählen Sie fünf oder sechs Wörter, die nicht zusammengehören.',
  }),
  ENTRY_CANCELLED: () => ({
    happened: 'Die Eingabe wurde beendet, bevor etwas eingegeben war.',
    safe: 'Es wurde nichts geschrieben. Geöffnete Anteile sind fort, und jeder Schlüssel ist wieder auf seinem Stick.',
    todo: 'Rufen Sie den Befehl noch einmal auf, wenn alle bereit sind.',
  }),
  PASSPHRASE_WRONG: () => ({
    happened: 'Das Kennwort öffnet diesen Schlüssel nicht.',
    safe: `${stickUnchanged} Sie können es so oft versuchen, wie Sie wollen.`,
    todo: 'Versuchen Sie es langsam noch einmal: Achten Sie auf Großbuchstaben und auf die Sprache der Tastatur. Wenn es nicht gelingt, verwenden Sie die versiegelte Abschrift des Kennworts.',
  }),
  PASSPHRASES_DIFFER: () => ({
    happened: 'Das neue Kennwort wurde auf zwei verschiedene Weisen eingegeben.',
    safe: 'Es wurde kein Schlüssel erzeugt.',
    todo: 'Beginnen Sie noch einmal, und geben Sie zweimal dasselbe Kennwort ein.',
  }),
};
