import { join } from 'node:path'
import sharp from 'sharp'

/** Draws assets/icon.png, from which the packed apps' icons are made, after assets/icon.svg has changed. */
const assets = join(import.meta.dirname, '..', 'assets')
await sharp(join(assets, 'icon.svg'))
  .resize(1024, 1024)
  .png({ compressionLevel: 9, palette: true })
  .toFile(join(assets, 'icon.png'))
