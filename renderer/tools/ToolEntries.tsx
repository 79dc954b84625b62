// The entries of the tools: one card for each page, with a line on what it is for.
import { toolPages, useTools } from '#renderer/store/tools-store.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

/** @param hasSession whether there is a session whose exceptions can be read */
export function ToolEntries({ hasSession = false }: { readonly hasSession?: boolean }) {
  const openTools = useTools((store) => store.openTools);
  const { entries } = useTexts('tools');
  return (
    <div className="columns">
      {toolPages
        .filter((page) => hasSession || page !== 'exceptions')
        .map((page) => (
          <section key={page} className="card stack" data-tight aria-label={entries[page].title}>
            <p>{entries[page].detail}</p>
            <div>
              <Action onPress={() => openTools(page)}>{entries[page].title}</Action>
            </div>
          </section>
        ))}
    </div>
  );
}
