import type { PrivacyPage } from '../../main/contract/privacy.ts'
import css from './privacy-page.module.css'

/** A document about the use of faces, chapter by chapter; lines that were typed stay lines. */
export function PrivacyPageView({ page }: { page: PrivacyPage }) {
  return (
    <div className={css.page}>
      <p className="soft">{page.made}</p>
      {page.parts.map(({ title, paragraphs, table }) => (
        <section key={title}>
          <h3>{title}</h3>
          {paragraphs.map((text) => (
            <p key={text}>{text}</p>
          ))}
          {table === null ? null : (
            <table>
              {table.head.length === 0 ? null : (
                <thead>
                  <tr>
                    {table.head.map((text) => (
                      <th key={text} scope="col">
                        {text}
                      </th>
                    ))}
                  </tr>
                </thead>
              )}
              <tbody>
                {table.rows.map((row) => (
                  <tr key={row.join()}>
                    {row.map((text, place) => (
                      // biome-ignore lint/suspicious/noArrayIndexKey: columns stay where they are
                      <td key={place}>{text}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          )}
        </section>
      ))}
    </div>
  )
}
