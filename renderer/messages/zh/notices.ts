import type { NoticesMessages } from '../en/notices.ts'
import type { DamageWords } from '../notice-words.ts'
import { damageText } from '../notice-words.ts'

const damage: DamageWords = {
  kinds: {
    template: (of) => `${of} 的一份人脸数据已损坏，识别时不再使用。请删除对应照片并重新拍摄。`,
    photo: (of) => `${of} 的一张已存照片已损坏，无法显示，但不影响识别。如需显示，请删除后重新拍摄。`,
    pin: (of) => `${of} 的 PIN 码已损坏，无法再使用。请设置新的 PIN 码。`,
    name: (of) => `${of} 的姓名与其搜索内容不一致。请核对姓名、工号和分组，然后重新保存。`,
    groups: (of) => `${of} 的分组已损坏，暂按不属于任何分组处理。请重新选择分组。`,
    entry: (of) => `已损坏的记录（${of}）不再出现在日志中，也不计入工时。如需查看，请恢复备份。`,
    'entry-name': (of) => `部分记录现在显示为“${of}”，与当时写入的姓名不符。请恢复备份。`,
    visitor: (of) => `已损坏的陌生访客人脸（${of}）不再显示，到期后自动清除。`,
    request: (of) => `${of} 的一份更正申请已损坏，不再显示。请重新申请。`,
    merge: (of) => `与 ${of} 的一次合并记录已损坏，无法再撤销。如需撤销，请恢复备份。`,
    setting: (of) => `已损坏的设置（${of}）暂用默认值。请重新设置。`,
    document: (of) => `已损坏：${of}。目前使用上一版本或默认值，已存内容保持原样。请检查后重新保存，或恢复备份。`,
    metric: (of) => `学习得到的度量 ${of} 已损坏，不再使用。请重新训练，或恢复备份。`,
    webhook: (of) => `发往 ${of} 的 Webhook 已损坏，可能无法发送。请为其生成新的密钥。`,
    token: (of) => `令牌“${of}”已损坏，无法再访问。请吊销并新建令牌。`,
  },
  documents: {
    'attendance-rules': '考勤规则与班次',
    kiosks: '签到台设置',
    'log-filters': '已存筛选条件',
    'model-pack': '模型选择',
    'model-change': '模型更换',
  },
  comma: '、',
  space: '',
  more: (count) => `另外 ${count} 项`,
}

/** The words of the notices that appear on every screen, in Simplified Chinese. */
export const notices: NoticesMessages = {
  notices: {
    'kiosk-blind': ({ kiosk }) => `签到台“${kiosk}”的摄像头已有一分钟没有画面。镜头是否被遮住？`,
    'pin-locked': ({ locked, kiosk }) => {
      if (locked === 'all') return '所有签到台的 PIN 码错误次数合计过多，暂时不能使用 PIN 码；人脸识别不受影响。'
      return locked === 'kiosk'
        ? `签到台“${kiosk}”的 PIN 码错误次数过多，该处暂时不能使用 PIN 码。`
        : `签到台“${kiosk}”上同一工号的 PIN 码错误次数过多，该工号暂时锁定。`
    },
    'engine-restarted': '识别功能已重新启动，记录没有丢失。',
    'provider-fell-back': '首选的运行设备出错，识别正在较慢的设备上运行。请查看设置。',
    'index-rebuilt': '已根据数据库重建搜索索引。',
    'photo-put-aside': '有一张照片两次使识别中断，已不再处理。请用其他程序重新保存，或换一张。',
    'data-damaged': damageText(damage),
    'account-locked': '多次输入错误口令，一个账户已被暂时锁定。如果不是本人操作，请查看审计日志。',
    'database-damaged': '数据库已损坏。请复制数据文件夹，并恢复损坏之前的最近一份备份。',
    'database-changed':
      'Rollcall 关闭期间，数据库文件已损坏或被其他程序修改，显示的内容可能有误。如果不是您自己修改的，请恢复最新的备份。',
    'records-changed': ({ rows, total }) => `另一个程序改动了数据库（${total} 处）：${rows}。请与备份比对。`,
    'audit-broken': ({ entry }) => `审计日志自第 ${entry} 条起被改动或缩短。请与备份比对。`,
    'records-older': ({ made }) =>
      `数据被换成了较旧的副本：${made} 保存的证明中有更新的记录。如果不是您自己换的，请恢复最新的备份。发现的时间见审计日志。`,
    'records-differ': ({ made }) => `${made} 之前的记录与当时保存的证明不符。请与那时的备份比对。`,
    'head-not-kept': ({ folder }) =>
      `无法把记录的证明保存到 ${folder}。请连接该磁盘，或在“供审计用的证明”中另选文件夹。`,
    'entries-gone': ({ entries, audit }) =>
      `自上次启动以来，有 ${entries} 条已存记录${Number(audit) > 0 ? `和 ${audit} 条审计日志` : ''}丢失。如果不是您自己恢复了备份，请恢复最新的备份，或在“更正”中补录。`,
    'data-restored': '已恢复备份，现在显示的是备份中的数据。',
    'database-replaced':
      'Rollcall 打开期间，数据库被移动、替换或删除，目前无法保存任何记录。请把数据库放回原处，或在“设置”的“备份”中恢复备份。',
    'clock-moved': '本机的时钟被修改过，那段时间的记录已做标记。',
    'zone-differs': ({ machine, counted }) =>
      `本机时区为 ${machine}，考勤日仍按 ${counted} 计算。如果办公地点已迁移，请在“排班”的规则中修改。`,
    'disk-nearly-full': '磁盘空间不足。请腾出空间，以便保存记录。',
    'backup-overdue': ({ folder }) =>
      `每日备份失败。请确认 ${folder} 存在、可写且空间充足，然后在设置的“备份”中选择“立即备份”。Rollcall 每小时重试一次。`,
    'backup-caught-up': '每日备份已恢复正常。',
    'templates-held-back': ({ count }) =>
      `有 ${count} 个人脸模板由其他模型生成，不是当前使用的模型。它们会保留，但不参与比对；有照片的正在重新读取。`,
    'station-silent': ({ stations }) =>
      `离线时间超过了营业时间所能解释的范围：${stations}。请检查电脑及其网络。见“设置”中的“办公室”。`,
    'station-apart': '本站点无法连接办公室的服务器，等待也无法解决。它会独立运行。处理办法见“设置”中的“办公室”。',
    'threshold-drift': '识别情况与设定阈值时不同。请在设置中检查。',
    'demo-failed': '无法录入演示人员。请删除演示数据文件夹后重新启动。',
    'threshold-recomputed': '已按目前录入的人员重新计算阈值。',
  },
}
