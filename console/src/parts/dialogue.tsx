import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '../words/language.tsx'
import styles from './dialogue.module.css'

interface DialogueProps {
  readonly isOpen: boolean
  readonly title: string
  /** While something is done, what comes of it could not be told any more: it stays open. */
  readonly isBusy?: boolean
  readonly close: () => void
  /** Whether a press beside it, or Escape, leaves it open: what it shows is shown once. Default: both close it. */
  readonly isHeld?: boolean
  readonly children: ReactNode
}

/** What stands in front of the page until it is answered or closed. (Mantine's own head would be a second banner of the page.) */
export function Dialogue(props: DialogueProps): ReactNode {
  const { isOpen, title, isBusy = false, isHeld = false, close, children } = props
  const { say } = useLanguage()
  return (
    <Modal.Root
      opened={isOpen}
      onClose={close}
      closeOnEscape={!isBusy && !isHeld}
      closeOnClickOutside={!isBusy && !isHeld}
      centered
      removeScrollProps={{ enabled: false }}
    >
      <Modal.Overlay />
      <Modal.Content>
        <div className={styles['head']}>
          <Modal.Title>{title}</Modal.Title>
          <Modal.CloseButton disabled={isBusy} aria-label={say('shell.close')} />
        </div>
        <Modal.Body>{children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
