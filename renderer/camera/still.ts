/** Takes single pictures of a playing video at the camera's full size. */
export interface Still {
  /** Takes the current picture, in place of the one before. */
  hold(): void
  /** Encodes the picture that was taken as a JPEG; null while there is none. Pictures taken later do not change it. */
  jpeg(): Promise<Uint8Array<ArrayBuffer> | null>
}

export function stillOf(video: HTMLVideoElement): Still {
  const canvas = document.createElement('canvas')
  const context = canvas.getContext('2d')
  let held = false
  return {
    hold() {
      const { videoWidth: width, videoHeight: height } = video
      if (context === null || width === 0) return
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height })
      context.drawImage(video, 0, 0)
      held = true
    },
    async jpeg() {
      if (!held) return null
      const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.94))
      return blob === null ? null : new Uint8Array(await blob.arrayBuffer())
    },
  }
}
