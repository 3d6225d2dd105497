import type { PhotosMessages } from '../en/photos.ts'

/** The words of a photo that is not good enough, and what would make it better, in Japanese. */
export const photos: PhotosMessages = {
  refusals: {
    'no-face': '顔が見つかりません。顔がはっきり写った写真を選んでください。',
    'several-faces': '複数の顔があります。1 人だけが写った写真を選んでください。',
    'face-too-small': '顔が小さすぎます。近づくか、大きな写真を選んでください。',
    'low-quality': '認識に使うには画質が足りません。',
    'not-an-image': '画像ではありません。JPEG、PNG、WebP、HEIC を読み込めます。',
    'image-truncated': 'ファイルが不完全です。元の場所からコピーし直してください。',
    'image-too-large':
      '画像が大きすぎます。読み込めるのは 5,000 万画素まで、長辺 20,000 ピクセルまで、縦横比 20:1 までです。',
    'image-too-small': '画像が小さすぎて、顔を見つけられません。',
    'file-not-found': 'ファイルが見つかりません。',
    'duplicate-photo': 'この写真は登録済みです。',
    'looks-like-somebody-else': '登録済みの別の人に似ています。',
    'unlike-own-photos': '登録済みの写真と同じ人に見えません。',
    'stopped-recognition': 'この写真の確認中に認識が二度止まりました。保存し直すか、別の写真を使ってください。',
  },
  quality: {
    'come-closer': 'もう少し近づいてください',
    'hold-still': '少しの間、動かないでください',
    'more-light': 'もう少し明るくしてください',
    'less-light': 'もう少し暗くしてください',
    'light-from-front': '明るいほうを向いてください',
    'turn-left': '少し左を向いてください',
    'turn-right': '少し右を向いてください',
    'chin-up': '少しあごを上げてください',
    'chin-down': '少しあごを引いてください',
    'straighten-head': '頭をまっすぐにしてください',
    'open-eyes': '目を開けてください',
    'uncover-face': '顔を隠さないでください',
    'move-into-picture': '画面の中に入ってください',
    'keep-proportions': '引き伸ばされていない写真を使ってください',
  },
}
