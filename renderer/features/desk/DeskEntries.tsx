// The entries of the desk: one card for each page, with a line on what it is for.
import { type DeskPage, useDesk } from '../../store/desk-store.ts';
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
  {
    page: 'plan',
    title: 'Plan and approvals',
    detail: 'Read the plan, see everything that is wrong with it, compare its fingerprint, approve it.',
  },
  {
    page: 'pairing',
    title: 'Pair two machines',
    detail: 'Make sure, by words read aloud, that both sides mean the same two signing keys.',
  },
  {
    page: 'bundle',
    title: 'Verify a bundle',
    detail: 'Who signed what came on a stick, and whether it is the next one for this machine.',
  },
  {
    page: 'exceptions',
    title: 'Exceptions',
    detail: 'What was noted as an exception in this session.',
  },
  {
    page: 'incident',
    title: 'Incident',
    detail: 'The exchange key or the restore blob is in doubt: what to do now, in order.',
  },
];

export function DeskEntries() {
  const openDesk = useDesk((store) => store.openDesk);
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
