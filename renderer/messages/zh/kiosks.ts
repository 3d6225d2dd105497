import type { KiosksMessages } from '../en/kiosks.ts'

/** The words of the list of kiosks, in Chinese. */
export const kiosks: KiosksMessages = {
  kiosks: {
    allPinsLocked: (until) => `PIN 码错误次数过多，所有签到台的 PIN 码输入已锁定至 ${until}。`,
    pinsLocked: (kiosk, until) => `${kiosk}的 PIN 码输入因多次错误已锁定至 ${until}。`,
    title: '签到台',
    text: '每个摄像头对应一个窗口，各有名称、方向和摄像头，共用识别功能。',
    add: '添加签到台',
    name: '新签到台的名称',
    open: '打开窗口',
    direction: '方向',
    directions: {
      settings: '与设置相同',
      toggle: '签到/签退交替',
      ask: '在屏幕上询问',
      in: '总是签到',
      out: '总是签退',
    },
    pin: '不刷脸签到',
    pins: { off: '关闭', number: '工号和 PIN 码', alone: '仅需 PIN 码' },
    entries: '屏幕上的最近记录',
    entriesShown: { photos: '带照片', names: '仅姓名', none: '不显示' },
    guests: '访客可在此登记',
    requests: '可在此申请补卡',
    hours: '员工可凭 PIN 码在此查看并确认自己的工时',
    camera: '摄像头',
    remove: (name) => `移除${name}`,
    removeTitle: (name) => `移除${name}？`,
    removeText: '此后，同名窗口与主签到台相同。其记录会保留。',
    removeAction: '移除',
    fullScreen:
      '全屏时，在此添加的签到台没有菜单，门口的人无法进入设置；主签到台保留菜单。按 F11 键退出全屏（已有账户时需要口令），再按一次恢复。',
    emptyTitle: '一个签到台',
    empty: '主签到台始终可用。每增加一个摄像头，就添加一个签到台。',
    askTitle: (name) => `${name}，上班还是下班？`,
  },
}
