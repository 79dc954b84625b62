// German sentences for what can be wrong with the register of custody.
import type { RegisterFault } from '../../../faults/register.ts';
import type { AdviceBook } from '../../advice.ts';
import { registerProblemText } from '../custody-problems.ts';
import { plural } from '../formats.ts';
import { inGerman } from './words.ts';

export const registerAdvice: AdviceBook<RegisterFault> = {
  REGISTER_INVALID: ({ problems }) => ({
    happened: `Das Verwahr-Register hat ${plural(problems.length, { one: '1 Fehler', other: `${problems.length} Fehler` })}. ${problems.map(registerProblemText).join(' ')}`,
    safe: 'Das Register wurde nicht benutzt und nichts geändert.',
    todo: 'Berichtigen Sie alle im Register, und prüfen Sie es dann noch einmal.',
  }),
  REGISTER_DIFFERS: ({ what, expected, found }) => ({
    happened: `Eine Angabe weicht vom Verwahr-Register ab: ${inGerman(what)}. Im Register: ${inGerman(expected)}. Angegeben: ${inGerman(found)}.`,
    safe: 'In das Register wurde nichts eingetragen und nichts daraus gedruckt.',
    todo: 'Nehmen Sie Register und Dateien derselben Verwahrung. Übung und Echtbetrieb haben je ein eigenes Register.',
  }),
  REGISTER_NO_PROOF: ({ ceremony }) => ({
    happened: `${ceremony === null ? 'Die gewählte Datei ist leer und' : `Das Journal oder Protokoll von ${ceremony}`} weist keinen der Schlüssel in diesem Register nach.`,
    safe: 'Das Register ist, wie es war.',
    todo: 'Wählen Sie das Journal der Aktivierung oder Neuverschlüsselung, oder das Protokoll der Anteilsprüfung oder Quorum-Übung, bei der Verwahrer ihre Anteile dieser Sicherheitsdomäne geöffnet haben.',
  }),
  REGISTER_NOTHING_NEW: () => ({
    happened: 'Die gewählten Journale und Protokolle weisen nichts nach, was dieses Register nicht schon hat.',
    safe: 'Das Register ist, wie es war, und es wurde keine Datei geschrieben.',
    todo: 'Wählen Sie das Protokoll der letzten Anteilsprüfung. Ist es schon eingetragen, gibt es nichts zu tun.',
  }),
  REGISTER_TOKEN_UNKNOWN: ({ certificateSha256 }) => ({
    happened: `Ein Token gehört niemandem im Register: Sein Zertifikat hat den SHA-256 ${certificateSha256}.`,
    safe: 'Es wurde keine Datei geschrieben.',
    todo: 'Wählen Sie die Beschreibungen der Token, die diese Verwahrer verwenden, und vergleichen Sie ihre Zertifikate.',
  }),
  REGISTER_NEEDS_CERTIFICATES: ({ custodians }) => ({
    happened: `Der Plan kennt kein Zertifikat von ${custodians.join(', ')}, darum können deren Schlüssel nicht eingetragen werden.`,
    safe: 'Es wurde kein Register geschrieben.',
    todo: 'Erzeugen Sie zuerst die Schlüssel, tragen Sie die Zertifikate in den Plan ein, und beginnen Sie dann das Register.',
  }),
};
