// What Maven calls: `node build.mjs build TARGET` builds the client into TARGET/classes/web, `node build.mjs test TARGET`
// checks its types and runs its tests. Each does nothing where it already succeeded on the same sources.
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compressAll } from './build/compress.mjs';
import { install, run } from './build/install.mjs';
import { hashOf, unlessDone } from './build/stamp.mjs';

/** The most that a first visit may cost, compressed: a slow tablet on a school's line is to be usable within a second. */
const FIRST_LOAD_BYTES = 100 * 1024;

const root = dirname(fileURLToPath(import.meta.url));
const [verb, target = join(root, '../../../target')] = process.argv.slice(2);
const web = resolve(target, 'classes/web');
const bin = (name) => join(root, 'node_modules', ...name);
const sources = ['src', 'public', 'index.html', 'build', 'build.mjs', 'package.json', 'package-lock.json', 'svelte.config.js',
  'tsconfig.json', 'vite.config.ts'].map((name) => join(root, name));

async function build() {
  await install(root);
  run(process.execPath, [bin(['vite', 'bin', 'vite.js']), 'build', '--logLevel', 'warn', '--outDir', web, '--emptyOutDir'], root);
  const sizes = compressAll(web);
  const first = firstLoad().reduce((sum, name) => sum + sizes.get(name), 0);
  console.log(`Browser client: first load ${(first / 1024).toFixed(1)} KB compressed`);
  if (first > FIRST_LOAD_BYTES) throw new Error(`the first load of the client is over ${FIRST_LOAD_BYTES / 1024} KB`);
}

/** The page and all that it names by itself, without what is fetched later on demand. */
function firstLoad() {
  const page = readFileSync(join(web, 'index.html'), 'utf8');
  return ['index.html', ...[...page.matchAll(/(?:src|href)="\/([^"]+)"/g)].map((match) => match[1])];
}

async function test() {
  await install(root);
  run(process.execPath, [bin(['svelte-check', 'bin', 'svelte-check']), '--tsconfig', 'tsconfig.json', '--fail-on-warnings',
    '--output', 'human'], root);
  run(process.execPath, [bin(['vitest', 'vitest.mjs']), 'run'], root);
}

try {
  if (verb === 'build') {
    // The stamp lies beside the files that it vouches for, so whoever deletes them deletes it.
    await unlessDone(join(web, '.stamp'), hashOf(root, sources), build);
  } else if (verb === 'test') {
    await unlessDone(resolve(target, 'web-tested'), hashOf(root, sources), test);
  } else {
    throw new Error('usage: node build.mjs build|test [TARGET]');
  }
} catch (failure) {
  console.error(`Browser client: ${failure.message}`);
  process.exitCode = 1;
}
