import type { WorkbookSheet } from './workbook.ts'

const office = 'http://schemas.openxmlformats.org'
const main = `xmlns="${office}/spreadsheetml/2006/main"`
const relations = `xmlns="${office}/package/2006/relationships"`
const kind = `${office}/officeDocument/2006/relationships`
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const content = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

// A font that is plain, one that is bold; cells that wrap, of either: style 1 for headings, 2 for all others.
const styles = `${head}<styleSheet ${main}><fonts count="2"><font><family val="2"/><scheme val="minor"/><color theme="1"/></font><font><family val="2"/><scheme val="minor"/><b/><color theme="1"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellXfs count="3"><xf/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment wrapText="1"/></xf><xf applyAlignment="1"><alignment wrapText="1"/></xf></cellXfs></styleSheet>`

/** The files of a workbook (ECMA-376, transitional) by their paths, as they go into its archive. */
export function workbookParts(sheets: readonly WorkbookSheet[]): Map<string, string> {
  const texts = new Map<string, number>()
  const drawn = sheets.map((sheet, place) => worksheet(sheet, place, texts))
  const targets: [type: string, target: string][] = [
    ...sheets.map((_, place): [string, string] => ['worksheet', `worksheets/sheet${place + 1}.xml`]),
    ['sharedStrings', 'sharedStrings.xml'],
    ['styles', 'styles.xml'],
  ]
  const overrides = [
    ['workbook', 'sheet.main'],
    ['sharedStrings', 'sharedStrings'],
    ['styles', 'styles'],
    ...sheets.map((_, place) => [`worksheets/sheet${place + 1}`, 'worksheet']),
  ]
  return new Map([
    [
      '[Content_Types].xml',
      `${head}<Types xmlns="${office}/package/2006/content-types"><Default ContentType="application/xml" Extension="xml"/><Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>${overrides
        .map(([part, type]) => `<Override ContentType="${content}.${type}+xml" PartName="/xl/${part}.xml"/>`)
        .join('')}</Types>`,
    ],
    [
      '_rels/.rels',
      `${head}<Relationships ${relations}><Relationship Id="rId1" Type="${kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      `${head}<Relationships ${relations}>${targets
        .map(
          ([type, to], place) => `<Relationship Id="rId${place + 1}" Type="${kind}/${type}" Target="${to}"/>`,
        )
        .join('')}</Relationships>`,
    ],
    [
      'xl/workbook.xml',
      `${head}<workbook ${main} xmlns:r="${kind}"><workbookPr/><bookViews><workbookView/></bookViews><sheets>${sheets
        .map(
          ({ sheet }, place) =>
            `<sheet r:id="rId${place + 1}" sheetId="${place + 1}" name="${attribute(sheet)}"/>`,
        )
        .join('')}</sheets><calcPr/></workbook>`,
    ],
    ...drawn.map((xml, place): [string, string] => [`xl/worksheets/sheet${place + 1}.xml`, xml]),
    ['xl/styles.xml', styles],
    [
      'xl/sharedStrings.xml',
      `${head}<sst ${main}>${[...texts.keys()]
        .map(text => `<si><t${text === text.trim() ? '' : ' xml:space="preserve"'}>${escaped(text)}</t></si>`)
        .join('')}</sst>`,
    ],
  ])
}

function worksheet({ rows, headings, widths }: WorkbookSheet, place: number, texts: Map<string, number>) {
  // The headings stay in sight.
  const view = `<sheetViews><sheetView tabSelected="${place === 0 ? 1 : 0}" workbookViewId="0"><pane ySplit="${headings}" xSplit="0" topLeftCell="A${headings + 1}" activePane="bottomRight" state="frozen"/></sheetView></sheetViews>`
  const columns = widths.map(
    (width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`,
  )
  const drawn = rows.map((row, at) => {
    const cells = row.map((value, column) => {
      const start = `<c r="${letters(column)}${at + 1}" s="${at < headings ? 1 : 2}"`
      if (value === null) return ''
      if (typeof value === 'number') return `${start}><v>${value}</v></c>`
      if (value === '') return `${start}/>`
      if (!texts.has(value)) texts.set(value, texts.size)
      return `${start} t="s"><v>${texts.get(value)}</v></c>`
    })
    const written = cells.join('')
    return written ? `<row r="${at + 1}">${written}</row>` : `<row r="${at + 1}"/>`
  })
  return `${head}<worksheet ${main}>${headings > 0 ? view : ''}${
    columns.length > 0 ? `<cols>${columns.join('')}</cols>` : ''
  }<sheetData>${drawn.join('')}</sheetData></worksheet>`
}

/** The name of a column: A to Z, then AA and so on. */
function letters(column: number): string {
  const rest = Math.floor(column / 26) - 1
  return `${rest >= 0 ? letters(rest) : ''}${String.fromCharCode(65 + (column % 26))}`
}

// What XML 1.0 cannot hold, and what it advises against.
const unwritable =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are left out
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]/gu

function escaped(text: string) {
  return text.replace(unwritable, '').replaceAll('&', '&amp;').replaceAll('>', '&gt;').replaceAll('<', '&lt;')
}

function attribute(text: string) {
  return escaped(text).replaceAll("'", '&apos;').replaceAll('"', '&quot;')
}
