import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { csvCell, csvRow, csvText } from '../../main/text/csv.ts'

test.each(['a,b', 'a"b', 'a;b', 'a\rb', 'a\nb'])('quotes %j', (text) => {
  expect(csvCell(text)).toBe(`"${text.replace('"', '""')}"`)
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＠x'])('neutralises %j', (text) => {
  expect(Papa.parse<string[]>(csvText(text), { delimiter: ',' }).data[0]![0]).toBe(`'${text}`)
})

test('leaves ordinary text alone', () => {
  expect(csvText('a=b')).toBe('a=b')
  expect(csvCell('=1')).toBe('=1')
})

test('a row ends as RFC 4180 wants it, whatever stands between its cells', () => {
  expect(csvRow(['a', '', 'c'])).toBe('a,,c\r\n')
  expect(csvRow(['a', '"b;c"'], ';')).toBe('a;"b;c"\r\n')
})
