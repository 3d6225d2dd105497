import type { LooksMessages } from '../en/looks.ts'

/** The words of second looks at a face, in Simplified Chinese. */
export const looks: LooksMessages = {
  looks: {
    ask: (name) => `${name}，要保留这张画面，以便更准确地识别您吗？`,
    askText: (days) => `管理人员会与您的照片比对后决定。${days} 天内未决定则销毁。`,
    keep: '保留',
    no: '不用了',
    kept: '谢谢。管理人员会作出决定。',
    link: '签到台画面',
    title: '签到台画面',
    text: '这些人员只有一张照片，并在签到台同意保留此画面。请仅在两张图确为同一人时接受。',
    known: '已有照片',
    noPhoto: '没有照片',
    seen: '签到台所见',
    alike: (similarity) => `相似度 ${similarity}。`,
    until: (day) => `若不决定，将于 ${day} 销毁。`,
    accept: '接受',
    refuse: '拒绝',
    accepted: (name) => `${name}现在有第二张照片了。`,
    unsafe: '此画面已销毁：与已有照片差别过大，或与他人过于相似。',
    emptyTitle: '没有待决定的画面',
    empty: '只有一张照片的人员在签到台保留画面后，会在这里等待您的决定。',
    setting: '在签到台询问只有一张照片的人员是否保留第二张画面',
    second: '再添加一张照片？',
    secondText: '换个表情、换种光线或摘下眼镜再拍一张：有两张照片时，漏认会减少三分之一。',
    later: '暂不添加',
  },
}
