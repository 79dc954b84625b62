// A call to Azure that cannot be taken back: two people confirm it, and type from paper what it is about, where no page reaches (REQ-16).
import type { Catalogue } from '#shared/messages/catalogue.ts';
import { twoOfPlan } from '#shared/plan/people.ts';
import { type AskedFact, field, hold, type Question, type Typed } from '../../app/confirmation.ts';
import { heard, stillAsking, wordsField } from '../../app/questions/words.ts';
import { chosenPeople, nameFields, personFields, typedNames, unlessTwo } from '../../app/two-people.ts';
import { assertTypedDeleted, assertTypedFolder, assertTypedTarget } from '../../recovery/confirmation.ts';
import type { Confirmation } from '../../recovery/step-context.ts';
import type { HeardWords } from '../heard-words.ts';
import type { WorkSession } from '../work-session.ts';
import { OpenCeremony } from '../open-ceremony.ts';
import { OpenEmergency } from '../open-emergency.ts';

/** Draws what is decided. */
export type DrawCall = (texts: Catalogue['screens']['online']) => CallAsked;

interface CallAsked {
  readonly title: string;
  readonly lead?: readonly string[];
  readonly facts?: readonly AskedFact[];
  /** On the button, which is held. */
  readonly action: string;
  /** What is typed, where it is not the name of the HSM that the ceremony acts on. */
  readonly wholeName?: string;
}

export interface TypedFromPaper {
  /** The name of an HSM that is deleted, or will be: all of it is typed. */
  readonly deleted?: string | undefined;
  /** The folder of a backup; null where none is named. */
  readonly folder?: string | null | undefined;
  /** What the other side reads aloud. */
  readonly readOut?: HeardWords;
}

export function confirmTheCall(
  work: WorkSession,
  asked: DrawCall,
  { deleted, folder = null, readOut }: TypedFromPaper = {},
): Question<Confirmation> {
  const { particulars } = work;
  /** Undefined where nothing is heard, or was heard before. */
  const asking = () => (readOut?.words().phase === 'agreed' ? undefined : readOut);
  return {
    practice: particulars.practice,
    draw(texts) {
      const { online } = texts.screens;
      const t = online.step.confirm;
      const toHear = asking();
      const { title, lead = [], facts = [], action, wholeName = t.name } = asked(online);
      return {
        title,
        lead: [...lead, ...(toHear === undefined ? [] : [t.words]), t.lead],
        facts: [...facts],
        fields: [
          ...(toHear === undefined ? [] : [wordsField(stillAsking(toHear.words()).places)]),
          ...peopleFields(work, texts),
          field('name', wholeName),
          ...(folder === null ? [] : [field('folder', t.folder)]),
        ],
        acts: [hold(action)],
      };
    },
    async take({ typed }) {
      const typedName = typed['name']?.trim() ?? '';
      const typedFolder = typed['folder']?.trim() ?? '';
      const by = answering(work, typed);
      if (deleted === undefined) assertTypedTarget(particulars, typedName);
      else assertTypedDeleted(deleted, typedName);
      if (folder !== null) assertTypedFolder(folder, typedFolder);
      await asking()?.take(heard(typed), by);
      return { by, typedName, typedFolder };
    },
    again: [...unlessTwo, 'CONFIRMATION_ONE_PERSON', 'CONFIRMATION_DIFFERS', 'READ_BACK_DIFFERS'],
  };
}

/** With a plan, whoever sits here and one beside them are chosen; without one, two type their names. */
export function peopleFields(work: WorkSession, texts: Catalogue) {
  if (work instanceof OpenEmergency) return nameFields(texts, work.typed.people);
  if (!(work instanceof OpenCeremony)) return nameFields(texts);
  const { plan } = work.approved;
  const holder = plan.identities.find(({ role }) => role === work.self.role)?.person ?? '';
  return personFields(plan, texts).map((each) => (each.name === 'first' ? { ...each, value: holder } : each));
}

/** @returns their names, as a plan spells them @throws TWO_PEOPLE_NEEDED, PERSON_NAME_UNCLEAR, CONFIRMATION_ONE_PERSON, PERSON_NOT_IN_PLAN */
export function answering({ particulars }: WorkSession, typed: Typed): readonly string[] {
  const { people } = particulars;
  if (people === null) return typedNames(typed);
  const names = chosenPeople(typed).map((id) => people.find((person) => person.id === id)?.name ?? '');
  return twoOfPlan(particulars, names);
}
