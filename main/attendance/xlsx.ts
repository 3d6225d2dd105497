import { assertNever } from '../contract/errors.ts'
import { escapeMarkup } from '../text/markup.ts'
import { type ZipFile, zipChunks } from '../text/zip.ts'
import type { Cell, CellKind, Column, Table } from './table.ts'
import { offsetAt } from './zone.ts'

/**
 * A workbook (ECMA-376 transitional), one sheet for each table, in pieces: neither the rows nor the file are ever held
 * whole. Text is text, never a formula; times are the zone's wall clock; minutes are lengths that can be added up.
 * A table longer than a sheet may be goes on in a sheet with a number behind its name.
 *
 * @param titles what stands in the first row instead of a column's key
 * @param at the time written into the file's directory, ms since the epoch
 * @param maxSheetRows the head included; the format's limit
 */
export function xlsxChunks(
  tables: readonly Table[],
  titles: Readonly<Record<string, string>>,
  at: number,
  maxSheetRows = 1_048_576,
): Generator<Uint8Array> {
  return zipChunks(workbookFiles(tables, titles, maxSheetRows), at)
}

function* workbookFiles(
  tables: readonly Table[],
  titles: Readonly<Record<string, string>>,
  maxSheetRows: number,
): Generator<ZipFile> {
  const names: string[] = []
  for (const table of tables) {
    const rows = Iterator.from(table.rows)
    let next = rows.next()
    function* sheet(): Generator<string> {
      let xml = sheetHead(table, titles)
      for (let row = 2; !next.done && row <= maxSheetRows; row++, next = rows.next()) {
        xml += `<row r="${row}">${next.value.map((cell, index) => cellXml(cell, table.columns[index]!.kind)).join('')}</row>`
        if (xml.length < 262_144) continue
        yield xml
        xml = ''
      }
      yield `${xml}</sheetData></worksheet>`
    }
    for (let part = 1; part === 1 || !next.done; part++) {
      names.push(sheetName(table.name, part, names))
      yield { path: `xl/worksheets/sheet${names.length}.xml`, pieces: sheet() }
    }
  }
  for (const [path, xml] of Object.entries(parts(names))) yield { path, pieces: [declaration + xml] }
}

const maxCellLetters = 32_767
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaged = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Positions in `cellXfs` below. */
const style = { number: 0, head: 1, time: 2, date: 3, minutes: 4, text: 5 } as const
const styles = `<styleSheet xmlns="${main}"><numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="166" formatCode="[h]:mm"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">${[
  [0, 0],
  [49, 1],
  [164, 0],
  [165, 0],
  [166, 0],
  [49, 0],
]
  .map(
    ([format, font]) =>
      `<xf numFmtId="${format}" fontId="${font}" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>`,
  )
  .join('')}</cellXfs></styleSheet>`

const widths: Readonly<Record<CellKind, number>> = { text: 18, number: 12, truth: 10, time: 20, date: 12, minutes: 12 }

function sheetHead({ columns }: Table, titles: Readonly<Record<string, string>>): string {
  const cols = columns.map(
    ({ kind }, index) => `<col min="${index + 1}" max="${index + 1}" width="${widths[kind]}" customWidth="1"/>`,
  )
  const head = columns.map((column) => textXml(titles[column.key] ?? nameOf(column), style.head))
  return `${declaration}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${cols.join('')}</cols><sheetData><row r="1">${head.join('')}</row>`
}

/** Lengths are times in a workbook, `8:30`, and no count of minutes. */
function nameOf({ key, kind }: Column): string {
  return kind === 'minutes' ? key.replace(/_minutes$/, '_time') : key
}

/** Cells carry no reference and are placed one after another, so empty ones must be written too. */
function cellXml(cell: Cell, kind: CellKind): string {
  if (cell === null) return '<c/>'
  switch (kind) {
    case 'text':
      return textXml(String(cell), style.text)
    case 'number':
      return numberXml(Number(cell), style.number)
    case 'truth':
      return `<c t="b"><v>${cell ? 1 : 0}</v></c>`
    case 'minutes':
      return numberXml(Number(cell) / 1440, style.minutes)
    case 'date':
      return numberXml(serial(Date.parse(`${cell}T00:00:00Z`)), style.date)
    case 'time':
      return typeof cell === 'object' ? numberXml(serial(cell.at + offsetAt(cell.at, cell.zone)), style.time) : '<c/>'
    default:
      return assertNever(kind)
  }
}

/** Days since 1899-12-30, as spreadsheets count. */
function serial(wall: number): number {
  return wall / 86_400_000 + 25_569
}

function numberXml(value: number, index: number): string {
  return `<c s="${index}"><v>${value}</v></c>`
}

function textXml(text: string, index: number): string {
  return `<c s="${index}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, maxCellLetters))}</t></is></c>`
}

/** Characters that XML can not hold are left out. */
function escapeXml(text: string): string {
  if (/^[\w .:+()-]*$/.test(text)) return text
  const held = text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (character) => (/[\t\n\r]/.test(character) ? character : ''))
  return escapeMarkup(held)
}

/** At most 31 characters, none of those that are not allowed, and no name twice. */
function sheetName(wanted: string, part: number, taken: readonly string[]): string {
  const base = wanted.replace(/[[\]:*?/\\']/g, ' ').trim() || 'Sheet'
  const same = (name: string) => taken.some((other) => other.toLowerCase() === name.toLowerCase())
  for (let number = part; ; number++) {
    const ending = number === 1 ? '' : ` (${number})`
    const name = base.slice(0, 31 - ending.length) + ending
    if (!same(name)) return name
  }
}

function parts(names: readonly string[]): Record<string, string> {
  const sheets = names.map((_, index) => index + 1)
  return {
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets>${names
      .map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships">${sheets
      .map((n) => `<Relationship Id="rId${n}" Type="${relations}/worksheet" Target="worksheets/sheet${n}.xml"/>`)
      .join(
        '',
      )}<Relationship Id="rId${sheets.length + 1}" Type="${relations}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${sheets
      .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${types}.worksheet+xml"/>`)
      .join('')}</Types>`,
  }
}
