import { styleText, type InspectColor } from 'node:util'

/** Gives a text a colour or other style, or leaves it plain. */
export type Paint = (style: InspectColor, text: string) => string

/** Colours by escape sequences, or not at all. */
export function painter(colour: boolean): Paint {
  return colour ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text
}

/** Whether a stream is to be written to in colour: it is a terminal with colours and NO_COLOR does not say no. */
export function wantsColour(stream: NodeJS.WritableStream): boolean {
  return styleText('red', '·', { stream }) !== '·'
}
