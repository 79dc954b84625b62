// German texts around an exchange key's verdict: each check, what it rules out, and what none of them can show.
import type { ExchangeKeyTexts } from '../exchange-key-texts.ts';

export const germanExchangeKeyTexts: ExchangeKeyTexts = {
  classes: {
    E0: 'Form',
    E1: 'Beweis',
    E2: 'Name',
    E3: 'Zweiter Beobachter',
    E4: 'Gesprochene Wörter',
    E5: 'Verbindung',
  },
  outcomes: {
    passed: 'bestanden',
    failed: 'DURCHGEFALLEN',
    note: 'Hinweis',
    absent: 'fehlt',
    'not-judged': 'nicht beurteilt',
    'not-asked': 'nicht gefragt',
    'on-caller': 'liegt bei Ihnen',
  },
  checks: {
    'file-form': { title: 'Die Datei', rulesOut: 'eine beschädigte Datei oder eine mit zwei Zertifikaten' },
    'certificate-form': {
      title: 'Das Zertifikat',
      rulesOut: 'Bytes, die zwei Programme verschieden lesen würden',
    },
    'file-jwk': { title: 'Der JSON Web Key', rulesOut: 'eine Datei, die sich selbst widerspricht' },
    'key-size': { title: 'Größe des Schlüssels', rulesOut: 'einen Schlüssel, der sich durch Rechnen brechen lässt' },
    'key-exponent': { title: 'Exponent des Schlüssels', rulesOut: 'einen Schlüssel, der nichts verbirgt' },
    'key-modulus': {
      title: 'Stimmigkeit des Schlüssels',
      rulesOut: 'eine Zahl, die nur aussieht wie ein RSA-Schlüssel',
    },
    'key-owner': {
      title: 'Kein Schlüssel eines Verwahrers',
      rulesOut: 'das Zertifikat eines Verwahrers anstelle dessen des HSM',
    },
    'key-usage': { title: 'Zweck des Schlüssels', rulesOut: 'einen Schlüssel, der nicht zum Verschlüsseln dient' },
    extensions: { title: 'Erweiterungen', rulesOut: 'einen zweiten Beweis, der den ersten verdeckt' },
    'self-signature': {
      title: 'Eigene Signatur',
      rulesOut: 'ein Zertifikat, das verändert wurde, nachdem sein Schlüssel es signiert hatte',
    },
    validity: { title: 'Gültigkeit', rulesOut: 'den Schlüssel einer Wiederherstellung vor Jahren' },
    'attestation-form': { title: 'Beweis des HSM', rulesOut: 'ein Zertifikat, das jeder gemacht haben könnte' },
    'quote-header': { title: 'Art des Beweises', rulesOut: 'einen Beweis, der nicht verstanden wird' },
    'quote-vendor': {
      title: 'Hersteller der Quoting-Enklave',
      rulesOut: 'einen Beweis durch das Programm eines anderen Herstellers',
    },
    'quote-layout': { title: 'Felder des Beweises', rulesOut: 'Bytes, die niemand angesehen hat' },
    'quote-key-binding': {
      title: 'Der Beweis gilt diesem Schlüssel',
      rulesOut: 'den Beweis eines HSM, der zu einem anderen Schlüssel kopiert wurde',
    },
    'quote-debug': {
      title: 'Enklave des HSM nicht im Debug-Modus',
      rulesOut: 'eine Enklave, deren Speicher gelesen werden kann',
    },
    'quote-signer': {
      title: 'Wer die Enklave des HSM signiert hat',
      rulesOut: 'eine Enklave mit dem Programm eines anderen',
    },
    'quote-enclave': { title: 'Stand der Enklave des HSM', rulesOut: 'nichts: Er wird für später festgehalten' },
    'quote-signature': { title: 'Signatur des Beweises', rulesOut: 'eine Aussage, die verändert wurde' },
    'pck-chain-form': { title: 'Kette der Zertifikate', rulesOut: 'eine Kette, in der etwas versteckt ist' },
    'pck-root': { title: 'Wurzel der Kette', rulesOut: 'eine eigene Kette des Angreifers und ein Übungs-HSM' },
    'pck-chain-signatures': {
      title: 'Signaturen der Kette',
      rulesOut: 'ein Zertifikat, das das nächste nicht signiert hat',
    },
    'pck-chain-roles': { title: 'Rollen in der Kette', rulesOut: 'einen Prozessor, der die Stelle spielt' },
    'pck-validity': { title: 'Gültigkeit der Kette', rulesOut: 'für sich nichts: Die Uhr kann falsch gehen' },
    'pck-collateral': {
      title: 'Widerruf',
      rulesOut: 'einen Prozessor, der als gebrochen bekannt ist, sofern Listen mitgebracht wurden',
    },
    'quoting-enclave-signer': {
      title: 'Wer die Quoting-Enklave signiert hat',
      rulesOut: 'eine Quoting-Enklave, die nicht von Intel ist',
    },
    'quoting-enclave-debug': {
      title: 'Quoting-Enklave nicht im Debug-Modus',
      rulesOut: 'eine Quoting-Enklave, die sich steuern lässt',
    },
    'quoting-enclave-binding': {
      title: 'Die Quoting-Enklave bürgt für ihren Schlüssel',
      rulesOut: 'einen Beweis, den der Schlüssel des Angreifers signiert hat',
    },
    'quoting-enclave-signature': {
      title: 'Der Prozessor bürgt für die Quoting-Enklave',
      rulesOut: 'einen Beweis, der ohne einen solchen Prozessor entstand',
    },
    'exception-needed': {
      title: 'Ausnahme: kein Beweis',
      rulesOut: 'ein echtes HSM eines anderen, das eine Ausnahme hereinlässt',
    },
    'exception-fingerprint': {
      title: 'Ausnahme: Fingerabdruck',
      rulesOut: 'ein anderes Zertifikat als das verglichene',
    },
    'exception-reason': { title: 'Ausnahme: Grund', rulesOut: 'eine Ausnahme, über die niemand nachgedacht hat' },
    'exception-approvers': { title: 'Ausnahme: Freigaben', rulesOut: 'eine Ausnahme durch eine Person allein' },
    'hsm-address': { title: 'Adresse des HSM', rulesOut: 'eine Adresse, die anderswohin führt' },
    'certificate-name': {
      title: 'Name im Zertifikat',
      rulesOut: 'den Schlüssel eines echten HSM, das dem Angreifer gehört',
    },
    'second-observer': { title: 'Zweiter Beobachter', rulesOut: 'eine Maschine oder ein Netz, das lügt' },
    'spoken-words': { title: 'Vorgelesene Wörter', rulesOut: 'eine Datei, die unterwegs vertauscht wurde' },
    'connection-path': { title: 'Verbindung zum HSM', rulesOut: 'einen Server dazwischen' },
  },
  limits: [
    'Der Beweis ist ein Umstand unter mehreren, nie der einzige: Schlüssel, die solche Beweise signieren, wurden in Labors aus Prozessoren geholt.',
    'Er sagt, auf welcher Hardware und durch wessen Programm der Schlüssel entstand; wessen HSM es ist, sagen nur der Name und Menschen.',
    'Ohne mitgebrachte Listen ist nicht bekannt, ob der Prozessor widerrufen wurde.',
  ],
};
