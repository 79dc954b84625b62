// What is missing and who can supply it, what is wrong, and the plan that the draft becomes.
import { useState } from 'react';
import type { PickedFile } from '#shared/contract/tools/picked.ts';
import type { PlanProblem } from '#shared/plan/problems.ts';
import { type StepNeed, stepNeeds } from '#shared/plan/step-needs.ts';
import { memberName, placeOfMember, planSuppliers, rowOfMember } from '#shared/plan/sections.ts';
import { useSpokenTexts, useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { PickFile } from '#renderer/ui/PickFile.tsx';
import { useNameOf } from './PeoplePart.tsx';
import { type FormPart, isMissing, useOpenPlan } from './plan-draft.ts';

interface CheckPartProps {
  readonly onGo: (part: FormPart) => void;
  readonly onWrite: (folder: PickedFile) => void;
}

export function CheckPart({ onGo, onWrite }: CheckPartProps) {
  const { plan, problems } = useOpenPlan();
  const needs = stepNeeds(plan);
  const [folder, setFolder] = useState<PickedFile | null>(null);
  const { target } = useTexts('tools').choose;
  const { check: t, suppliers } = useTexts('planForm');
  const missing = problems.filter(isMissing);
  const wrong = problems.filter((problem) => !isMissing(problem));
  return (
    <>
      {problems.length === 0 && <Notice tone="good">{t.nothing}</Notice>}
      {wrong.length > 0 && (
        <section className="card stack" data-tight aria-label={t.wrong(wrong.length)}>
          <h3>{t.wrong(wrong.length)}</h3>
          <Problems problems={wrong} onGo={onGo} />
        </section>
      )}
      {missing.length > 0 && (
        <section className="card stack" data-tight aria-label={t.missing(missing.length)}>
          <h3>{t.missing(missing.length)}</h3>
          {planSuppliers
            .map((supplier) => ({
              supplier,
              theirs: missing.filter(({ path }) => placeOfMember(path).supplier === supplier),
            }))
            .filter(({ theirs }) => theirs.length > 0)
            .map(({ supplier, theirs }) => (
              <div key={supplier} className="stack" data-tight>
                <p>
                  <strong>{suppliers[supplier]}</strong>
                </p>
                <Problems problems={theirs} onGo={onGo} />
              </div>
            ))}
        </section>
      )}
      {needs.length > 0 && (
        <section className="card stack" data-tight aria-label={t.needs}>
          <h3>{t.needs}</h3>
          <Problems problems={needs} onGo={onGo} />
        </section>
      )}
      <p className="measure">{t.writeText}</p>
      <PickFile what={target} kind="folder" picked={folder} onPicked={setFolder} />
      <div className="actions">
        <Action
          kind="primary"
          isDisabled={problems.length > 0 || folder === null}
          onPress={() => {
            if (folder !== null) onWrite(folder);
          }}
        >
          {t.write}
        </Action>
      </div>
    </>
  );
}

interface ProblemsProps {
  readonly problems: readonly (PlanProblem | StepNeed)[];
  readonly onGo: (part: FormPart) => void;
}

/** One line for each, and one way to each part of the form where some are. */
function Problems({ problems, onGo }: ProblemsProps) {
  const { plan } = useOpenPlan();
  const { word, planRemark, stepNeedRemark } = useSpokenTexts();
  const nameOf = useNameOf();
  const { check: t, members, section } = useTexts('planForm');
  /** Whose row a problem is about: a custodian, a person, a machine. */
  const rowName = (path: string): string => {
    const row = rowOfMember(path);
    if (row === undefined) return '';
    const person = plan.people[row];
    if (path.startsWith('people') && person !== undefined) return nameOf(person);
    if (path.startsWith('custodians')) return plan.custodians[row]?.id ?? '';
    return path.startsWith('identities') ? word(plan.identities[row]?.role ?? '') : '';
  };
  const parts = [...new Set(problems.map(({ path }) => placeOfMember(path).section))];
  return (
    <>
      <ul>
        {problems.map((problem, at) => {
          const row = rowName(problem.path);
          const label = members[memberName(problem.path)] ?? problem.path;
          return (
            <li key={at}>
              {row !== '' && `${row}: `}
              {label}
              {'need' in problem && ` – ${stepNeedRemark(problem)}`}
              {'rule' in problem && problem.rule !== 'left-blank' && ` – ${planRemark(problem)}`}
            </li>
          );
        })}
      </ul>
      <div className="actions">
        {parts.map((part) => (
          <Action key={part} kind="quiet" onPress={() => onGo(part)}>
            {t.goTo(section[part])}
          </Action>
        ))}
      </div>
    </>
  );
}
