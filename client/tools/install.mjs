// Makes node_modules what package-lock.json says, before anything else runs: plain JavaScript, for the Node that is on the machine
// and without a single package. Where nothing changed since the last time it says nothing and costs next to nothing.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
const HEARTBEAT_MS = 10_000;
const LOOK_AGAIN_MS = 500;

const root = fileURLToPath(new URL('../..', import.meta.url));
const modules = join(root, 'node_modules');
// Inside node_modules, so that `npm ci`, which begins by removing that folder, removes the stamp as well: an install that was cut
// short leaves none.
const stamp = join(modules, '.installed-lock');

try {
  const wanted = fingerprint();
  if (!isInstalled(wanted)) await withLock(() => (isInstalled(wanted) ? undefined : install(wanted)));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

/** All that decides what is installed: the lock file, and the machine, as some packages differ by it. */
function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}\n`;
}

function isInstalled(wanted) {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return true;
  if (!isInstalledByNpm()) return false;
  writeFileSync(stamp, wanted);
  return true;
}

/** Whether somebody ran npm themselves, and all of the lock file is there: npm writes this record last. */
function isInstalledByNpm() {
  const record = join(modules, '.package-lock.json');
  if (!existsSync(record) || !existsSync(join(modules, '.bin/node'))) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(root, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || (installed[path] ? installed[path].version === version : optional),
  );
}

function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

async function install(wanted) {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Error(`Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer.`);
  }
  const count = Object.keys(packagesOf(join(root, 'package-lock.json'))).length - 1;
  const begin = Date.now();
  const seconds = () => `${Math.round((Date.now() - begin) / 1000)} s`;
  console.error(`Installing the ${count} packages of package-lock.json (npm ci) ...`);
  const heartbeat = setInterval(() => console.error(`  still installing, ${seconds()}`), HEARTBEAT_MS);
  try {
    await installLocked();
  } finally {
    clearInterval(heartbeat);
  }
  writeFileSync(stamp, wanted);
  console.error(`  done in ${seconds()}`);
}

/**
 * `npm ci` is strict to the point of refusing a lock file that lacks packages for other operating systems, which npm itself writes
 * where it could not see them. A plain install that leaves the lock file alone then does the same for this machine.
 */
async function installLocked() {
  const clean = await npm('ci');
  if (clean.code === 0) return;
  rmSync(modules, { recursive: true, force: true });
  const plain = await npm('install', '--no-save');
  if (plain.code === 0) return;
  throw new Error(`${plain.said.trim()}\nThe packages could not be installed; what npm said is above.`);
}

function npm(...command) {
  const args = [...command, '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  // Started by npm, its script is known, and no shell is needed to find it on Windows.
  const script = process.env.npm_execpath;
  const [file, ...rest] = script?.endsWith('.js') ? [process.execPath, script, ...args] : ['npm', ...args];
  return new Promise((resolve, reject) => {
    const child = spawn(file, rest, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        said += chunk;
      });
    }
    child.on('error', (error) => {
      reject(new Error(`npm could not be started (${error.message}): install Node together with npm.`));
    });
    child.on('close', (code) => resolve({ code, said }));
  });
}

/** Lets one process at a time install into this checkout; the others wait for it, and then find everything done. */
async function withLock(work) {
  const name = createHash('sha256').update(`${root} ${userInfo().uid}`).digest('hex').slice(0, 16);
  const lock = join(tmpdir(), `systemd-socket-units-install-${name}`);
  for (let told = false; !take(lock); told = true) {
    if (!told) console.error('Another process is installing the packages; waiting for it ...');
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }
  try {
    await work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes the lock, or says that another holds it. The link makes it appear with its holder's number in it, never empty. */
function take(lock) {
  const mine = `${lock}-${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    linkSync(mine, lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    if (!isAlive(holderOf(lock))) rmSync(lock, { force: true });
    return false;
  } finally {
    rmSync(mine);
  }
}

function holderOf(lock) {
  try {
    return Number(readFileSync(lock, 'utf8'));
  } catch {
    // Given back in this moment: the next look will tell.
    return process.pid;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
