// German sentences for what can be wrong with a token that holds a custodian's key.
import type { TokenFault, TokenUriProblem, TriesLeft } from '../../../faults/token.ts';
import type { AdviceBook } from '../../advice.ts';
import { describeProblems } from './fields.ts';

const noTry = 'Es wurde keine PIN versucht. Auf dem Token wurde nichts geändert.';
const shareKept = 'Es wurde kein Anteil gegeben. Die Anteile der anderen zählen weiterhin.';
const unattested =
  'Mit „--without-attestation“ wird der Schlüssel übernommen, und wo er erzeugt wurde, sagt nur das Token selbst.';
const example = '„pkcs11:serial=SERIENNUMMER?module-name=opensc-pkcs11“';

function wrongIn(attribute: string, why: TokenUriProblem): string {
  if (why === 'pin')
    return `Eine PIN darf nie in einer Befehlszeile stehen, wo andere sie lesen können („${attribute}“).`;
  if (why === 'unknown') return `„${attribute}“ ist kein Merkmal, nach dem hier ein Token gesucht wird.`;
  if (why === 'twice') return `„${attribute}“ steht zweimal da.`;
  return why === 'missing' ? `„${attribute}“ fehlt.` : `„${attribute}“ ist kein Teil einer PKCS#11-URI.`;
}

/** What a wrong PIN has left. */
function afterwards(left: TriesLeft): string {
  if (left === 'few') return ', und es bleiben wenige Versuche';
  if (left === 'one') return ', und es bleibt ein Versuch: Noch eine falsche PIN sperrt das Token';
  return left === 'none' ? ', und das Token ist jetzt gesperrt' : '';
}

