// One part of a form where it has several of one kind: a line for each, and the fields of one at a time.
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { PartList } from './PartList.tsx';

/** Something that is filled in by itself, such as one person, one site, one HSM. */
export interface FormPage {
  readonly id: string;
  readonly title: string;
  /** How many things are missing or wrong in it. */
  readonly open: number;
  /** Whose it is, where the title is only a code. */
  readonly aside?: string;
  readonly content: ReactNode;
}

/** How much is open in one row of a list of the draft, such as `custodians[2]`. */
export const openInRow = (problems: readonly { readonly path: string }[], list: string, at: number): number =>
  problems.filter(({ path }) => path.startsWith(`${list}[${at}]`)).length;

/** How much is open below these members of the draft. */
export const openAt = (problems: readonly { readonly path: string }[], ...members: readonly string[]): number =>
  problems.filter(({ path }) => members.some((member) => path === member || path.startsWith(`${member}.`))).length;

interface FormPagesProps {
  /** Names the list. */
  readonly label: string;
  readonly pages: readonly FormPage[];
  /** How one more of its kind comes. */
  readonly more?: ReactNode;
}

export function FormPages({ label, pages, more }: FormPagesProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  // What is open is gone on with.
  const [chosen, setChosen] = useState(() => pages.find(({ open }) => open > 0)?.id);
  const [known, setKnown] = useState(() => pages.map(({ id }) => id));
  const t = useTexts('planForm');
  // So is what was added. A page that comes with a choice on another one waits.
  const added = pages.find(({ id }) => !known.includes(id));
  if (added !== undefined || pages.length < known.length) {
    setKnown(pages.map(({ id }) => id));
    if (added !== undefined && more !== undefined) setChosen(added.id);
  }
  const current = pages.find(({ id }) => id === chosen) ?? pages[0];
  const shown = useRef(current?.id);
  useEffect(() => {
    if (shown.current === current?.id) return;
    shown.current = current?.id;
    // What was pressed is above or gone; the fields come next.
    heading.current?.focus({ preventScroll: true });
  }, [current?.id]);
  if (current === undefined) return more;
  return (
    <>
      <PartList
        label={label}
        words={t}
        parts={pages}
        current={current.id}
        onGo={setChosen}
        more={more ?? current.aside}
      />
      <section className="stack" data-tight aria-label={current.title}>
        <h3 ref={heading} tabIndex={-1} className="visually-hidden">
          {current.title}
        </h3>
        {current.content}
      </section>
    </>
  );
}
