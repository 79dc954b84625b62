// Chooses the page: the start, a page of the open ceremony, or a page beside it.
import { type ReactNode, Suspense } from 'react';
import { useDesk } from '../../store/desk-store.ts';
import { useOnline } from '../../store/online-store.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { LazyDesk } from '../desk/LazyDesk.ts';
import { nextStep } from '../frame/step.ts';
import { AccountPage } from './account/AccountPage.tsx';
import { ActivateForm, ActivationOut } from './activate/ActivateForm.tsx';
import { ActivityPage } from './activity/ActivityPage.tsx';
import { BackupForm, HoldCard } from './backup/BackupForm.tsx';
import { BeginPage } from './begin/BeginPage.tsx';
import { BoardPage } from './board/BoardPage.tsx';
import { CreateForm } from './create/CreateForm.tsx';
import { CountersignForm } from './exchange-key/CountersignForm.tsx';
import { ExchangeKeyPanel } from './exchange-key/ExchangeKeyPanel.tsx';
import { InitRecoveryForm } from './exchange-key/InitRecoveryForm.tsx';
import { Judgement } from './exchange-key/Judgement.tsx';
import { ObserveForm, ObserveOut } from './exchange-key/ObserveForm.tsx';
import { FinishPage } from './finish/FinishPage.tsx';
import { HandOverForm, HandOverTable } from './hand-over/HandOver.tsx';
import { OnlineFrame } from './OnlineFrame.tsx';
import { type PageId, pageOf, type PageProps, railOf } from './pages.ts';
import { PairingForm } from './pairing/PairingForm.tsx';
import { RestoreForm } from './restore/RestoreForm.tsx';
import { StartPage } from './start/StartPage.tsx';
import { StepPage } from './step/StepPage.tsx';
import { UploadForm, UploadOut } from './upload/UploadForm.tsx';
import { Verification } from './verify/Verification.tsx';
import { VerifyForm } from './verify/VerifyForm.tsx';

const pages: Readonly<Record<PageId, (props: PageProps) => ReactNode>> = {
  begin: (props) => <BeginPage {...props} />,
  account: (props) => <AccountPage {...props} />,
  pairing: ({ view }) => <StepPage view={view} id="pairing" form={<PairingForm view={view} />} isFormKept />,
  board: (props) => <BoardPage {...props} />,
  create: (props) => <StepPage view={props.view} id="create" form={<CreateForm {...props} />} />,
  activate: (props) => (
    <StepPage view={props.view} id="activate" form={<ActivateForm {...props} />} out={<ActivationOut />} />
  ),
  'init-recovery': (props) => (
    <StepPage
      view={props.view}
      id="init-recovery"
      form={<InitRecoveryForm {...props} />}
      out={<Judgement exchange={props.view.exchange} />}
    />
  ),
  'exchange-key': ({ view }) => (
    <StepPage view={view} id="exchange-key" form={<ExchangeKeyPanel exchange={view.exchange} />} isFormKept />
  ),
  observe: ({ view }) => (
    <StepPage view={view} id="observe" form={<ObserveForm />} out={<ObserveOut exchange={view.exchange} />} />
  ),
  countersign: ({ view }) => <StepPage view={view} id="countersign" form={<CountersignForm />} />,
  upload: (props) => <StepPage view={props.view} id="upload" form={<UploadForm {...props} />} out={<UploadOut />} />,
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
      out={<Verification verification={view.verification} />}
      isFormKept
    />
  ),
  'hand-over': ({ view }) => (
    <StepPage
      view={view}
      id="hand-over"
      form={<HandOverForm />}
      out={<HandOverTable handOver={view.handOver} />}
      isFormKept
    />
  ),
  activity: (props) => <ActivityPage {...props} />,
  finish: (props) => <FinishPage {...props} />,
};

export function OnlineApp() {
  const { view, lookingAt } = useOnline();
  const deskPage = useDesk((store) => store.page);
  const titles = useTexts('online').frame.pages;
  if (view === undefined) return null;
  const steps = railOf(view, titles);
  const page = view.ceremony.phase === 'none' ? undefined : pageOf(view, lookingAt, nextStep(steps));
  return (
    <OnlineFrame view={view} steps={steps} page={page}>
      {deskPage !== undefined ? (
        <Suspense fallback={null}>
          <LazyDesk page={deskPage} side="online" />
        </Suspense>
      ) : page === undefined || view.ceremony.phase === 'none' ? (
        <StartPage view={view} />
      ) : (
        pages[page]({ view, ceremony: view.ceremony })
      )}
    </OnlineFrame>
  );
}
