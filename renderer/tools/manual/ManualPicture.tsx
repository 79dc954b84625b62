// A picture of the manual: the same file that is printed.
import type { ManualPicture as Name } from '#shared/messages/en/manual.ts';
import { useSpokenTexts } from '../../texts/use-texts.ts';

const files = import.meta.glob('../../../assets/manual/*/*.png', { eager: true, query: '?url', import: 'default' });

export function ManualPicture({ name }: { readonly name: Name }) {
  const { manual, language } = useSpokenTexts();
  return (
    <img
      className="manual-picture"
      src={files[`../../../assets/manual/${language}/${name}.png`]}
      alt={manual.pictureOf[name]}
    />
  );
}
