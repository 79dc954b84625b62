// Something that happened by itself and that everybody must see before anything goes on.
import type { Fault } from '#shared/faults/fault.ts';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';
import { Popup } from '#renderer/ui/Popup.tsx';
import { Refused } from '#renderer/ui/Refused.tsx';

export function AlarmDialog({ alarm, onClose }: { readonly alarm: Fault | null; readonly onClose: () => void }) {
  const t = useTexts('frame').alarm;
  return (
    <Popup title={t.title} isOpen={alarm !== null} onClose={onClose} isAlert>
      {alarm && <Refused fault={alarm} title={t.stopped} />}
      <div className="actions">
        <Action kind="primary" onPress={onClose}>
          {t.read}
        </Action>
      </div>
    </Popup>
  );
}
