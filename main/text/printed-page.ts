import { escapeMarkup } from './markup.ts'

/** How pages look that somebody reads and prints: one column on A4, tables that may go on over several sheets. */
const style = `@page{size:A4;margin:14mm}*{box-sizing:border-box}body{font:10pt/1.45 system-ui,sans-serif;color:#111;background:#fff;max-width:190mm;margin:0 auto;padding:8mm}
h1{font-size:17pt;margin:0 0 2mm}h2{font-size:12pt;margin:8mm 0 2mm;break-after:avoid}p{margin:0 0 2mm}table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:9pt}
thead{display:table-header-group}th,td{padding:1mm 1.5mm;border-bottom:.2mm solid #bbb;text-align:left;vertical-align:top;overflow-wrap:break-word;hyphens:auto}th{font-size:8pt;color:#444}tr,figure{break-inside:avoid}
figure{display:inline-block;width:42mm;margin:0 4mm 4mm 0;vertical-align:top;font-size:8pt}figure img{width:100%;display:block}.sign{max-height:14mm;max-width:50mm}blockquote{margin:2mm 0 4mm;padding-left:3mm;border-left:.6mm solid #bbb;white-space:pre-line}.soft{color:#444}.lines{white-space:pre-line}
@media print{body{padding:0;max-width:none}}`

/**
 * The beginning of a page that loads nothing and runs nothing, up to its title and a line below it; `pageEnd` closes
 * it.
 */
export function pageHead({ locale, title, made }: { locale: string; title: string; made: string }): string {
  return `<!doctype html><html lang="${escapeMarkup(locale)}"><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(title)}</title><style>${style}</style><main><h1>${escapeMarkup(title)}</h1><p class="soft">${escapeMarkup(made)}</p>`
}

export const pageEnd = '</main></html>\n'
