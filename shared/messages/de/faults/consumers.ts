// German sentences for what the map of consumers refuses.
import type { ConsumersFault } from '../../../faults/consumers.ts';
import type { AdviceBook } from '../../advice.ts';
import { describeProblems } from './fields.ts';
import { inGerman } from './words.ts';

const notUsed = 'Die Übersicht wurde nicht verwendet. Die Datei ist, wie sie war.';
const noneWritten = 'Es wurde keine Übersicht geschrieben. Die Ressourcen in Azure sind, wie sie waren.';

export const consumersAdvice: AdviceBook<ConsumersFault> = {
  CONSUMERS_FORM: ({ problems }) => ({
    happened: `Die Datei ist keine Übersicht der Verbraucher: ${describeProblems(problems)}.`,
    safe: notUsed,
    todo: 'Wählen Sie eine Übersicht, die „lifeboat consumers find“ geschrieben hat.',
  }),
  CONSUMERS_NOT_CANONICAL: () => ({
    happened: 'Die Übersicht der Verbraucher wurde nach dem Schreiben verändert.',
    safe: notUsed,
    todo: 'Glauben Sie ihr nicht. Nehmen Sie eine andere Kopie, oder suchen Sie die Verbraucher noch einmal.',
  }),
  CONSUMERS_FOREIGN: ({ what, expected, found }) => ({
    happened: `Die Übersicht der Verbraucher gehört zu etwas anderem (${inGerman(what)}): ${inGerman(found)} statt ${inGerman(expected)}.`,
    safe: notUsed,
    todo: 'Wählen Sie die Übersicht dieses HSM. Übung und Echtbetrieb haben eigene.',
  }),
  CONSUMERS_TOO_MANY: ({ most }) => ({
    happened: `Mehr als ${most} Ressourcen verwenden Schlüssel dieses HSM. So viele fasst eine Übersicht nicht.`,
    safe: noneWritten,
    todo: 'Nennen Sie weniger Abonnements mit --subscription, und machen Sie für jeden Teil eine Übersicht.',
  }),
  CONSUMERS_CUT_SHORT: ({ read, of }) => ({
    happened: `Azure hat ${of} Ressourcen gezählt und ${read} davon geliefert.`,
    safe: noneWritten,
    todo: 'Versuchen Sie es noch einmal. Bleibt es so, nennen Sie weniger Abonnements mit --subscription.',
  }),
};
