import type { HoursMessages } from '../en/hours.ts'

/** The words of people's own hours at the kiosk, in Simplified Chinese. */
export const hours: HoursMessages = {
  hours: {
    title: '我的工时',
    pinOf: (name) => `${name}，请输入 PIN 码`,
    notMe: '不是我',
    seenOther: '摄像头看到的是别人。工时只能由本人查看。',
    month: '月份',
    worked: '工时',
    daysWorked: '出勤天数',
    balance: '工时差额',
    balanceThrough: (day) => `工时差额（截至${day}）`,
    toSettle: (days) => `有 ${days} 天需要核实`,
    request: '申请更正',
    requestFor: (day) => `申请更正${day}的记录`,
    requested: '已申请更正',
    askOffice: '请咨询管理人员',
    days: '每日明细',
    noDays: '本月没有记录。',
    confirm: (month) => `确认${month}的工时`,
    confirmText: '您确认以上工时无误。管理人员会看到您的确认时间。',
    confirmed: (time, kiosk) => `您已确认本月工时（${time}，${kiosk}）。`,
    changed: (time, kiosk) => `您确认之后（${time}，${kiosk}），工时有变动。`,
    again: (month) => `再次确认${month}的工时`,
    running: '本月结束后即可确认。',
    open: '需要核实的记录处理完后，即可确认本月工时。',
    justChanged: '工时刚刚有变动，请重新核对后再确认。',
    closes: '您离开后会自动关闭。',
    back: '返回我的工时',
  },
}
