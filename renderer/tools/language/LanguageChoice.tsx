// Which language the screens speak, each named by itself, so that everybody finds their own.
import { Button } from 'react-aria-components/Button';
import { languageNames, languages } from '#shared/messages/languages.ts';
import { keepLanguage, useKeptLanguage } from '#renderer/texts/app-language.ts';
import { useSpokenTexts } from '#renderer/texts/use-texts.ts';

export function LanguageChoice() {
  const { language, screens } = useSpokenTexts();
  const { isLost } = useKeptLanguage();
  return (
    <div className="languages" role="group" aria-label={screens.language.legend}>
      {languages.map((one) => (
        <Button key={one} className="language" aria-pressed={one === language} onPress={() => void keepLanguage(one)}>
          <span lang={one}>{languageNames[one]}</span>
        </Button>
      ))}
      {isLost && <span role="status">{screens.language.lost}</span>}
    </div>
  );
}
