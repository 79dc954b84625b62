// The two people who answer for a call: with a plan, the operator here and one of its people; without one, two who type their names.
import { type ReactNode, useState } from 'react';
import { areTwoNames, Names, namesAsCall, type TwoNames } from '#renderer/tools/emergency/Names.tsx';
import type { Acting } from '../pages.ts';
import { SecondPerson } from './SecondPerson.tsx';

/** Their names, once there are two; and where they are chosen or typed. */
export function useTwoPeople(acting: Acting, legend?: string): readonly [by: string[] | null, fields: ReactNode] {
  const { holder, second: named = '', plan } = acting;
  const [second, setSecond] = useState<string | null>(null);
  const [typed, setTyped] = useState<TwoNames>([holder, named]);
  if (plan.people === null) {
    return [areTwoNames(typed) ? namesAsCall(typed) : null, <Names key="people" by={typed} onChange={setTyped} />];
  }
  return [
    second === null ? null : [holder, second],
    <SecondPerson
      key="people"
      holder={holder}
      people={plan.people}
      value={second}
      onChange={setSecond}
      {...(legend === undefined ? {} : { legend })}
    />,
  ];
}
