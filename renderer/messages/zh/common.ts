import type { CommonMessages } from '../en/common.ts'

/** The words of the navigation, and of buttons and fields that many screens have, in Simplified Chinese. */
export const common: CommonMessages = {
  navigation: {
    label: 'Rollcall',
    kiosk: '签到台',
    today: '今日',
    people: '人员',
    timesheet: '工时表',
    corrections: '考勤更正',
    schedules: '排班',
    search: '搜索',
    log: '记录',
    metric: '度量实验室',
    settings: '设置',
    skip: '跳到正文',
  },
  common: {
    required: '请填写此项。',
    personRequired: '请选择一名员工。',
    discardTitle: '放弃更改吗？',
    discardText: '更改尚未保存。',
    keepEditing: '继续编辑',
    discard: '放弃',
    cancel: '取消',
    close: '关闭',
    done: '完成',
    save: '保存',
    retry: '重试',
    dismiss: '知道了',
    loading: '正在加载',
    none: '无',
    in: '签到',
    out: '签退',
    failed: '操作未成功',
    erasedPerson: '已删除的人员',
  },
}
