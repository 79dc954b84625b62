// How English writes what is counted.
import { formatsIn } from '../formats.ts';

export const { plural } = formatsIn('en');
