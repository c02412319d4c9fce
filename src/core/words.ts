/** The languages everything a person reads exists in. */
export const languages = ['en-us', 'zh-cn'] as const
export type Language = (typeof languages)[number]

/** One text in every language. `{name}` stands for a parameter where the text is a template. */
export type Words = { readonly [language in Language]: string }

/** What a template's `{name}` may be filled with. */
export type WordParameters = { readonly [name: string]: string | number }

/** Fills `{name}` in a template; a name without a parameter stays as it is, so that the gap is seen. */
export function fill(template: string, parameters: WordParameters): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parameters, name) ? String(parameters[name]) : whole,
  )
}

/** Fills a template in every language. */
export function fillWords(template: Words, parameters: WordParameters): Words {
  return { 'en-us': fill(template['en-us'], parameters), 'zh-cn': fill(template['zh-cn'], parameters) }
}
