// German sentences for what can be wrong with the surroundings in which a program is started.
import type { ProgramProblem, EnvironmentFault } from '../../../faults/environment.ts';
import type { AdviceBook } from '../../advice.ts';

const nothingStarted = 'Das Programm wurde nicht gestartet. Es wurde kein Schlüssel benutzt und nichts geschrieben.';

const reasons: Readonly<Record<ProgramProblem, string>> = {
  relative: 'es hat keinen absoluten Pfad',
  missing: 'es ist eine Verknüpfung, die nirgendwohin führt',
  'no-program': 'es ist keine Datei, die ausgeführt werden darf',
  owner: 'es oder ein Ordner darüber gehört weder dem System noch dem, der dieses Programm installiert hat',
  writable: 'jeder darf in es oder in einen Ordner darüber schreiben',
};

export const environmentAdvice: AdviceBook<EnvironmentFault> = {
  PROGRAM_REFUSED: ({ program, why }) => ({
    happened: `„${program}“ könnte von jemand anderem ersetzt worden sein: ${reasons[why]}.`,
    safe: nothingStarted,
    todo: 'Installieren Sie es aus den Paketen des Systems und versuchen Sie es noch einmal. Wenn Sie es nicht dorthin gelegt haben, fragen Sie, wer es war.',
  }),
  ENVIRONMENT_REFUSED: ({ names }) => ({
    happened: `Dieses Programm wurde mit ${names.join(', ')} in seiner Umgebung gestartet. Das verändert, wie es läuft.`,
    safe: 'Es hat sich sofort beendet. Es wurde kein Schlüssel benutzt und nichts geschrieben oder gesendet.',
    todo: 'Entfernen Sie diese Variablen und starten Sie neu; unter Linux und macOS mit „env -u NAME“ vor dem Befehl.',
  }),
};
