import { app } from 'electron';
import { join } from 'node:path';

/** Where everything lies that the build made. */
export const builtFolder = (): string => join(app.getAppPath(), 'out');
