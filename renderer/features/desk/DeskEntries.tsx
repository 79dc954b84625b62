// The entries of the desk: one card for each page, with a line on what it is for.
import type { DeskPage } from '../../store/desk-slice.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';

interface Entry {
  readonly page: Exclude<DeskPage, 'list'>;
  readonly title: string;
  readonly detail: string;
}

const entries: readonly Entry[] = [
  {
    page: 'papers',
    title: 'Print papers',
    detail: 'Script, record, call sheets and cards from the plan: look at them, save them as PDF, print them.',
  },
  {
    page: 'evidence',
    title: 'Verify evidence',
    detail: 'For auditors: check the package of a ceremony again, from its files alone.',
  },
];

export function DeskEntries() {
  const openDesk = useStore((store) => store.openDesk);
  return (
    <div className="columns">
      {entries.map(({ page, title, detail }) => (
        <section key={page} className="card stack" data-tight aria-label={title}>
          <p>{detail}</p>
          <div>
            <Action
              onPress={() => {
                openDesk(page);
              }}
            >
              {title}
            </Action>
          </div>
        </section>
      ))}
    </div>
  );
}
