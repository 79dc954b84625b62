// The first that an app imports: what libraries would read of the environment is gone before they are loaded.
import { cleanEnvironment } from '#platform/start-environment.ts';

cleanEnvironment(process.env);
