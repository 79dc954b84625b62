// Everybody who acts, which role each has, and the conflicts of roles that a small firm accepts.
import { optionalText, requiredText, shownText } from '#shared/plan/draft-text.ts';
import {
  holdersOf,
  isNeeded,
  type PlanPersonEntry,
  withNewPerson,
  withoutPerson,
  withPerson,
  withRole,
} from '#shared/plan/edits.ts';
import type { Plan, PlanRole } from '#shared/plan/plan.ts';
import type { PlanProblem } from '#shared/plan/problems.ts';
import { roleConflicts } from '#shared/plan/role-conflicts.ts';
import { placeOfMember } from '#shared/plan/sections.ts';
import { dutiesInWords, personInWords } from '#shared/messages/open-points.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { FormPages, openInRow } from '../form/FormPages.tsx';
import { useOpenPlan } from './plan-draft.ts';
import { PlanText } from './PlanText.tsx';
import { useRoleName } from './use-role-name.ts';

/** Roles that exactly one person has, and those that several may have or nobody. A custodian's role follows from the list of custodians. */
const singleRoles: readonly PlanRole[] = ['CA', 'OP', 'RO1', 'RO2', 'W1'];
const otherRoles: readonly PlanRole[] = ['MC', 'SL', 'W2', 'ADM'];

export function PeoplePart() {
  const { plan, problems, edit } = useOpenPlan();
  const nameOf = useNameOf();
  const t = useTexts('planForm').people;
  const ofRoles = ({ path }: PlanProblem): boolean => !/^people\[\d+\]\.(name|employer|phone)/.test(path);
  return (
    <>
      <FormPages
        label={t.list}
        pages={[
          ...plan.people.map((person, at) => ({
            id: person.id,
            title: nameOf(person),
            open: openInRow(
              problems.filter((problem) => !ofRoles(problem)),
              'people',
              at,
            ),
            content: <PersonFields key={person.id} person={person} at={at} />,
          })),
          {
            id: 'roles',
            title: t.roles,
            open: problems.filter(({ path }) => placeOfMember(path).section === 'people').filter(ofRoles).length,
            content: <Roles />,
          },
        ]}
        more={<Action onPress={() => edit(withNewPerson(plan))}>{t.add}</Action>}
      />
    </>
  );
}

function Roles() {
  const t = useTexts('planForm').people;
  return (
    <>
      <p className="soft">{t.rolesText}</p>
      <div className="columns" data-narrow="">
        {[...singleRoles, ...otherRoles].map((role) => (
          <RoleFields key={role} role={role} />
        ))}
      </div>
      <Conflicts />
    </>
  );
}

function PersonFields({ person, at }: { readonly person: PlanPersonEntry; readonly at: number }) {
  const { plan, edit } = useOpenPlan();
  const name = useNameOf()(person);
  const duties = dutiesInWords(plan, person, useSpokenTexts());
  const t = useTexts('planForm').people;
  const set = (change: Partial<PlanPersonEntry>): void => edit(withPerson(plan, person.id, change));
  return (
    <>
      <p className="soft">{duties === '' ? t.noRole : duties}</p>
      <div className="columns" data-narrow="">
        <PlanText
          path={`people[${at}].name`}
          value={person.name}
          onType={(typed) => set({ name: requiredText(typed) })}
          maxLength={80}
        />
        <PlanText
          path={`people[${at}].employer`}
          value={person.employer}
          onType={(typed) => set({ employer: optionalText(typed) })}
          maxLength={80}
        />
        <PlanText
          path={`people[${at}].phone`}
          value={person.phone}
          onType={(typed) => set({ phone: optionalText(typed) })}
          isMono
          maxLength={31}
        />
      </div>
      {!isNeeded(plan, person.id) && (
        <div className="actions">
          <Action kind="quiet" onPress={() => edit(withoutPerson(plan, person.id))}>
            {t.remove(name)}
          </Action>
        </div>
      )}
    </>
  );
}

