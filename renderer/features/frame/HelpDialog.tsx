// First help: how a session goes, and every term in plain words.
import { terms } from '../../help/terms.ts';
import { Action } from '../../ui/Action.tsx';
import { Popup } from '../../ui/Popup.tsx';

export function HelpDialog({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Popup title="Help" isOpen={isOpen} onClose={onClose}>
      <p>
        The left side shows where you are; the step that is next is always open. The bar above says whose turn it is.
        You cannot break anything by looking. What cannot be undone asks two people and a long press.
      </p>
      <p className="soft">
        Keys: Tab goes on, Shift and Tab goes back, arrows choose, Space or Enter presses, Escape closes a dialog.
        Underlined words explain themselves when you reach them.
      </p>
      <div className="scroll" tabIndex={0} role="region" aria-label="Terms">
        <dl className="stack" data-tight>
          {Object.entries(terms).map(([term, text]) => (
            <div key={term}>
              <dt>
                <strong>{term}</strong>
              </dt>
              <dd>{text}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="actions">
        <Action kind="primary" onPress={onClose}>
          Close
        </Action>
      </div>
    </Popup>
  );
}
