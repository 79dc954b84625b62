// How German writes what is counted.
import { formatsIn } from '../formats.ts';

export const { plural } = formatsIn('de');
