// The pages of an open ceremony.
import type { ReactNode } from 'react';
import type { OnlineView } from '#shared/contract/online/view.ts';
import { AccountPage } from './account/AccountPage.tsx';
import { ActivateForm, ActivationOut } from './activate/ActivateForm.tsx';
import { ActivityPage } from './activity/ActivityPage.tsx';
import { BackupForm, HoldCard } from './backup/BackupForm.tsx';
import { BaselineForm } from './baseline/BaselineForm.tsx';
import { BeginPage } from './begin/BeginPage.tsx';
import { PreFlightPage } from './pre-flight/PreFlightPage.tsx';
import { CanaryForm } from './canary/CanaryForm.tsx';
import { CreateForm } from './create/CreateForm.tsx';
import { EmergencyPage } from './emergency/EmergencyPage.tsx';
import { CountersignForm } from './exchange-key/CountersignForm.tsx';
import { ExchangeKeyPanel } from './exchange-key/ExchangeKeyPanel.tsx';
import { InitRecoveryForm } from './exchange-key/InitRecoveryForm.tsx';
import { Assessment } from './exchange-key/Observation.tsx';
import { ObserveForm, ObserveOut } from './exchange-key/ObserveForm.tsx';
import { DeletedHsms } from './deleted/DeletedHsms.tsx';
import { FinishPage } from './finish/FinishPage.tsx';
import { Consumers } from './hand-over/Consumers.tsx';
import { HandOverForm, HandOverTable } from './hand-over/HandOver.tsx';
import { IdentityForm } from './identity/IdentityForm.tsx';
import { PairingForm } from './pairing/PairingForm.tsx';
import { RestoreForm } from './restore/RestoreForm.tsx';
import { RolesPage } from './roles/RolesPage.tsx';
import { StepPage } from './step/StepPage.tsx';
import { UploadForm, UploadOut } from './upload/UploadForm.tsx';
import { Verification } from './verify/Verification.tsx';
import { VerifyForm } from './verify/VerifyForm.tsx';
import type { OpenWork, PageProps } from './pages.ts';
import type { PageId } from '#renderer/store/online-store.ts';

const pages: Readonly<Record<PageId, (props: PageProps) => ReactNode>> = {
  begin: (props) => <BeginPage {...props} />,
  account: (props) => <AccountPage {...props} />,
  pairing: ({ view }) => <StepPage view={view} id="pairing" form={<PairingForm view={view} />} isFormKept />,
  preFlight: (props) => <PreFlightPage {...props} />,
  create: (props) => <StepPage view={props.view} id="create" form={<CreateForm {...props} />} />,
  activate: (props) => (
    <StepPage view={props.view} id="activate" form={<ActivateForm {...props} />} out={<ActivationOut {...props} />} />
  ),
  'init-recovery': (props) => (
    <StepPage
      view={props.view}
      id="init-recovery"
      form={<InitRecoveryForm />}
      out={<Assessment exchange={props.view.exchange} />}
    />
  ),
  'exchange-key': ({ view }) => (
    <StepPage view={view} id="exchange-key" form={<ExchangeKeyPanel exchange={view.exchange} />} isFormKept />
  ),
  observe: ({ view }) => <StepPage view={view} id="observe" form={<ObserveForm />} out={<ObserveOut view={view} />} />,
  countersign: ({ view }) => <StepPage view={view} id="countersign" form={<CountersignForm />} />,
  upload: (props) => (
    <StepPage view={props.view} id="upload" form={<UploadForm {...props} />} out={<UploadOut {...props} />} />
  ),
  identity: (props) => <StepPage view={props.view} id="identity" form={<IdentityForm {...props} />} />,
  deleted: (props) => <StepPage view={props.view} id="deleted" form={<DeletedHsms {...props} />} isFormKept />,
  roles: (props) => <RolesPage {...props} />,
  backup: (props) => (
    <StepPage
      view={props.view}
      id="backup"
      form={<BackupForm {...props} />}
      out={<HoldCard hold={props.view.hold} />}
    />
  ),
  restore: (props) => <StepPage view={props.view} id="restore" form={<RestoreForm {...props} />} />,
  verify: ({ view }) => (
    <StepPage
      view={view}
      id="verify"
      form={<VerifyForm />}
      out={
        <Verification
          verification={view.verification}
          isOpen={view.ceremony.phase === 'open'}
          isUndecided={view.failures.some(({ check }) => check === 'inventory')}
        />
      }
      isFormKept
    />
  ),
  'first-backup': (props) => <StepPage view={props.view} id="first-backup" form={<BackupForm {...props} />} />,
  'hand-over': ({ view }) => (
    <StepPage
      view={view}
      id="hand-over"
      form={<HandOverForm />}
      out={
        <>
          <Consumers consumers={view.consumers} isKept={Boolean(view.recoveryTime?.consumers)} />
          <HandOverTable handOver={view.handOver} />
        </>
      }
      isFormKept
    />
  ),
  canary: ({ view }) => <StepPage view={view} id="canary" form={<CanaryForm />} />,
  baseline: ({ view }) => <StepPage view={view} id="baseline" form={<BaselineForm view={view} />} isFormKept />,
  activity: (props) => <ActivityPage {...props} />,
  finish: (props) => <FinishPage {...props} />,
};

interface WorkPageProps {
  readonly page: PageId;
  readonly view: OnlineView;
  readonly work: OpenWork;
}

/** The pages of what is open, with a plan or without one. */
export const WorkPage = ({ page, view, work }: WorkPageProps) =>
  work.kind === 'emergency' ? (
    <EmergencyPage page={page} view={view} emergency={work} />
  ) : (
    pages[page]({ view, ceremony: work })
  );
