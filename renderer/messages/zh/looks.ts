import type { LooksMessages } from '../en/looks.ts'

/** The words of looks at a face that people keep at the kiosk, in Simplified Chinese. */
export const looks: LooksMessages = {
  looks: {
    questions: {
      second: {
        ask: (name) => `${name}，要保留这张画面，以便更准确地识别您吗？`,
        about: (days) => `管理人员会与您的照片比对后决定。${days} 天内未决定则销毁。`,
        keep: '保留',
      },
      models: {
        ask: (name) => `${name}，可以为您拍一张新照片吗？`,
        about: (days) =>
          `人脸识别模型即将更换，而您没有可供其读取的照片。是否采用由管理人员决定，${days} 天内未决定则销毁。`,
        keep: '可以',
      },
    },
    no: '不用了',
    kept: '谢谢。管理人员会作出决定。',
    link: '签到台画面',
    title: '签到台画面',
    text: '这些人员在签到台同意保留此画面：他们只有一张照片，或没有其他模型可以读取的照片。请仅在画面确为所示人员时接受。',
    known: '已有照片',
    noPhoto: '没有照片',
    seen: '签到台所见',
    alike: (similarity) => `相似度 ${similarity}。`,
    forModels: '没有其他模型可以读取的照片：请仅在您认识此人时接受。',
    byPin: '由 PIN 码确认身份，而非人脸。',
    notCompared: '尚未与任何照片比对。',
    until: (day) => `若不决定，将于 ${day} 销毁。`,
    accept: '接受',
    refuse: '拒绝',
    accepted: {
      second: (name) => `${name}现在有第二张照片了。`,
      models: (name) => `${name}现在有新照片了。`,
    },
    unsafe: '此画面已销毁：与已有资料差别过大，或与他人过于相似。',
    emptyTitle: '没有待决定的画面',
    empty: '有人在签到台保留画面后，会在这里等待您的决定。',
    setting: '在签到台询问是否保留画面：针对只有一张照片，或没有其他模型可读取照片的人员',
    second: '再添加一张照片？',
    secondText: '换个表情、换种光线或摘下眼镜再拍一张：有两张照片时，漏认会减少三分之一。',
    later: '暂不添加',
  },
}
