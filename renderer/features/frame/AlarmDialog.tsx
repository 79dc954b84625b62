// Something that happened by itself and that everybody must see before anything goes on.
import type { Fault } from '../../../shared/faults/fault.ts';
import { lifeboat } from '../../bridge.ts';
import { useStore } from '../../store/store.ts';
import { Action } from '../../ui/Action.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { Refused } from '../../ui/Refused.tsx';

export function AlarmDialog({ alarm }: { readonly alarm: Fault | null }) {
  const deed = useStore((store) => store.deed);
  const close = (): void => void deed(() => lifeboat.session.closeAlarm(null));
  return (
    <Popup title="Stop and read this" isOpen={alarm !== null} onClose={close} isAlert>
      {alarm && <Refused fault={alarm} title="The program stopped by itself" />}
      <div className="actions">
        <Action kind="primary" onPress={close}>
          We have read it
        </Action>
      </div>
    </Popup>
  );
}
