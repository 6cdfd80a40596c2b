// Lays a .gz and a .br next to each built file where that makes it smaller, and lists the files for the hub, which cannot
// list a folder inside its jar.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const TEXT = /\.(html|js|css|svg|json|webmanifest|txt)$/;

/** @returns the compressed size in bytes of each file, by name */
export function compressAll(folder) {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
    .sort();
  const sizes = new Map();
  const written = [];
  for (const name of names) {
    const plain = readFileSync(join(folder, name));
    sizes.set(name, plain.length);
    written.push(name);
    if (!TEXT.test(name)) continue;
    const gz = gzipSync(plain, { level: 9 });
    const br = brotliCompressSync(plain, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
    });
    for (const [ending, bytes] of [['.gz', gz], ['.br', br]]) {
      if (bytes.length < plain.length) {
        writeFileSync(join(folder, name + ending), bytes);
        written.push(name + ending);
      }
    }
    sizes.set(name, Math.min(gz.length, plain.length));
  }
  writeFileSync(join(folder, 'files.txt'), written.sort().join('\n') + '\n');
  return sizes;
}
