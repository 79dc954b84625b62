// Bad results, clicked over a fake of main: a failed upload and an outcome that nobody knows stay on their page, on both sides, and the rail says
// so.
import type { View } from '#shared/contract/offline/view.ts';
import { expect, test } from '../fakes/fake-test.ts';
import { states } from '../fakes/states.ts';
import { onlineStates } from '../fakes/online-states.ts';
import { blobAgreed, incoming, to } from '../fakes/states/online/common.ts';

for (const [what, state, word, text] of [
  ['a refused upload', 'online-upload-incident', 'refused', 'Stop: the blob may have been made for a stranger’s key'],
  ['an unknown outcome', 'online-upload-unknown', 'outcome unknown', 'Azure’s answer was lost'],
] as const) {
  test(`${what} stays on the page of the upload, has the focus, and is no tick at the side`, async ({ openOn }) => {
    const bad = onlineStates[state].view;
    const view = to('upload', { seen: { incoming: incoming() }, events: blobAgreed });
    const { page } = await openOn({ view, answers: { 'steps.upload': bad } }, 'online');
    // People were asked on arrival.
    await expect(page.getByText(text)).toBeVisible();
    await expect(page).toHaveTitle('Upload the restore blob – Lifeboat Online');
    await expect(page.locator('[data-result]')).toBeFocused();
    const step = page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: /^!? ?Upload/ });
    await expect(step).toContainText(word);
    await expect(step).not.toContainText('(done)');
    // Nothing offers to send it again.
    await expect(page.getByRole('button', { name: 'Upload the blob' })).toHaveCount(0);
  });
}

test('a restore that brought no version back is no success, and says so', async ({ openOn }) => {
  const { page } = await openOn({ view: onlineStates['online-restore-nothing'].view }, 'online');
  await expect(page.getByText(/restored 0 versions\. 2 versions were there already/)).toBeVisible();
  await expect(page.getByText('The HSM holds the versions that it had before.')).toBeVisible();
  await expect(page.getByText('SERVICE_NOTHING_RESTORED')).toBeAttached();
  const step = page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: /^!? ?Restore(?! point)/ });
  await expect(step).toContainText('refused');
  await expect(step).not.toContainText('(done)');
});

for (const [verdict, code, stopsFirst] of [
  ['failed', 'OUTCOME_FAILED', true],
  ['unknown', 'OUTCOME_UNKNOWN', false],
] as const) {
  test(`offline, an outcome that is ${verdict} waits for the decision of two people`, async ({ openOn }) => {
    const finish: View = states.finish;
    const fault = { code } as const;
    const outcome = { call: 'upload', verdict, requestId: '7b9f7a70-4f1b-11f0-9b3c', detail: 'InProgress' } as const;
    const failures = [{ check: 'outcome', step: 'B21', fault: code, known: fault }];
    const recovery = finish.recovery && { ...finish.recovery, outcome, failures };
    const view = { ...finish, recovery };
    const { page } = await openOn({ view });
    const step = page.getByRole('navigation', { name: 'Steps' }).getByRole('button', { name: /The outcome/ });
    await step.click();
    await expect(step).not.toContainText('(done)');
    await expect(page.getByRole('alert')).toContainText(code);
    await expect(page.getByRole('button', { name: 'Incident: what to do now' })).toHaveCount(stopsFirst ? 1 : 0);
    await expect(page.getByRole('button', { name: 'Go on', exact: true })).toBeDisabled();
    await expect(page.getByText('To go on, two people record their decision first')).toBeVisible();
  });
}
