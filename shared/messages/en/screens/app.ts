// English: the pages about the app itself: its settings, and what it is.

export const app = {
  settings: {
    title: 'Settings',
    lead: 'They hold for this app on this machine. No ceremony depends on them.',
    theme: 'Colours',
    themes: {
      system: { title: 'As the system', detail: 'Light or dark, as the machine is set.' },
      light: { title: 'Light', detail: 'Dark text on a light page.' },
      dark: { title: 'Dark', detail: 'Light text on a dark page.' },
      contrast: { title: 'High contrast', detail: 'Black and white, with strong lines.' },
    },
    textSize: 'Size of text',
    percent: (percent: number) => `${percent} %`,
    keys: 'The menu “Size” changes it for a moment, and this setting for good.',
    sound: 'Tone when something ends or needs you',
    on: { title: 'On', detail: 'Two short notes. You hear them while another program is in front, too.' },
    off: { title: 'Off', detail: 'The window flashes in the taskbar.' },
    play: 'Play the tone',
  },
  about: {
    title: 'About this program',
    lead: 'Which program this is, whose work is in it, and what to hand over when something does not work.',
    program: 'Program',
    version: 'Version',
    electron: 'Electron',
    chromium: 'Chromium',
    node: 'Node.js',
    programSha256: 'SHA-256 of the program file: compare it with the release',
    system: 'Operating system',
    preview: 'none: this is a preview, in which only practice is possible',
    licences: 'Licences',
    licence: 'Lifeboat is free software under the MIT licence.',
    others: (file: string) =>
      `The licences of everything that is built into it are in the file ${file} beside the program.`,
    support: 'If something does not work',
    supportText:
      'Write down the code below the message, such as BUNDLE_CEREMONY, and look it up in the manual. Anyone who helps you needs the version above and the log below. Nobody needs a key, a passphrase or a share.',
    log: 'Log of this session',
    logText:
      'What was refused since the program began: time, action and code. It holds no names, no file contents and nothing secret. Journals are another thing, and are exported at the end of a ceremony.',
    logEmpty: 'Nothing has been refused since the program began.',
    at: 'Time (UTC)',
    call: 'Action',
    code: 'Code',
    save: 'Save the log',
  },
};
