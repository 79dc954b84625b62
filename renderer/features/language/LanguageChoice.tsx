// Which language the screens speak, each named by itself, so that everybody finds their own.
import { Button } from 'react-aria-components/Button';
import { languageNames, languages } from '../../../shared/messages/languages.ts';
import { chooseLanguage, useSpokenTexts } from '../../texts/use-texts.ts';

export function LanguageChoice() {
  const { language, screens } = useSpokenTexts();
  return (
    <div className="languages" role="group" aria-label={screens.language.legend}>
      {languages.map((one) => (
        <Button key={one} className="language" aria-pressed={one === language} onPress={() => void chooseLanguage(one)}>
          <span lang={one}>{languageNames[one]}</span>
        </Button>
      ))}
    </div>
  );
}
