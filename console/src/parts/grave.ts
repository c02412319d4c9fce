/** How a button looks that gives up what no later action brings back: filled, and as one of several. */
export const grave = {
  filled: { color: 'red.9' },
  outlined: { color: 'var(--bad)', variant: 'outline' },
} as const
