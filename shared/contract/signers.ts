// Who signed a bundle, as the screens of both apps show it.
import { z } from 'zod';

export const signers = z.array(z.strictObject({ role: z.string(), holder: z.string() }));
