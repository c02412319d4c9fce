/** What a scrape gives: the value of each series, by its name with its labels in the order of the alphabet. */
export type Exposed = ReadonlyMap<string, number>

/** Reads Prometheus' text format. Throws for a line that is none, and for a series that is there twice. */
export function readExposition(text: string): Exposed {
  const series = new Map<string, number>()
  for (const line of text.split('\n')) {
    if (line === '' || /^# (?:HELP|TYPE) [a-z]/.test(line)) continue
    const parts = /^([a-z][a-z0-9_]*)(?:\{(.*)\})? (\S+)$/.exec(line)
    if (parts === null) throw new Error(`no line of the text format: ${line}`)
    const [, name, labels = '', value] = parts
    const pairs = [...labels.matchAll(/([a-z_]+)="((?:[^"\\]|\\.)*)"/g)].map(([pair]) => pair).toSorted()
    const key = pairs.length === 0 ? name! : `${name}{${pairs.join()}}`
    if (series.has(key)) throw new Error(`twice: ${key}`)
    series.set(key, Number(value))
  }
  return series
}

/** The series of one metric, or some of it, that are not 0; without its name. */
export function nonzero(series: Exposed, name: string): { readonly [labels: string]: number } {
  return Object.fromEntries(
    [...series].flatMap(([key, value]) =>
      (key === name || key.startsWith(`${name}{`)) && value !== 0 ? [[key.slice(name.length), value]] : [],
    ),
  )
}
