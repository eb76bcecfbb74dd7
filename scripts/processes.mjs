// Child processes and ports of the commands.
import { spawn } from 'node:child_process';
import http from 'node:http';
import net from 'node:net';
import { UserError } from './console.mjs';
import { root } from './toolchain.mjs';

/**
 * Refuses to begin when a port is taken.
 *
 * @param {{ port: number, purpose: string, remedy: string }[]} ports
 */
export async function requireFreePorts(ports) {
  for (const { port, purpose, remedy } of ports) {
    if (await isListening(port)) {
      throw new UserError(
        `Port ${port}, needed for ${purpose}, is in use: ${remedy}`,
      );
    }
  }
}

function isListening(port) {
  return new Promise(resolve => {
    const socket = net.connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** Starts a Node.js program of the repository; its output is the terminal's. */
export function startNode(toolchain, args, options = {}) {
  return spawn(toolchain.node, args, {
    cwd: options.cwd ?? root,
    env: { ...toolchain.env, ...options.env },
    stdio: options.stdio ?? 'inherit',
    detached: options.detached ?? false,
  });
}

/** Runs a Node.js program of the repository to its end; gives its exit code. */
export function runNode(toolchain, args, options = {}) {
  return new Promise(resolve => {
    const child = startNode(toolchain, args, options);
    child.on('close', (code, signal) => resolve(code ?? (signal ? 1 : 0)));
  });
}

/**
 * Waits until an address answers with a status below 500.
 *
 * @param {string} url
 * @param {{ seconds: number, while: () => boolean }} options - gives up after
 *   `seconds`, or as soon as `while` says that waiting is useless
 */
export async function waitForHttp(url, options) {
  const until = Date.now() + options.seconds * 1000;
  while (Date.now() < until && options.while()) {
    if (await answers(url)) {
      return true;
    }
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  return false;
}

function answers(url) {
  return new Promise(resolve => {
    const request = http.get(url, { timeout: 2000 }, response => {
      response.resume();
      resolve((response.statusCode ?? 500) < 500);
    });
    request.on('error', () => resolve(false));
    request.on('timeout', () => {
      request.destroy();
      resolve(false);
    });
  });
}

/** Ends a process tree that was started with `detached: true`. */
export function endGroup(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') {
      throw error;
    }
  }
}