/** What to call somebody of the plan: by name, or until they have one by what they do. */
export function useNameOf(): (person: PlanPersonEntry) => string {
  const { plan } = useOpenPlan();
  const texts = useSpokenTexts();
  return (person) => personInWords(plan, person, texts);
}

/** People as a list to choose from. */
export function usePeopleChoices({ people }: Plan): readonly { readonly value: string; readonly title: string }[] {
  const nameOf = useNameOf();
  return people.map((person) => ({ value: person.id, title: nameOf(person) }));
}

function RoleFields({ role }: { readonly role: PlanRole }) {
  const { plan, edit } = useOpenPlan();
  const choices = usePeopleChoices(plan);
  const nameOf = useRoleName();
  const t = useTexts('planForm').people;
  const holders = holdersOf(plan, role);
  const isSingle = singleRoles.includes(role);
  const give = (from: string | undefined, to: string): void =>
    edit(withRole(plan, role, from, to === '' ? undefined : to));
  const free = choices.filter(({ value }) => !holders.some(({ id }) => id === value));
  return (
    <>
      {holders.map(({ id }) => (
        <SelectField
          key={id}
          label={nameOf(role)}
          value={id}
          blank={t.nobody}
          choices={choices.filter(({ value }) => value === id || free.some((each) => each.value === value))}
          onChange={(to) => give(id, to)}
        />
      ))}
      {(!isSingle || holders.length === 0) && (
        <SelectField
          key={`${holders.length} ${role}`}
          label={holders.length === 0 ? nameOf(role) : t.another(nameOf(role))}
          value=""
          blank={t.nobody}
          choices={free}
          onChange={(to) => give(undefined, to)}
        />
      )}
    </>
  );
}

type Conflict = Extract<PlanProblem, { rule: 'role-conflict' }>;

function Conflicts() {
  const { plan, problems } = useOpenPlan();
  const open = problems.filter((problem): problem is Conflict => problem.rule === 'role-conflict');
  return (
    <>
      {open.map((conflict) => (
        <OpenConflict key={`${conflict.person} ${conflict.roles.join(' ')}`} conflict={conflict} />
      ))}
      {plan.waivers.map((waiver, at) => (
        <Accepted key={`${waiver.person} ${waiver.roles.join(' ')}`} waiver={waiver} at={at} />
      ))}
    </>
  );
}

const personName = ({ people }: Plan, id: string): string =>
  shownText(people.find((each) => each.id === id)?.name) || id;

function OpenConflict({ conflict: { person, roles } }: { readonly conflict: Conflict }) {
  const { plan, edit } = useOpenPlan();
  const nameOf = useRoleName();
  const t = useTexts('planForm').people;
  const known = roleConflicts.find((each) => roles.every((role) => each.roles.includes(role)));
  return (
    <Notice tone="warn">
      <p>{t.conflict(personName(plan, person), nameOf(roles[0]), nameOf(roles[1]))}</p>
      {known?.waivable === true ? (
        <Action
          onPress={() =>
            edit({
              ...plan,
              waivers: [...plan.waivers, { person, roles: [...roles], reason: requiredText('') }],
            })
          }
        >
          {t.accept}
        </Action>
      ) : (
        <p>{t.never}</p>
      )}
    </Notice>
  );
}

interface AcceptedProps {
  readonly waiver: Plan['waivers'][number];
  readonly at: number;
}

function Accepted({ waiver: { person, roles, reason }, at }: AcceptedProps) {
  const { plan, edit } = useOpenPlan();
  const nameOf = useRoleName();
  const t = useTexts('planForm').people;
  return (
    <Notice>
      <p>{t.accepted(personName(plan, person), nameOf(roles[0]), nameOf(roles[1]))}</p>
      <PlanText
        path={`waivers[${at}].reason`}
        value={reason}
        onType={(typed) =>
          edit({
            ...plan,
            waivers: plan.waivers.map((each, row) => (row === at ? { ...each, reason: requiredText(typed) } : each)),
          })
        }
      />
      <Action kind="quiet" onPress={() => edit({ ...plan, waivers: plan.waivers.filter((_, row) => row !== at) })}>
        {t.takeBack}
      </Action>
    </Notice>
  );
}
