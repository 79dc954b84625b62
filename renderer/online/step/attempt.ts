// Which try of a step a form is for.
import { createContext } from 'react';

/** When the last try ended, ISO 8601; empty before the first one. */
export const Attempt = createContext('');
