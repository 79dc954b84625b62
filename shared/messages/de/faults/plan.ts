// German sentences for what can be wrong with the plan of a ceremony.
import type { FaultOf } from '../../../faults/fault.ts';
import type { PlanFault } from '../../../faults/plan.ts';
import type { AdviceBook } from '../../advice.ts';
import { plural } from '../formats.ts';
import { formProblemsText } from '../form-problems.ts';
import { planProblemText } from '../plan-problems.ts';
import { inGerman } from './words.ts';

function differing({ what, of: whose }: FaultOf<'DRAFT_DIFFERS'>): string {
  const of = inGerman(whose);
  switch (what) {
    case 'certificate':
      return `das Zertifikat von ${of}`;
    case 'public-key':
      return `der öffentliche Schlüssel von ${of}`;
    case 'name':
      return `der Name der Person ${of}`;
    case 'role':
      return `niemand hat die Rolle, die zu dieser Maschine gehört (${of})`;
    case 'practice':
      return 'ob es eine Übung ist';
    case 'lost-hsm':
      return 'das verlorene HSM';
    case 'security-domain':
    default:
      return 'die Sicherheitsdomäne';
  }
}

export const planAdvice: AdviceBook<PlanFault> = {
  PLAN_INVALID: ({ problems }) => ({
    happened: `Der Plan hat ${plural(problems.length, { one: '1 Fehler', other: `${problems.length} Fehler` })}.\n${problems.map(planProblemText).join('\n')}`,
    safe: 'Der Plan wurde nicht benutzt und nichts geändert.',
    todo: 'Berichtigen Sie alle im Plan, und prüfen Sie ihn dann noch einmal.',
  }),
  PLAN_NOT_CANONICAL: () => ({
    happened: 'Der Plan wurde in einer anderen Form als der unseren signiert.',
    safe: 'Der Plan wurde nicht benutzt.',
    todo: 'Geben Sie den Plan mit diesem Programm frei; es schreibt ihn in der einen Form, die einen einzigen Hash hat.',
  }),
  DRAFT_FORM: ({ problems }) => ({
    happened: `Die Datei ist kein Entwurf, den dieses Programm geschrieben hat, oder etwas anderes hat sie verändert. ${formProblemsText(problems)}`,
    safe: 'Nichts wurde geöffnet, und die Datei ist, wie sie war.',
    todo: 'Wählen Sie die Datei, deren Name auf „.draft.json“ endet. Einen fertigen Plan oder ein fertiges Register wählen Sie dort, wo eine neue Version begonnen wird.',
  }),
  DRAFT_CHANGED: ({ name }) => ({
    happened: `Der Entwurf ${name} ist ein anderer, als diese Seite zuletzt geschrieben hat: Jemand hat anderswo daran gearbeitet.`,
    safe: 'Nichts wurde überschrieben. Was Sie zuletzt eingetippt haben, steht noch auf dieser Seite.',
    todo: 'Notieren Sie, was Sie zuletzt eingetippt haben, öffnen Sie den Entwurf neu, und machen Sie dort weiter. An einem Entwurf arbeitet immer nur eine Person.',
  }),
  DRAFT_ROOTS_FULL: ({ most }) => ({
    happened: `Der Entwurf hat schon ${most} vertrauenswürdige Stammzertifikate. Mehr fasst ein Plan nicht.`,
    safe: 'Nichts wurde eingetragen, und der Entwurf ist, wie er war.',
    todo: 'Nehmen Sie ein Stammzertifikat heraus, das niemand braucht, und lesen Sie die Datei noch einmal ein.',
  }),
  DRAFT_DIFFERS: (fault) => ({
    happened: `Die Datei sagt etwas anderes als der Entwurf: ${differing(fault)}. Im Entwurf: ${inGerman(fault.kept)}. In der Datei: ${inGerman(fault.found)}.`,
    safe: 'Nichts wurde eingetragen, und der Entwurf ist, wie er war.',
    todo: 'Klären Sie, was richtig ist. Stimmt die Datei, leeren Sie das Feld, und lesen Sie die Datei noch einmal ein.',
  }),
  PLAN_NOT_A_PLAN: ({ found }) => ({
    happened: `Die Datei ist signiert, aber kein Plan, sondern: ${found}.`,
    safe: 'Nichts wurde benutzt.',
    todo: 'Wählen Sie die Datei des freigegebenen Plans.',
  }),
  PLAN_APPROVER_UNKNOWN: ({ keyId }) => ({
    happened: `Der Plan nennt diese Identität nicht (${keyId.slice(0, 8)}…), darum würde ihre Freigabe nicht zählen.`,
    safe: 'Der Plan wurde nicht signiert.',
    todo: 'Verwenden Sie die Identität, die der Plan für Sie nennt, oder nehmen Sie Ihre in den Plan auf, und lassen Sie ihn neu freigeben.',
  }),
  PLAN_APPROVALS_SHORT: ({ have, required }) => ({
    happened: `${required} Personen müssen den Plan freigeben; bisher ${plural(have, { one: 'hat es eine getan', other: `haben es ${have} getan` })}.`,
    safe: 'Der Plan wurde nicht benutzt.',
    todo: 'Bitten Sie eine weitere Person mit einer Identität im Plan, ihn zu lesen und freizugeben.',
  }),
  PLAN_MISMATCH: ({ what, expected, found }) => {
    const safe = 'Es wurde abgelehnt und nichts geändert.';
    switch (what) {
      case 'plan':
        return {
          happened: `Der angegebene Hash ist nicht der Hash dieses Plans. Der Plandatei: ${expected}. Angegeben: ${found}.`,
          safe,
          todo: 'Vergleichen Sie Ziffer für Ziffer mit dem Papier. Steht dort, was angegeben wurde, ist dies ein anderer Plan: Suchen Sie die richtige Datei.',
        };
      case 'plan of this journal':
        return {
          happened: `Dieses Journal folgt einem anderen Plan. Der Plandatei: ${expected}. Im Journal: ${inGerman(found)}.`,
          safe,
          todo: 'Verwenden Sie Plan und Journal derselben Zeremonie. Ein Journal behält den Plan, mit dem es begonnen wurde.',
        };
      default:
        return {
          happened: `Eine Angabe weicht vom Plan ab: ${inGerman(what)}. Im Plan: ${inGerman(expected)}. Angegeben: ${inGerman(found)}.`,
          safe,
          todo: 'Verwenden Sie, was der Plan sagt. Ist der Plan falsch, halten Sie an, berichtigen Sie ihn, und lassen Sie ihn neu von zwei Personen freigeben.',
        };
    }
  },
};
