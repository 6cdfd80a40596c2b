// Installs what a package-lock.json names, once per lock: `node install.mjs FOLDER`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hashOf, unlessDone } from './stamp.mjs';

/** Makes FOLDER/node_modules match the lock file; nothing is asked of a registry when it already does. */
export async function install(folder) {
  const inputs = ['package.json', 'package-lock.json', '.npmrc'].map((name) => join(folder, name));
  await unlessDone(join(folder, 'node_modules', '.installed'), hashOf(folder, inputs), async () => {
    console.log('Installing the packages of the browser client (npm ci)');
    run('npm', ['ci', '--no-progress', '--loglevel=error'], folder);
  });
}

/** Runs a program to its end; the build stops when it fails. */
export function run(program, args, folder) {
  const done = spawnSync(program, args, { cwd: folder, stdio: 'inherit', env: { ...process.env, CI: '1', NO_COLOR: '1' } });
  if (done.error?.code === 'ENOENT') {
    throw new Error(`'${program}' is not on this machine's PATH: install Node 20 or newer, which brings npm`);
  }
  if (done.status !== 0) throw new Error(`${program} ${args[0]} failed, see above`);
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await install(process.argv[2]);
}
