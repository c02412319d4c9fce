/**
 * How DCS writes the times of a task's progress: as the page's tables say (`2020-06-17T07:38:42.503Z`) or as its example shows
 * (`2022-09-01 11:52:24`, UTC). Its other pages agree with themselves.
 */
export type TimeForm = 'documented' | 'example'

/** Where a service's documents, examples and clients disagree: which form who asks is answered in. */
export interface WireForms {
  readonly dcsTimes: TimeForm
  /**
   * Milliseconds and counts of DMS that older clients read as text and newer ones as numbers: no value but null suits
   * both (wire-spec §2.3).
   */
  readonly dmsNumbers: 'number' | 'text'
  /** How a cancelled task of DMS reads: Terraform's waiters take `CANCELLED` for pending, until their time is over. */
  readonly dmsCancelled: 'CANCELLED' | 'FAILED'
}

/** What tells these forms from all others: one word each. */
export const formsName = ({ dcsTimes, dmsNumbers, dmsCancelled }: WireForms): string =>
  `${dcsTimes} ${dmsNumbers} ${dmsCancelled}`

/** What is told to everybody who does not say who it is. */
export const usualForms: WireForms = {
  dcsTimes: 'documented',
  dmsNumbers: 'number',
  dmsCancelled: 'CANCELLED',
}

/** What the settings leave to the client. */
export interface FormSettings extends Pick<WireForms, 'dcsTimes'> {
  readonly dmsNumbers: WireForms['dmsNumbers'] | 'by_client'
}

/** The forms for a client by its User-Agent; '' is one that has none. The official Go SDK reads numbers as text. */
export function wireForms({ dcsTimes, dmsNumbers }: FormSettings, userAgent: string): WireForms {
  const byClient = userAgent.startsWith('huaweicloud-usdk-go/') ? 'text' : usualForms.dmsNumbers
  return {
    dcsTimes,
    dmsNumbers: dmsNumbers === 'by_client' ? byClient : dmsNumbers,
    dmsCancelled: userAgent.startsWith('terraform-provider-huaweicloud') ? 'FAILED' : usualForms.dmsCancelled,
  }
}
