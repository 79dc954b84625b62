// The German catalogue.
import type { Catalogue } from '../catalogue.ts';
import { germanCommands } from './commands/index.ts';
import { germanFurther } from './further.ts';
import { germanPracticeSet } from './practice-set.ts';
import { germanSpoken } from './spoken.ts';
import { germanSystem } from './system.ts';

export const german: Catalogue = {
  ...germanSpoken,
  ...germanFurther,
  commands: germanCommands,
  practiceSet: germanPracticeSet,
  system: germanSystem,
};
