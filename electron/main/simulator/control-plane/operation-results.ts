// Where the control plane says what became of an operation: an address of 3,300 characters that changes with every query (recorded).
import { createHash, randomBytes } from 'node:crypto';
import { type Answer, ok, ServiceRefusal } from '../answers.ts';
import { parameter, unixSeconds } from '../call.ts';
import { type ArmCall, needSubscription, resourceNotFound } from './arm-call.ts';
import { practiceSubscriptionId, type StoredOperation } from './azure-state.ts';
import { hsmBody } from './hsm-bodies.ts';
import { advance } from './hsm-operations.ts';

/** As many bytes as the service's certificate and signature have characters in base64url: 2,580 and 342. */
const certificateBytes = 1935;
const signatureBytes = 256;

/** Between the beginning of the years of .NET and that of Unix, in ticks of 100 ns. */
const ticksBefore1970 = 621_355_968_000_000_000n;

/** Recorded: 202, no body, and nothing that says how long to wait. */
export function accepted(call: ArmCall, { id, region }: Pick<StoredOperation, 'id' | 'region'>): Answer {
  const t = String(BigInt(call.cloud.now()) * 10_000n + ticksBefore1970);
  const c = randomBytes(certificateBytes).toString('base64url');
  const s = randomBytes(signatureBytes).toString('base64url');
  const query = new URLSearchParams({
    'api-version': call.query.get('api-version') ?? '',
    t,
    c,
    s,
    h: digest(id, t, c, s),
  });
  const path = `/subscriptions/${practiceSubscriptionId}/providers/Microsoft.KeyVault/locations/${region}/managedHsmOperationResults/${id}`;
  return { status: 202, headers: { location: `${call.origin}${path}?${query.toString()}` } };
}

const digest = (...parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('base64url');

/**
 * GET …/locations/REGION/managedHsmOperationResults/GUID: brings the operation nearer to its end, too.
 * Recorded: the end is 200 with the resource, for a deletion and a recovery 204, for a purge 200 with nothing.
 */
export async function getOperationResult(call: ArmCall): Promise<Answer> {
  needSubscription(parameter(call, 0));
  const id = parameter(call, 2);
  const [t, c, s, h] = ['t', 'c', 's', 'h'].map((name) => call.query.get(name) ?? '');
  // An address that was cut off or made up gets no answer.
  if (h !== digest(id, t ?? '', c ?? '', s ?? '')) {
    throw new ServiceRefusal(
      400,
      'InvalidOperationResultUri',
      'The address of the operation is not the one that was given.',
    );
  }
  const operation = call.azure.state.operations.find((one) => one.id === id);
  if (!operation) throw resourceNotFound(call.path);
  const hsm = call.store.byName(operation.hsm);
  if (!hsm) return endOf(operation, undefined);
  return hsm.exclusively(async () => {
    const isRunning =
      hsm.state.resource.operation?.id === id && (await advance(call.store, call.azure, hsm, unixSeconds(call)));
    if (isRunning) return accepted(call, operation);
    const { failure } = hsm.state.resource;
    if (operation.kind === 'create' && failure !== null) throw new ServiceRefusal(500, 'InternalServerError', failure);
    return endOf(operation, hsmBody(hsm.state));
  });
}

function endOf({ kind }: StoredOperation, resource: unknown): Answer {
  switch (kind) {
    case 'create':
    case 'update':
      return resource === undefined ? { status: 200 } : ok(resource);
    case 'delete':
    case 'recover':
      return { status: 204 };
    case 'purge':
      return { status: 200 };
  }
}
