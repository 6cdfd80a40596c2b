// Plays one scenario in a real Chromium: `node run.mjs NAME` with the hub's address and its people as JSON on the standard
// input. Ends with 0 when all was seen; else it says what was not, and lays a picture of each page into OUT.
import { chromium } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Visitors } from './visitors.mjs';

const [name] = process.argv.slice(2);
const { chromiumPath, out, ...world } = JSON.parse(await text(process.stdin));
const { default: play } = await import(`./scenarios/${name}.mjs`);

const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-dev-shm-usage',
    // The shared hub believes that this is its address, and takes nothing from pages of another.
    `--host-resolver-rules=MAP preau.test ${new URL(world.telephones.address).host}`],
});
const visitors = new Visitors(browser, world);
try {
  await play(visitors, world);
  visitors.complain();
} catch (failure) {
  mkdirSync(out, { recursive: true });
  for (const [index, page] of visitors.pages.entries()) {
    await page.screenshot({ path: join(out, `${name}-${index + 1}.png`) }).catch(() => undefined);
  }
  console.error(failure.stack ?? failure);
  process.exitCode = 1;
} finally {
  await browser.close();
}

async function text(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}
