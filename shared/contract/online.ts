// The contract of Lifeboat Online.
import { z } from 'zod';
import { call } from './define.ts';

export const onlineContract = {
  app: {
    about: call(z.null(), z.strictObject({ version: z.string() })),
  },
};
