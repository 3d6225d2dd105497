/** The part of libheif-js that is used; the package describes its C functions only. */
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  interface Picture {
    readonly width: number
    readonly height: number
    /** RGBA. */
    readonly data: Uint8ClampedArray
  }
  interface HeifImage {
    is_primary(): boolean
    get_width(): number
    get_height(): number
    /** Fills the picture's data and passes it on; null when that fails. */
    display(picture: Picture, done: (picture: Picture | null) => void): void
  }
  interface Libheif {
    readonly HeifDecoder: new () => { decode(file: Uint8Array): readonly HeifImage[] }
  }
  export default function createLibheif(): Promise<Libheif>
}
