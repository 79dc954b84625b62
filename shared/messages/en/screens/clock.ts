// English: machine and clock.

export const clock = {
  title: 'Is this machine alone, and what time is it?',
  gap: {
    region: 'Air gap',
    heading: 'The <term>air gap</term>',
    looking: 'Looking …',
    closed: 'intact',
    closedText: 'No interface is up, no radio is on, no route leads out. The program looks again every second.',
    open: 'broken',
    waysOut: 'Ways out',
    openInPractice: 'This is practice, so you may go on. In production no key is asked for while a way out is open.',
    openInProduction: 'No key is asked for while a way out is open. Unplug cables and switch radios off.',
  },
  wall: {
    region: 'Wall clock',
    heading: 'The <term>wall clock</term>',
    lead: 'Somebody reads the clock in the room aloud; the witness writes it down as well. Use UTC. Digits alone will do.',
    date: 'Date (YYYY-MM-DD)',
    time: 'Time (HH:MM, UTC)',
    readBy: 'Who reads the clock',
    entered: (wall: string, machine: string) =>
      `Entered: ${wall}. This machine said ${machine}. A wrong machine clock stops nothing; it is a note.`,
    enter: 'Enter this time',
    goOn: 'Go on',
  },
};
