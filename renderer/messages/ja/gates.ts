import type { GatesMessages } from '../en/gates.ts'

/** The words of the minimum image quality, in Japanese. */
export const gates: GatesMessages = {
  gates: {
    title: '画質の下限',
    link: '画質の下限',
    linkHint: '登録と認識に使う画像に必要な画質です。',
    both: (enrolment, kiosk) => `登録 ${enrolment} · 受付端末 ${kiosk}`,
    enrolment: '登録',
    enrolmentText: 'これを下回る写真は顔テンプレートになりません。まとめて登録では確認を求めます。',
    probe: '受付端末',
    probeText: 'これを下回る顔は照合せず、写りがよくなるまで待ちます。',
    value: (value) => `100 点中 ${value}`,
    standard: (value) => `${value} に戻す`,
    enrolledBelow: (below, all) =>
      below === 0
        ? `登録された ${all} 枚はすべてこれ以上です。`
        : `${all} 枚中 ${below} 枚は除外されます。登録済みの写真は残ります。`,
    enrolledNone: 'メンバーを登録すると、その写真への影響がここに表示されます。',
    recognisedBelow: (below, all) => `最近の認識 ${all} 回のうち、${below} 回はよりよい画像を待つことになります。`,
    recognisedNone: '受付端末で認識が行われると、下限の影響がここに表示されます。',
    examples: '登録された写真（画質の低い順）',
    refused: '除外',
    passes: '合格',
    photo: (name, quality, verdict) => `${name}さん、品質 ${quality}：${verdict}`,
    high: '高すぎると、よい写真も多く除外されます。使う前に下の写真をご確認ください。',
    probeHigh: '高すぎると、暗い所で待ち時間が長くなります。人違いはあまり減りません。それはしきい値の役割です。',
    parts:
      '品質は、大きさ、鮮明さ、明るさ、顔の向き、開いた目、隠れや切れを 1 つにまとめた数値です。各項目は受付端末の詳細表示で確認できます。',
  },
}
