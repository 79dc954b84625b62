// Marks in texts, and names from outside that look like marks.
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Rich } from './Rich.tsx';

const tags = { file: (words: string) => <b>{words}</b> };
const drawn = (text: string): string => renderToStaticMarkup(<Rich text={text} tags={tags} />);

it('draws the words between marks as they are meant', () => {
  expect(drawn('Choose <file>a.key</file> now')).toBe('Choose <b>a.key</b> now');
});

it.each([
  ['an unknown mark', 'Choose <i>a.key</i> now', 'Choose &lt;i&gt;a.key&lt;/i&gt; now'],
  [
    'a mark named after a member of every object',
    '<constructor>x</constructor>',
    '&lt;constructor&gt;x&lt;/constructor&gt;',
  ],
  ['half a mark', '<file>a.key', '&lt;file&gt;a.key'],
  ['a script in a name', '<file><script>1</script></file>', '<b>&lt;script&gt;1&lt;/script&gt;</b>'],
])('shows %s as text', (_, text, shown) => {
  expect(drawn(text)).toBe(shown);
});
