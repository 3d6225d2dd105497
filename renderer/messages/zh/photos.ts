import type { PhotosMessages } from '../en/photos.ts'

/** The words of a photo that is not good enough, and what would make it better, in Simplified Chinese. */
export const photos: PhotosMessages = {
  refusals: {
    'no-face': '没有找到人脸。请选择人脸清晰的照片。',
    'several-faces': '照片中有多张人脸。请选择只有一个人的照片。',
    'face-too-small': '人脸太小。请靠近一些，或选择更大的照片。',
    'low-quality': '画质不足，无法用于识别。',
    'not-an-image': '这不是图片。可以读取 JPEG、PNG、WebP 和 HEIC。',
    'image-truncated': '文件不完整。请从原处重新复制。',
    'image-too-large': '图片太大。最多可以读取 5000 万像素，边长不超过 20000 像素，长宽比不超过 20:1。',
    'image-too-small': '图片太小，无法从中找到人脸。',
    'file-not-found': '文件已不存在。',
    'duplicate-photo': '这张照片已经录入过。',
    'looks-like-somebody-else': '看起来像已录入的另一个人。',
    'unlike-own-photos': '与已有的照片不像同一个人。',
    'stopped-recognition': '处理这张照片时识别两次中断。请重新保存，或换一张。',
  },
  quality: {
    'come-closer': '请靠近一点',
    'hold-still': '请保持不动',
    'more-light': '请让光线亮一些',
    'less-light': '请让光线暗一些',
    'light-from-front': '请面向光线',
    'turn-left': '请稍微向左转',
    'turn-right': '请稍微向右转',
    'chin-up': '请稍微抬头',
    'chin-down': '请稍微低头',
    'straighten-head': '请把头摆正',
    'open-eyes': '请睁开眼睛',
    'uncover-face': '请不要遮住脸',
    'move-into-picture': '请移到画面中间',
    'keep-proportions': '请使用没有拉伸变形的照片',
  },
}
