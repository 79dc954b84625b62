// The English catalogue.
import type { Catalogue } from '../catalogue.ts';
import { englishCommands } from './commands/index.ts';
import { englishPracticeSet } from './practice-set.ts';
import { englishSpoken } from './spoken.ts';
import { englishSystem } from './system.ts';

export const english: Catalogue = {
  ...englishSpoken,
  commands: englishCommands,
  practiceSet: englishPracticeSet,
  system: englishSystem,
};
