// A text with marked words in it, such as `The <term>air gap</term>`: each language puts them where its grammar wants them.
import { Fragment, type ReactNode } from 'react';

interface RichProps<Tag extends string> {
  readonly text: string;
  /** What becomes of the words between `<tag>` and `</tag>`. */
  readonly tags: Readonly<Record<Tag, (words: string) => ReactNode>>;
}

const marked = /<(\w+)>(.*?)<\/\1>/u;

export function Rich<Tag extends string>({ text, tags }: RichProps<Tag>): ReactNode {
  // Splitting by a pattern with two groups gives: text, tag, words, text, tag, words, text …
  const pieces = text.split(marked);
  return pieces.map((piece, at) => {
    if (at % 3 === 1) return null;
    const tag = at % 3 === 2 ? (pieces[at - 1] ?? '') : undefined;
    return <Fragment key={at}>{tag === undefined ? piece : markedPiece(tag, piece, tags)}</Fragment>;
  });
}

/** A mark that no text of ours has is in a name from outside, and is shown as it is. */
const markedPiece = (tag: string, words: string, tags: RichProps<string>['tags']): ReactNode =>
  Object.hasOwn(tags, tag) ? tags[tag]?.(words) : `<${tag}>${words}</${tag}>`;
