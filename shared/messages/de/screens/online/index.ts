// German: the texts of the online app.
import { account } from './account.ts';
import { preFlight } from './pre-flight.ts';
import { emergency } from './emergency.ts';
import { frame } from './frame.ts';
import { pages } from './pages.ts';
import { begin, start } from './start.ts';
import { step } from './step.ts';

export const online = { account, begin, preFlight, emergency, frame, pages, start, step };
