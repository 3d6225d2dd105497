import { describe, expect, test } from 'vitest'
import { type Language, languageCodes } from '../../../main/contract/languages.ts'
import { loadMessages } from '../../../renderer/messages/catalogue.ts'
import { wordsOf } from './words-of.ts'

/**
 * What reads as translated, or is a second word for what docs/glossary.md has one for; beside it, what to write
 * instead. Sentences are matched by their parts, so `by itself` also finds "opened again by itself".
 */
const banned = {
  en: [
    [/\bby (itself|themselves)\b/i, 'automatically, on its own'],
    [/\bby turns\b/i, 'toggle'],
    [/\bwill not do\b|\bwould not do\b/i, 'can’t be used'],
    [/\bany more\b/i, 'no longer'],
    [/\banew\b|\bcomputed again\b/i, 'again, recomputed'],
    [/\bin the house\b/i, 'on site'],
    [/\b(gives?|given|take away) (a |the |their )?(new )?PINs?\b/i, 'set, remove'],
    [/\bnothing waits\b|\bwaits? for approval\b|\bwaits\.$/i, 'no … waiting, is waiting'],
    [/\bhand(ed|ing)? (photos )?over\b(?!,)/i, 'read'],
    [/\btake[ns]? (it |an entry |them )?(out|back)\b|\btaken back\b/i, 'void, undo'],
    [/\bliving (face|people|person)\b/i, 'liveness, live'],
    [/\bfingerprint\b/i, 'hash'],
    [/\b(this|the|your) machine\b/i, 'this computer'],
    [/\btelephone\b/i, 'phone'],
    [/\bChoose somebody\b/i, 'Select a person'],
    [/\b(it |token )holds\b|\bholds (until|for|from)\b/i, 'expires, applies'],
    [/\b(lies|lie) (before|below|beside|between|in)\b/i, 'is'],
    [/\btwo people: /i, 'Different people – …'],
    [/\bby hand\b/i, 'manual, manually'],
    [/\w'\w/, '’'],
  ],
  de: [
    [/["'”]|“[\p{L}\d]/u, '„…“'],
    [/\b(du|dein\w*|dich|dir)\b/i, 'Sie'],
    [/\b(ein|aus)check|(?<!Employee )check-?in/i, 'einstempeln, ausstempeln'],
    [/kiosk/i, 'Terminal'],
    [/mitarbeiternummer|personal-nr/i, 'Personalnummer'],
    [/besucher/i, 'Gast'],
    [/backup/i, 'Sicherung'],
    [/schwellwert|grenzwert/i, 'Schwellenwert'],
    [/lebend(ig|prüf)|liveness/i, 'Lebenderkennung'],
    [/template/i, 'Vorlage'],
    [/stempelung|zeiteintrag/i, 'Buchung'],
    [/\bRechner|Maschine/, 'Computer'],
    [/\d %|\.\.\.|\p{L}…/u, 'ein geschütztes Leerzeichen, …'],
  ],
  es: [
    [/["'“”]/, '«…»'],
    [/(?<!\p{L})(tú|tus?|te|ti|contigo)(?!\p{L})/iu, 'usted'],
    [/[qk]uiosco/i, 'terminal'],
    [/checar|chequea|(?<!Employee )check-?in/i, 'fichar'],
    [/template/i, 'plantilla'],
    [/backup|respaldo/i, 'copia de seguridad'],
    [/ordenador|computador|máquina/i, 'equipo'],
    [/inscri|enrol/i, 'dar de alta'],
    [/visitante/i, 'visita'],
    [/liveness|vitalidad/i, 'prueba de vida'],
    [/\d %|\.\.\.| …/, 'un espacio de no separación, …'],
    [/^[^¿]*\?|^[^¡]*!/, '¿…?, ¡…!'],
  ],
  zh: [
    [/面孔/, '人脸'],
    [/真人检[测查]/, '活体检测'],
    [/检视/, '检测详情'],
    [/移交/, '读取'],
    [/出示/, '展示'],
    [/撤除/, '作废'],
    [/请求/, '申请'],
    [/签到[机屏]/, '签到台'],
    [/(?<!节)假日/, '节假日'],
    [/PIN(?! 码)/, 'PIN 码'],
    [/不刷脸.?进入/, '不刷脸签到'],
    [/一路平安/, '请慢走'],
    [/我[来走]了/, '上班、下班'],
    [/获得了照片/, '已为 … 添加照片'],
    [/指纹/, '哈希值'],
    [/谁何时工作/, '排班分配'],
    [/[一二三四五六七八九十]+[到至~〜][一二三四五六七八九十]+张|[二三四五六七八九十]+次/, '3 到 5 张'],
  ],
  ja: [
    [/不?採用(?!す|で)|見送/, '登録、除外、スキップ'],
    [/訂正/, '修正'],
    [/依頼(?!して)/, '申請'],
    [/キオスク|受付画面/, '受付端末'],
    [/この端末|機械/, 'このコンピューター'],
    [/窓口/, 'API'],
    [/計量|尺度/, '距離関数'],
    [/生体/, 'なりすまし検知'],
    [/在席/, '出勤中'],
    [/指紋/, 'ハッシュ'],
    [/電話/, 'スマートフォン'],
    [/お住まい/, '会社の所在地'],
    [/PIN/, '暗証番号'],
    [/退勤を忘れ|出勤を忘れ/, '打刻忘れ'],
    [/渡(し|され)(て|ま|せ)/, '読み込む'],
    [/満足/, '下がらなくなる'],
    [/[一二三四五六七八九十]+(枚|人の|回(?!線)|つの|週間|秒|件)/, '3 枚'],
  ],
} as const satisfies Record<Language, readonly (readonly [RegExp, string])[]>

describe.each(languageCodes)('the words in %s', async (language) => {
  const words = [...wordsOf(await loadMessages(language))]

  test.each(banned[language].map(([pattern, instead]) => ({ pattern, instead })))(
    'use “$instead” where $pattern would be',
    ({ pattern }) => {
      expect(words.filter(([, said]) => said.split('\n').some((line) => pattern.test(line)))).toEqual([])
    },
  )
})

test('in Chinese 登记 is said of visitors alone; people are 录入', async () => {
  const ofVisitors = [/^entry\./, /^kiosks\.guests$/, /^kiosk\.unknownGuest$/, /^reasons\.no-guests-here$/]
  const said = [...wordsOf(await loadMessages('zh'))]
    .filter(([, words]) => words.includes('登记'))
    .map(([path]) => path)
  expect(said.filter((path) => !ofVisitors.some((name) => name.test(path)))).toEqual([])
})
