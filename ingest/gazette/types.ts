/** What the cutter gives to the parser: documents as line ranges, furniture, table of contents, doubts. */
import type { DocumentKind, Doubt, FurnitureKind, Gazette, ParsedGazette } from '../types.ts'

export interface CutDocument {
  /** first and last line; the first is that of the registration number, 文号, meeting or order number, issuer or title, whichever stands first */
  lines: [number, number]
  /** first line after the title block (addressee or text) */
  bodyFrom: number
  /** lines of the title block, numbers and notes included */
  titleLines: [number, number]
  /** canonical: 青政发〔2024〕5号, 〔2024〕第1号, 第12号令 */
  docNumber?: string
  printedDocNumber?: string
  registrationNumber?: string
  /** without the issuer, line breaks and layout blanks joined; of minutes without a title the meeting's name */
  title: string
  issuer?: string
  region?: string
  /** ISO date of the signature block */
  date?: string
  kind: DocumentKind
  addressee?: string
  /** may stand before the plan that the document puts into force */
  signature?: { issuerLine?: number; dateLine?: number }
}

export interface CutFurniture {
  lines: [number, number]
  kind: FurnitureKind
}

export interface CutGazette {
  gazette: Gazette
  documents: CutDocument[]
  /** in source order; outside of documents and inside */
  furniture: CutFurniture[]
  doubts: Doubt[]
  toc: ParsedGazette['toc']
}
