// A screen that fails while it is drawn must not leave an empty window to people in the middle of a ceremony.
import { Component, type ReactNode } from 'react';
import { useTexts } from '#renderer/texts/use-texts.ts';
import { Action } from '#renderer/ui/Action.tsx';

/** Shows the screens; where drawing them fails, what is still safe and a way to draw them again from what main holds. */
export class DrawingGuard extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }
  override state = { failed: false };
  override render(): ReactNode {
    return this.state.failed ? <NotDrawn again={() => this.setState({ failed: false })} /> : this.props.children;
  }
}

function NotDrawn({ again }: { readonly again: () => void }) {
  const t = useTexts('frame').notDrawn;
  return (
    <main className="frame-main">
      <div className="stack" role="alert">
        <h1>{t.title}</h1>
        <p>{t.safe}</p>
        <p>{t.todo}</p>
        <div className="actions">
          <Action kind="primary" onPress={again}>
            {t.again}
          </Action>
        </div>
      </div>
    </main>
  );
}
