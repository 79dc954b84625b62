// German: the pages about the app itself: its settings, and what it is.
import type { ScreenTexts } from '../../catalogue.ts';

export const app: ScreenTexts['app'] = {
  settings: {
    title: 'Einstellungen',
    lead: 'Sie gelten für diese App auf dieser Maschine. Keine Zeremonie hängt von ihnen ab.',
    theme: 'Farben',
    themes: {
      system: { title: 'Wie das System', detail: 'Hell oder dunkel, wie die Maschine eingestellt ist.' },
      light: { title: 'Hell', detail: 'Dunkler Text auf hellem Grund.' },
      dark: { title: 'Dunkel', detail: 'Heller Text auf dunklem Grund.' },
      contrast: { title: 'Hoher Kontrast', detail: 'Schwarz und weiß, mit kräftigen Linien.' },
    },
    textSize: 'Schriftgröße',
    percent: (percent) => `${percent} %`,
    keys: 'Das Menü „Größe“ ändert sie vorübergehend, diese Einstellung auf Dauer.',
    sound: 'Ton, wenn etwas fertig ist oder jemand gebraucht wird',
    on: { title: 'An', detail: 'Zwei kurze Töne. Man hört sie auch, wenn ein anderes Programm vorn ist.' },
    off: { title: 'Aus', detail: 'Das Fenster blinkt in der Taskleiste.' },
    play: 'Ton abspielen',
  },
  about: {
    title: 'Über dieses Programm',
    lead: 'Welches Programm das ist, wessen Arbeit darin steckt, und was Sie weitergeben, wenn etwas nicht geht.',
    program: 'Programm',
    version: 'Version',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node.js',
    programSha256: 'SHA-256 der Programmdatei: mit der Veröffentlichung vergleichen',
    system: 'Betriebssystem',
    preview: 'keines: Das ist eine Vorschau, in der nur geübt werden kann',
    licences: 'Lizenzen',
    licence: 'Lifeboat ist freie Software unter der MIT-Lizenz.',
    others: (file) => `Die Lizenzen von allem, was eingebaut ist, stehen in der Datei ${file} neben dem Programm.`,
    support: 'Wenn etwas nicht geht',
    supportText:
      'Schreiben Sie den Code auf, der unter der Meldung steht, etwa BUNDLE_CEREMONY, und schlagen Sie ihn im Handbuch nach. Wer Ihnen hilft, braucht die Version von oben und das Protokoll von unten. Niemand braucht einen Schlüssel, ein Kennwort oder einen Anteil.',
    log: 'Protokoll dieser Sitzung',
    logText:
      'Was abgelehnt wurde, seit das Programm läuft: Zeit, Aktion und Code. Es enthält keine Namen, keine Dateiinhalte und nichts Geheimes. Journale sind etwas anderes; sie werden am Ende einer Zeremonie ausgegeben.',
    logEmpty: 'Seit das Programm läuft, wurde nichts abgelehnt.',
    at: 'Zeit (UTC)',
    call: 'Aktion',
    code: 'Code',
    save: 'Protokoll speichern',
  },
};
