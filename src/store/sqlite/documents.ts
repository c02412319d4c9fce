type Row = Readonly<Record<string, unknown>>

/** The record that a row has as its `document`; null: there is no row. */
export const documentOf = <Document>(row: Row | undefined): Document | null =>
  row === undefined ? null : parsed<Document>(row)

/** The records that rows have as their `document`. */
export const documentsOf = <Document>(rows: readonly Row[]): readonly Document[] => rows.map(parsed<Document>)

const parsed = <Document>(row: Row): Document => JSON.parse(row['document'] as string) as Document
