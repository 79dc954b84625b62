// How English writes what is counted.
import { formatsIn } from '../formats.ts';

export const { number, plural } = formatsIn('en');