export const tokenAdvice: AdviceBook<TokenFault> = {
  TOKEN_URI_INVALID: ({ attribute, why }) => ({
    happened: wrongIn(attribute, why),
    safe: noTry,
    todo:
      why === 'pin'
        ? 'Ändern Sie diese PIN mit dem Werkzeug des Herstellers. Lassen Sie sie dann weg: Das Terminal fragt danach.'
        : `Nennen Sie das Modul, und das Token mit seiner Seriennummer: ${example}. Auch „token“, „model“ und „manufacturer“ sind möglich.`,
  }),
  TOKEN_MODULE_UNKNOWN: ({ module, known }) => ({
    happened: `Ein Modul „${module}“ wird hier nicht geladen: Ein Modul läuft als Programm, also nur bekannte.`,
    safe: noTry,
    todo: `Verwenden Sie einen dieser Namen: ${known.join(', ')}.`,
  }),
  TOKEN_MODULE_MISSING: ({ module, places }) => ({
    happened: `Das Modul „${module}“ ist nicht auf dieser Maschine.`,
    safe: noTry,
    todo: `Installieren Sie das Paket Ihres Systems, das es mitbringt. Gesucht wird hier: ${places.join(', ')}.`,
  }),
  TOKEN_SUPPORT_MISSING: () => ({
    happened: 'Diesem Programm fehlt der Teil, der Token fragt: Er wird eigens gebaut.',
    safe: noTry,
    todo: 'Rufen Sie „npm run build:tokens“ auf, wo das Programm gebaut wurde; es sagt, was es braucht. Schlüssel in Dateien gehen auch ohne.',
  }),
  TOKEN_SUPPORT_ALTERED: ({ found }) => ({
    happened: `Der Teil dieses Programms, der Token fragt, wurde nach dem Bauen geändert: Seine SHA-256 ist jetzt ${found}.`,
    safe: noTry,
    todo: 'Verwenden Sie dieses Programm nicht, bis jemand weiß, warum. Installieren Sie es neu, von wo es geprüft wurde; im Quelltext rufen Sie „npm run build:tokens“ auf.',
  }),
  TOKEN_MODULES_MISSING: () => ({
    happened: 'Auf dieser Maschine ist kein Programm, das Token erreicht.',
    safe: noTry,
    todo: 'Installieren Sie das Modul Ihres Tokens, bevor diese Maschine abgeschnitten wird: unter Debian opensc-pkcs11 mit pcscd, oder ykcs11. Schlüssel in Dateien gehen auch ohne.',
  }),
  TOKEN_MODULE_FAILED: ({ step, answer }) => ({
    happened: `Das Modul des Tokens arbeitet nicht: ${step} antwortete ${answer}.`,
    safe: noTry,
    todo: 'Prüfen Sie bei einer Karte, ob pcscd läuft. Fragen Sie das Modul mit „pkcs11-tool --module PFAD -L“. Was es geantwortet hat, steht im Standard PKCS#11.',
  }),
  TOKEN_NOT_FOUND: () => ({
    happened: 'Ein solches Token ist nicht da.',
    safe: noTry,
    todo: 'Stecken Sie das Token ein, warten Sie einen Augenblick, und vergleichen Sie seine Seriennummer mit dem Etikett. Prüfen Sie bei einer Karte, ob pcscd läuft. „pkcs11-tool --module PFAD -L“ zeigt, welche da sind.',
  }),
  TOKEN_AMBIGUOUS: ({ serials }) => ({
    happened: `Mehr als ein Token passt: ${serials.join(', ')}.`,
    safe: noTry,
    todo: `Lassen Sie nur ein Token stecken, oder nennen Sie es mit seiner Seriennummer: ${example}.`,
  }),
  TOKEN_FOREIGN: () => ({
    happened:
      'Kein Zertifikat auf dem Token ist eines dieser Sicherheitsdomäne: Es gehört zu einer anderen oder zu niemandem hier.',
    safe: noTry,
    todo: 'Vergleichen Sie das Etikett des Tokens mit dem Register, und verwenden Sie das Token zu dieser Sicherheitsdomäne.',
  }),
  TOKEN_CERTIFICATE_MISSING: () => ({
    happened:
      'Auf dem Token ist kein Zertifikat, das sich ohne PIN lesen lässt, oder keines zu dem genannten Schlüssel.',
    safe: noTry,
    todo: 'Erzeugen Sie mit dem Werkzeug des Herstellers ein Zertifikat für den Schlüssel. „pkcs11-tool --module PFAD -O“ zeigt, was auf dem Token ist.',
  }),
  TOKEN_CERTIFICATES_SEVERAL: ({ keyIds }) => ({
    happened: `Mehr als ein Zertifikat auf dem Token könnte das des Verwahrers sein. Ihre Schlüssel haben diese Kennungen: ${keyIds.join(', ')}.`,
    safe: noTry,
    todo: 'Nennen Sie den Schlüssel mit „--key-id“. „pkcs11-tool --module PFAD -O“ sagt, welcher welcher ist.',
  }),
  TOKEN_FILE_FORM: ({ problems }) => ({
    happened: `Die Datei ist keine Beschreibung eines Tokens, wie dieses Programm sie schreibt: ${describeProblems(problems)}.`,
    safe: 'Es wurde nichts daraus übernommen.',
    todo: 'Wählen Sie NAME.token.json, von „lifeboat custodian adopt“ geschrieben.',
  }),
  TOKEN_ATTESTATION_FORM: () => ({
    happened: 'Was das Token über die Erzeugung seines Schlüssels sagt, hat nicht die Form, in der YubiKeys es sagen.',
    safe: noTry,
    todo: unattested,
  }),
  TOKEN_ATTESTATION_UNSIGNED: () => ({
    happened: 'Das Token sagt, wie sein Schlüssel erzeugt wurde, aber kein Zertifikat darauf hat das signiert.',
    safe: noTry,
    todo: `Trauen Sie diesem Token nicht, bevor jemand den Grund kennt: Es kann verändert worden sein. ${unattested}`,
  }),
  TOKEN_ATTESTATION_ROOT: ({ issuer }) => ({
    happened: `Was das Token über die Erzeugung seines Schlüssels sagt, hat nicht Yubico signiert, sondern dieser Aussteller: ${issuer}.`,
    safe: noTry,
    todo: `Fragen Sie, wer das Token vorbereitet hat: In Slot f9 kann ein Schlüssel Ihrer Organisation sein, oder das Token ist alt, ein Vorabmuster oder eine Fälschung. ${unattested}`,
  }),
  TOKEN_ATTESTATION_DATES: ({ notBefore, notAfter }) => ({
    happened: `Was das Token über die Erzeugung seines Schlüssels sagt, gilt von ${notBefore} bis ${notAfter}, und nicht heute.`,
    safe: noTry,
    todo: `Vergleichen Sie die Uhr dieser Maschine mit einer anderen. ${unattested}`,
  }),
  TOKEN_ATTESTATION_OTHER_KEY: () => ({
    happened:
      'Das Token sagt, wie ein anderer Schlüssel erzeugt wurde: Das Zertifikat gehört nicht zum Schlüssel in seinem Slot.',
    safe: noTry,
    todo: 'Der Schlüssel wurde nach seinem Zertifikat neu erzeugt. Erzeugen Sie mit dem Werkzeug des Herstellers ein Zertifikat für den neuen Schlüssel.',
  }),
  TOKEN_ATTESTATION_OTHER_TOKEN: ({ attested, serial }) => ({
    happened: `Was über den Schlüssel gesagt wird, betrifft das Token ${attested}, und dieses nennt sich ${serial}.`,
    safe: noTry,
    todo: 'Verwenden Sie dieses Token nicht, bevor jemand den Grund kennt. Lesen Sie die Nummer, die darauf gedruckt ist.',
  }),
  TOKEN_OTHER_KEY: () => ({
    happened:
      'Der Schlüssel auf dem Token öffnet nicht, was für sein Zertifikat verschlüsselt ist: Beide gehören nicht zusammen.',
    safe: 'Es wurde nichts geschrieben. Die PIN war richtig.',
    todo: 'Erzeugen Sie Schlüssel und Zertifikat mit dem Werkzeug des Herstellers noch einmal.',
  }),
  TOKEN_OF_OTHER_CUSTODIAN: ({ custodian, serial }) => ({
    happened:
      serial === null
        ? `Das Token nennt keine Seriennummer, das von ${custodian} auch nicht: Niemand kann beide unterscheiden.`
        : `Auf dem Token mit dieser Seriennummer ist der Schlüssel von ${custodian}: ${serial}.`,
    safe: noTry,
    todo: 'Jeder Verwahrer hat ein Token, und niemand hat zwei Schlüssel. Ziehen Sie dieses ab, und verwenden Sie Ihr eigenes.',
  }),
  TOKEN_KEY_MISSING: () => ({
    happened: 'Das Zertifikat ist auf dem Token, aber nicht genau ein privater Schlüssel mit derselben Kennung.',
    safe: `${shareKept} Die PIN war richtig.`,
    todo: 'Verwenden Sie das zweite Token, falls es eines gibt, oder bitten Sie einen anderen Verwahrer. Setzen Sie dieses nach der Zeremonie instand.',
  }),
  TOKEN_KEY_REFUSED: ({ answer }) => ({
    happened: `Das Token entschlüsselt mit diesem Schlüssel nicht (${answer}): Es kann RSA nicht ohne Auffüllung, oder der Schlüssel darf nur signieren.`,
    safe: shareKept,
    todo: 'Bitten Sie einen anderen Verwahrer. Die Anleitung nennt die Token, die einen Anteil öffnen können.',
  }),
  TOKEN_PIN_PAD: () => ({
    happened: 'Dieser Leser nimmt die PIN an seinen eigenen Tasten; das wird nicht unterstützt.',
    safe: noTry,
    todo: 'Verwenden Sie einen Leser ohne Tasten.',
  }),
  TOKEN_PIN_MISSING: () => ({
    happened: 'Das Token braucht eine PIN, und es wurde keine gegeben.',
    safe: noTry,
    todo: 'Rufen Sie den Befehl an einem Terminal auf, und tippen Sie sie, oder geben Sie anstelle eines Kennworts eine Datei mit der PIN an.',
  }),
  TOKEN_LAST_TRY: () => ({
    happened: 'Das Token lässt noch einen Versuch zu: Eine falsche PIN sperrt es.',
    safe: noTry,
    todo: 'Bitten Sie zuerst einen anderen Verwahrer, falls es einen gibt. Sonst holen Sie den Umschlag mit der PIN. Der letzte Versuch wird nur verwendet, wenn jemand es sagt.',
  }),
  TOKEN_LOCKED: () => ({
    happened: 'Die PIN dieses Tokens ist nach zu vielen falschen gesperrt.',
    safe: `${shareKept} Der Schlüssel ist noch auf dem Token.`,
    todo: 'Bitten Sie einen anderen Verwahrer. Mit der PUK entsperrt es das Werkzeug des Herstellers.',
  }),
  TOKEN_PIN_WRONG: ({ left }) => ({
    happened: `Die PIN war falsch${afterwards(left)}.`,
    safe: `${shareKept} Ein Versuch ist verbraucht.`,
    todo:
      left === 'none'
        ? 'Bitten Sie einen anderen Verwahrer. Mit der PUK entsperrt es das Werkzeug des Herstellers.'
        : 'Prüfen Sie, ob Token und PIN zusammengehören. Tippen Sie langsam, oder bitten Sie einen anderen Verwahrer.',
  }),
  TOKEN_LOST: ({ answer }) => ({
    happened: `Das Token antwortet nicht mehr (${answer}). Vielleicht wurde es gezogen.`,
    safe: `${shareKept} Wurde gerade eine PIN geprüft, kann ein Versuch verbraucht sein.`,
    todo: 'Stecken Sie das Token fest ein, warten Sie einen Augenblick, und beginnen Sie noch einmal.',
  }),
  TOKEN_FAILED: ({ step, answer }) => ({
    happened: `Das Token hat einen Schritt verweigert: ${step} antwortete ${answer}.`,
    safe: shareKept,
    todo: 'Was es geantwortet hat, steht im Standard PKCS#11. Verwenden Sie das zweite Token, falls es eines gibt, oder bitten Sie einen anderen Verwahrer.',
  }),
};
