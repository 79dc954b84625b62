// The pages of an emergency: those of a ceremony, but for what no plan says.
import type { ReactNode } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { AccountPage } from '../account/AccountPage.tsx';
import { ActivityPage } from '../activity/ActivityPage.tsx';
import { HoldCard } from '../backup/BackupForm.tsx';
import { CreateForm } from '../create/CreateForm.tsx';
import { InitRecoveryForm } from '../exchange-key/InitRecoveryForm.tsx';
import { Assessment } from '../exchange-key/Observation.tsx';
import { FinishPage } from '../finish/FinishPage.tsx';
import { actingIn, type EmergencyFormProps, type OpenEmergency } from '../pages.ts';
import type { PageId } from '#renderer/store/online-store.ts';
import { StepPage } from '../step/StepPage.tsx';
import { Verification } from '../verify/Verification.tsx';
import { CallFirst } from './CallFirst.tsx';
import { Details } from './Details.tsx';
import { EmergencyBackup } from './EmergencyBackup.tsx';
import { EmergencyRestore } from './EmergencyRestore.tsx';
import { EmergencyUpload } from './EmergencyUpload.tsx';
import { EmergencyVerify } from './EmergencyVerify.tsx';
import { SaveKey } from './SaveKey.tsx';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { MissingParts } from '#renderer/tools/emergency/Missing.tsx';

const pages: Readonly<Partial<Record<PageId, (props: EmergencyFormProps) => ReactNode>>> = {
  account: ({ view, acting }) => <AccountPage view={view} ceremony={acting} />,
  create: ({ view, acting }) => (
    <StepPage view={view} id="create" form={<CreateForm view={view} ceremony={acting} />} />
  ),
  'init-recovery': ({ view }) => (
    <StepPage
      view={view}
      id="init-recovery"
      form={<InitRecoveryForm />}
      out={
        <>
          <SaveKey view={view} />
          <Assessment exchange={view.exchange} />
        </>
      }
    />
  ),
  upload: (props) => <StepPage view={props.view} id="upload" form={<EmergencyUpload {...props} />} />,
  backup: (props) => (
    <StepPage
      view={props.view}
      id="backup"
      form={<EmergencyBackup {...props} />}
      out={<HoldCard hold={props.view.hold} />}
    />
  ),
  restore: (props) => <StepPage view={props.view} id="restore" form={<EmergencyRestore {...props} />} />,
  verify: ({ view, emergency }) => (
    <StepPage
      view={view}
      id="verify"
      form={<EmergencyVerify />}
      out={
        <Verification
          verification={view.verification}
          isOpen={emergency.phase === 'open'}
          isUndecided={view.failures.some(({ check }) => check === 'inventory')}
        />
      }
      isFormKept
    />
  ),
  activity: ({ view, acting }) => <ActivityPage view={view} ceremony={acting} />,
  finish: ({ view, emergency, acting }) => (
    <FinishPage view={view} ceremony={acting} more={<WhatIsMissing emergency={emergency} />} />
  ),
};

interface EmergencyPageProps {
  readonly page: PageId;
  readonly view: OnlineView;
  readonly emergency: OpenEmergency;
}

export function EmergencyPage({ page, view, emergency }: EmergencyPageProps) {
  const shown = pages[page]?.({ view, emergency, acting: actingIn(emergency) });
  if (page === 'activity') return shown;
  const whole = (
    <>
      {shown}
      <CallFirst consumers={view.consumers} />
    </>
  );
  return page === 'finish' ? whole : <Details emergency={emergency}>{whole}</Details>;
}

/** What this emergency goes without, as its journal says, and how its record is printed. */
export function WhatIsMissing({ emergency: { missing } }: { readonly emergency: OpenEmergency }) {
  const { missingAnd } = useTexts('emergency');
  const t = useTexts('online').emergency;
  return (
    <Notice tone="warn">
      <strong>{missingAnd}</strong> <MissingParts parts={missing} />. {t.record}
    </Notice>
  );
}
