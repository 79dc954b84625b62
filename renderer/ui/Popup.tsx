// A dialog over the screen. It takes the keyboard, and gives it back.
import type { ReactNode } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';

interface PopupProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** Cannot be put away by a stray key: it must be answered. */
  readonly isAlert?: boolean;
  readonly children: ReactNode;
}

export function Popup({ title, isOpen, onClose, isAlert = false, children }: PopupProps) {
  return (
    <ModalOverlay
      className="veil"
      isOpen={isOpen}
      isDismissable={false}
      isKeyboardDismissDisabled={isAlert}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="dialog">
        <Dialog role={isAlert ? 'alertdialog' : 'dialog'}>
          <Heading slot="title" level={1}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
