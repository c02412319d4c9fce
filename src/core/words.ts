/** The languages everything a person reads exists in. */
export const languages = ['en-us', 'zh-cn'] as const
export type Language = (typeof languages)[number]

/** One text in every language. `{name}` stands for a parameter where the text is a template. */
export type Words = { readonly [language in Language]: string }

/** What a template's `{name}` may be filled with. */
export type WordParameters = { readonly [name: string]: string | number }

/** The same, for a template in every language: also by what is itself in every language. */
export type ManyWordParameters = { readonly [name: string]: string | number | Words }

/** Fills `{name}` in a template; a name without a parameter stays as it is, so that the gap is seen. */
export function fill(template: string, parameters: WordParameters): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(parameters, name) ? String(parameters[name]) : whole,
  )
}

/** Fills a template in every language. */
export function fillWords(template: Words, parameters: ManyWordParameters): Words {
  return { 'en-us': fillIn('en-us', template, parameters), 'zh-cn': fillIn('zh-cn', template, parameters) }
}

/** Fills a template in one language. */
export function fillIn(language: Language, template: Words, parameters: ManyWordParameters): string {
  const plain = Object.entries(parameters).map(
    ([name, value]) => [name, typeof value === 'object' ? value[language] : value] as const,
  )
  return fill(template[language], Object.fromEntries(plain))
}
