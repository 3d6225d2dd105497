import type { Language } from './languages.ts'
import type { DatedKind } from './retention.ts'

/** What the settings of retention are called, in the window and in documents that name them. */
export const retentionNames: Readonly<Record<Language, Readonly<Record<DatedKind, string>>>> = {
  en: {
    leavers: 'Photos of people who have left',
    unseen: 'Photos of people not seen',
    guests: 'Visitors who have left',
    requests: 'Decided requests',
    reviews: 'Imported photos awaiting a decision',
    deliveries: 'Undelivered webhooks',
    events: 'Entries',
    audit: 'Audit log',
  },
  de: {
    leavers: 'Fotos ausgeschiedener Personen',
    unseen: 'Fotos lange nicht gesehener Personen',
    guests: 'Gäste von früher',
    requests: 'Entschiedene Anträge',
    reviews: 'Importierte Fotos ohne Entscheidung',
    deliveries: 'Nicht zugestellte Webhooks',
    events: 'Buchungen',
    audit: 'Prüfprotokoll',
  },
  es: {
    leavers: 'Fotos de quienes ya no trabajan aquí',
    unseen: 'Fotos de quienes no vienen desde hace tiempo',
    guests: 'Visitas anteriores',
    requests: 'Solicitudes resueltas',
    reviews: 'Fotos importadas sin decidir',
    deliveries: 'Webhooks sin entregar',
    events: 'Fichajes',
    audit: 'Registro de auditoría',
  },
  zh: {
    leavers: '离职人员的照片',
    unseen: '长期未出现人员的照片',
    guests: '已离开的访客',
    requests: '已处理的申请',
    reviews: '待处理的导入照片',
    deliveries: '未送达的 Webhook',
    events: '考勤记录',
    audit: '审计日志',
  },
  ja: {
    leavers: '退職したメンバーの写真',
    unseen: '長く来ていないメンバーの写真',
    guests: '退館した来客',
    requests: '処理済みの申請',
    reviews: '確認待ちの取り込み写真',
    deliveries: '未配信の Webhook',
    events: '打刻',
    audit: '監査ログ',
  },
}
