// A button. One primary action on a screen at most.
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';

interface ActionProps {
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'stop';
  readonly onPress: () => void;
  readonly isDisabled?: boolean;
  /** While an answer is awaited: it takes no press, and keeps the keyboard, which a disabled button loses. */
  readonly isPending?: boolean;
  readonly label?: string;
  readonly children: ReactNode;
}

export function Action({
  kind = 'plain',
  label,
  children,
  isDisabled = false,
  isPending = false,
  onPress,
}: ActionProps) {
  return (
    <Button
      className="button"
      data-kind={kind}
      isDisabled={isDisabled}
      isPending={isPending}
      onPress={onPress}
      {...(label === undefined ? {} : { 'aria-label': label })}
    >
      {children}
    </Button>
  );
}
