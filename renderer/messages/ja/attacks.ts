import type { AttacksMessages } from '../en/attacks.ts'

/** The words of the test of the liveness check, in Japanese. */
export const attacks: AttacksMessages = {
  attacks: {
    title: 'なりすまし検知のテスト',
    open: 'この検知をテスト',
    openHint: '実際のカメラと照明で、本人と画像を 20 回ずつ試します。',
    intro: 'まず本人で 20 回、次に写真や画面で 20 回試します。1 回は約 3 秒です。',
    start: '始める',
    phases: { genuine: '本人', attack: '写真と画面' },
    asks: {
      genuine: 'カメラを見て、一度離れ、また戻ってください。できるだけ人を替えてください。',
      attack: '印刷した写真、スマートフォン、画面をカメラにかざし、外してから別のものを試してください。',
    },
    leave: '画面から出てください',
    watching: '判定中',
    waiting: '顔を待っています',
    counted: (done, total) => `${total} 回中 ${done} 回`,
    undo: '直前の 1 回を取り消す',
    next: '写真と画面に進む',
    skip: '中止',
    passed: '通過',
    refused: '拒否',
    toResult: '結果を見る',
    advice: {
      'attacks-passed':
        '画像が通過することがありました。検知を「必須」にして、疑わしいときは動作を求めるようにするか、入口に人を置いてください。',
      'people-refused':
        '本人が拒否されることがありました。正面から光を当てると改善します。もう一度試すか、暗証番号も使えます。',
      few: (wanted) => `どちらか、または両方が ${wanted} 回に満たないため、数値は目安です。`,
      good: '通過した画像も、拒否された本人もありませんでした。',
    },
    resultTitle: '結果',
    apcer: '通過した攻撃（APCER）',
    bpcer: '拒否された本人（BPCER）',
    of: (errors, total) => `${total} 回中 ${errors} 回`,
    interval: (low, high) => `このような攻撃と人では、真の割合の 95% 信頼区間は ${low}〜${high} です。`,
    none: '未実施',
    instrument: 'かざすもの',
    instruments: { print: '印刷', phone: 'スマートフォン', screen: '画面', other: 'その他' },
    passedOf: (passed, total) => `${total} 回中 ${passed} 回が通過`,
    untested: 'この結果に含まれないもの',
    untestedText: [
      'まばたきや顔の向きのお願い。ここでは、カメラにそのまま写るものだけを判定します。',
      '別のカメラや照明、参加していない人。',
    ],
    again: 'もう一度試す',
    notStopped: '防げないもの',
    notStoppedText: [
      'シリコンやラテックスのマスク、他人に似せた化粧。',
      '大きく明るい画面に映した高画質の動画、カメラの代わりに入力された動画。',
      'ここで試していない種類の攻撃。数値は試したものだけについてのものです。',
    ],
    off: 'この検知は設定でオフになっていますが、ここでは測定します。',
  },
}
