import type { ClosedMessages } from '../en/closed.ts'

/** The words of the page that stands where the data do not open, in Simplified Chinese. */
export const closed: ClosedMessages = {
  closed: {
    reasons: {
      missing: {
        title: '找不到 Rollcall 的数据',
        what: '这里曾有数据库，现在不见了或是空的。如果它被移走了，请放回原处后重试；否则请恢复备份。',
      },
      damaged: {
        title: 'Rollcall 的数据已损坏',
        what: '数据库无法读取，已原样保留。请恢复最近的备份；备份之后的记录不在其中。',
      },
      newer: {
        title: '打开这些数据需要更高版本的 Rollcall',
        what: '数据由更高版本保存。请安装该版本后打开，或恢复用当前版本制作的备份。',
      },
      keyMissing: {
        title: 'Rollcall 的数据已锁定',
        what: '人脸和照片的密钥不见了。请把密钥文件放回原处，或输入恢复密钥。',
      },
      keyWrong: {
        title: 'Rollcall 的数据已锁定',
        what: '这台电脑上的密钥与数据不匹配。请输入恢复密钥，或选择正确的密钥文件。',
      },
      passphrase: {
        title: 'Rollcall 的数据已锁定',
        what: '需要用设置时的口令打开。',
      },
    },
    folder: '数据文件夹：',
    key: '解锁数据',
    keyText: '不会替换任何内容。Rollcall 会打开全部数据。',
    open: '解锁',
    backups: '恢复备份',
    backupsText: '更改之前，您会先看到其中的内容。当前的数据会保留。',
    noBackups: (folder) => `${folder} 中没有备份。`,
    again: '已经处理好了？',
    againText: '如果数据或其所在磁盘已恢复原位，请重新打开。',
    stillClosed: '仍然无法打开。',
  },
}
