/**
 * Renders the icon of the extension, client/media/icon.svg, to icon.png beside it: 256 pixels wide, which is sharp at the 128 that
 * VS Code shows it with. Galleries take no SVG.
 *
 *     npm run render-icon
 */
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const MEDIA = new URL('../media/', import.meta.url);
const WIDTH = 256;
/** Pixels per inch of an SVG whose width is 128. */
const DENSITY = 72 * (WIDTH / 128);

const media = (name: string) => fileURLToPath(new URL(name, MEDIA));
const { width, height, size } = await sharp(media('icon.svg'), { density: DENSITY })
  .resize(WIDTH, WIDTH)
  .png({ compressionLevel: 9 })
  .toFile(media('icon.png'));
process.stdout.write(`client/media/icon.png: ${width} × ${height}, ${size} bytes\n`);
