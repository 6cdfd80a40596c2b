// Says whether a step has to run again: by the contents of its inputs, never by their times, since a fresh clone, another
// branch and a copied folder all change times and no contents.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** All files under these files and folders, sorted by name. */
function filesUnder(paths) {
  return paths
    .flatMap((path) => {
      if (!existsSync(path)) return [];
      try {
        return readdirSync(path, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
      } catch {
        return [path];
      }
    })
    .sort();
}

/** One hash over the names and contents of these files and folders, and over this Node's major version. */
export function hashOf(root, paths) {
  const hash = createHash('sha256').update(process.version.split('.')[0]);
  for (const file of filesUnder(paths)) {
    hash.update(`\0${relative(root, file)}\0`).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Runs the step unless it already succeeded on the same inputs; a step that throws leaves no stamp. */
export async function unlessDone(stampFile, hash, step) {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === hash) return;
  await step();
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, hash);
}
