// The German catalogue.
import type { Catalogue } from '../catalogue.ts';
import { germanCommands } from './commands/index.ts';
import { germanPracticeSet } from './practice-set.ts';
import { germanSpoken } from './spoken.ts';
import { germanSystem } from './system.ts';

export const german: Catalogue = {
  ...germanSpoken,
  commands: germanCommands,
  practiceSet: germanPracticeSet,
  system: germanSystem,
};
