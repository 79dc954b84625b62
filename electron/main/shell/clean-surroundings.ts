// The first that an app imports: what libraries would read of the environment is gone before they are loaded.
import { cleanEnvironment } from '../ports/start-environment.ts';

cleanEnvironment(process.env);
