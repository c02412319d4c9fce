/** Why a server does not start; one line for a person. */
export class StartError extends Error {
  override readonly name = 'StartError'
}
