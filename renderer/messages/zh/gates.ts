import type { GatesMessages } from '../en/gates.ts'

/** The words of the minimum image quality, in Simplified Chinese. */
export const gates: GatesMessages = {
  gates: {
    title: '画质下限',
    link: '画质下限',
    linkHint: '录入和识别所需的最低画质。',
    both: (enrolment, kiosk) => `录入 ${enrolment} · 签到台 ${kiosk}`,
    enrolment: '录入时',
    enrolmentText: '低于此值的照片不会成为人脸模板；批量导入时会请您确认。',
    probe: '签到时',
    probeText: '低于此值的人脸不会被比对，签到台会等待更好的时刻。',
    value: (value) => `${value}（满分 100）`,
    standard: (value) => `恢复为 ${value}`,
    enrolledBelow: (below, all) =>
      below === 0
        ? `您的 ${all} 张照片都不低于此值。`
        : `${all} 张照片中有 ${below} 张会被判为不可用；已录入的会保留。`,
    enrolledNone: '录入人员后，这里会用他们的照片说明下限的影响。',
    recognisedBelow: (below, all) => `最近 ${all} 次识别中，有 ${below} 次需要等待更好的画面。`,
    recognisedNone: '签到台识别过人员后，这里会说明下限的影响。',
    examples: '您自己的照片，由差到好',
    refused: '不可用',
    passes: '可用',
    photo: (name, quality, verdict) => `${name}，质量 ${quality}：${verdict}`,
    high: '下限过高会排除许多好照片。使用前请先看看下面的照片。',
    probeHigh: '下限过高，光线不好时需要等待，而且不会明显减少认错人——起作用的是阈值。',
    parts:
      '质量是一个综合分数，包括大小、清晰度、光线、头部朝向、是否睁眼，以及脸是否被遮挡或截断。签到台的实时检测详情会显示各个分项。',
  },
}
