// The contract of Lifeboat Online.
import { z } from 'zod';
import { call } from './define.ts';
import { deskContract } from './desk.ts';

export const onlineContract = {
  app: {
    about: call(z.null(), z.strictObject({ version: z.string() })),
  },
  ...deskContract,
};
