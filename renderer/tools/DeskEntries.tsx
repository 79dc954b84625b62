// The entries of the desk: one card for each page, with a line on what it is for.
import { deskPages, useDesk } from '#renderer/store/desk-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

/** @param hasSession whether there is a session whose exceptions can be read */
export function DeskEntries({ hasSession = false }: { readonly hasSession?: boolean }) {
  const openDesk = useDesk((store) => store.openDesk);
  const { entries } = useTexts('desk');
  return (
    <div className="columns">
      {deskPages
        .filter((page) => hasSession || page !== 'exceptions')
        .map((page) => (
          <section key={page} className="card stack" data-tight aria-label={entries[page].title}>
            <p>{entries[page].detail}</p>
            <div>
              <Action
                onPress={() => {
                  openDesk(page);
                }}
              >
                {entries[page].title}
              </Action>
            </div>
          </section>
        ))}
    </div>
  );
}
