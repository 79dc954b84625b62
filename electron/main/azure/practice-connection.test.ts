// The sign-in of practice keeps on where a connection that was kept is closed just when it is used again.
import { createHttpHeaders, RestError } from '@azure/core-rest-pipeline';
import { expect, it } from 'vitest';
import { practiceCredential } from './practice-connection.ts';

it('asks again for a token whose connection was cut off', async () => {
  const asked: string[] = [];
  const credential = practiceCredential(
    {
      sendRequest: (request) => {
        asked.push(request.url);
        if (asked.length === 1) return Promise.reject(new RestError('socket hang up', { code: 'ECONNRESET', request }));
        const bodyAsText = JSON.stringify({ access_token: 'token', expires_in: 60 });
        return Promise.resolve({ status: 200, headers: createHttpHeaders(), request, bodyAsText });
      },
    },
    'principal',
  );
  await expect(credential.getToken('https://storage.azure.com/.default')).resolves.toMatchObject({ token: 'token' });
  expect(asked).toHaveLength(2);
  expect(asked[1]).toBe(asked[0]);
});
