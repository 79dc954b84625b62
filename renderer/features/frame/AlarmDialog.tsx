// Something that happened by itself and that everybody must see before anything goes on.
import type { Fault } from '../../../shared/faults/fault.ts';
import { Action } from '../../ui/Action.tsx';
import { Popup } from '../../ui/Popup.tsx';
import { Refused } from '../../ui/Refused.tsx';

export function AlarmDialog({ alarm, onClose }: { readonly alarm: Fault | null; readonly onClose: () => void }) {
  return (
    <Popup title="Stop and read this" isOpen={alarm !== null} onClose={onClose} isAlert>
      {alarm && <Refused fault={alarm} title="The program stopped by itself" />}
      <div className="actions">
        <Action kind="primary" onPress={onClose}>
          We have read it
        </Action>
      </div>
    </Popup>
  );
}
