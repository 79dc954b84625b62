// The security domain: load it, see who can open it, and compare its hash with the register.
import { useState } from 'react';
import type { SecurityDomainView, View } from '../../../shared/contract/offline/view.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { FileChooser } from '../../ui/FileChooser.tsx';
import { Fingerprint } from '../../ui/Fingerprint.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Screen } from '../../ui/Screen.tsx';
import { Term } from '../../ui/Term.tsx';
import { thumbprintOf } from '../custodians/plan-custodians.ts';

export function SecurityDomainScreen({ view }: { readonly view: View }) {
  const { securityDomain } = view;
  return (
    <Screen
      title="The security domain"
      lead={
        <>
          The <Term name="security domain" /> comes from the IN stick. It is encrypted; loading it opens nothing.
        </>
      }
    >
      {securityDomain.phase === 'loaded' && <Inspector domain={securityDomain} view={view} />}
      <Load view={view} isAgain={securityDomain.phase === 'loaded'} />
    </Screen>
  );
}

function Load({ view, isAgain }: { readonly view: View; readonly isAgain: boolean }) {
  const [file, setFile] = useState<string | null>(null);
  const { deed, look, isWaiting } = useStore();
  const load = async (): Promise<void> => {
    if (file !== null && (await deed(() => lifeboat.securityDomain.load({ file })))) look('security-domain');
  };
  return (
    <section className="stack" data-tight aria-label="Choose the file">
      <FileChooser
        legend="Which file is the security domain?"
        kind="security-domain"
        volumes={view.volumes.filter(({ role }) => role === 'in' || role === 'own')}
        missing="The IN stick is not here. Insert it and give it its role under “Sticks”."
        chosen={file}
        onChange={setFile}
      />
      <div className="actions">
        <Action
          kind={isAgain ? 'plain' : 'primary'}
          isDisabled={file === null}
          isPending={isWaiting}
          onPress={() => void load()}
        >
          {isAgain ? 'Load another' : 'Load'}
        </Action>
      </div>
    </section>
  );
}

/** The custodian in the plan; nothing where there is no plan. */
function nameOf({ recovery }: View, thumbprint: string): string {
  const custodian = recovery?.plan.custodians.find(
    ({ certificateSha256 }) => thumbprintOf(certificateSha256) === thumbprint,
  );
  const person = recovery?.plan.people.find(({ id }) => id === custodian?.person);
  return person === undefined ? '' : `${custodian?.id ?? ''} ${person.name}`;
}

interface InspectorProps {
  readonly domain: Extract<SecurityDomainView, { phase: 'loaded' }>;
  readonly view: View;
}

function Inspector({ domain, view }: InspectorProps) {
  const look = useStore((store) => store.look);
  const opened = new Set(view.custodians.accepted.map(({ thumbprint }) => thumbprint));
  return (
    <section className="card stack" aria-label="Inspector">
      <dl className="facts">
        <dt>File</dt>
        <dd className="mono">{domain.file.name}</dd>
        <dt>Form</dt>
        <dd>
          version {domain.version}, {domain.file.bytes} bytes, {domain.data.length} sealed parts
        </dd>
        <dt>
          <Term name="quorum">Quorum</Term>
        </dt>
        <dd>
          <strong>
            any {domain.required} of {domain.custodians.length} custodians
          </strong>
        </dd>
        <dt>Sealed parts</dt>
        <dd className="mono">{domain.data.map(({ tag }) => tag).join(', ')}</dd>
      </dl>
      <h2>Who can open it</h2>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">No.</th>
            <th scope="col">Custodian, and thumbprint of the certificate</th>
            <th scope="col">In this session</th>
          </tr>
        </thead>
        <tbody>
          {domain.custodians.map((thumbprint, at) => (
            <tr key={thumbprint}>
              <td>{at + 1}</td>
              <td>
                {nameOf(view, thumbprint)}
                <div className="mono">{thumbprint}</div>
              </td>
              <td>{opened.has(thumbprint) ? 'share opened' : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {view.recovery !== null && <Notice tone="good">Hash, quorum and every custodian are those of the plan.</Notice>}
      <Fingerprint label="SHA-256 of the file: compare it in full with the register" sha256={domain.file.sha256} />
      {domain.notes.map((note) => (
        <Notice key={note} tone="warn">
          {note}
        </Notice>
      ))}
      <div className="actions">
        <Action
          kind="primary"
          onPress={() => {
            look(undefined);
          }}
        >
          It agrees: go on
        </Action>
      </div>
    </section>
  );
}
