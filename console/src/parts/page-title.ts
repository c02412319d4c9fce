import { useDocumentTitle } from '@mantine/hooks'

/** Names the page where the browser lists its windows. */
export const usePageTitle = (title: string): void => useDocumentTitle(`${title} — Stepwell`)
