// Puts a value onto the clipboard, for a ticket or a mail. The page asks for no permission: the value goes along with the press itself.
import { useState } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from './Action.tsx';

interface CopyProps {
  /** What the value is, as its label on the page says it. */
  readonly what: string;
  readonly value: string;
}

export function Copy({ what, value }: CopyProps) {
  const t = useTexts('ui').copy;
  const [copied, setCopied] = useState<string>();
  const isCopied = copied === value;
  const copy = (): void => {
    const put = (event: ClipboardEvent): void => {
      event.clipboardData?.setData('text/plain', value);
      event.preventDefault();
    };
    document.addEventListener('copy', put, { once: true });
    // The newer way needs a permission, and these apps give none.
    // oxlint-disable-next-line typescript/no-deprecated
    const isDone = document.execCommand('copy');
    document.removeEventListener('copy', put);
    setCopied(isDone ? value : undefined);
  };
  return (
    <Action kind="quiet" label={isCopied ? t.copied(what) : t.copy(what)} onPress={copy}>
      {isCopied ? t.done : t.action}
    </Action>
  );
}

/** An id, hash or code as the value of a list of facts, with its button. */
export function CopyableFact({ what, value }: CopyProps) {
  return (
    <dd className="row">
      <span className="mono">{value}</span> <Copy what={what} value={value} />
    </dd>
  );
}
