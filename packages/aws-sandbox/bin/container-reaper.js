// Ends the containers of a sandbox that died without having ended them itself.
// It is told of process groups over its input, which closes with the sandbox.
const { createInterface } = require('node:readline');

const groups = new Set();

createInterface({ input: process.stdin })
  .on('line', line => {
    const [verb, pid] = line.split(' ');
    if (verb === 'watch') {
      groups.add(Number(pid));
    } else {
      groups.delete(Number(pid));
    }
  })
  .on('close', () => {
    for (const pid of groups) {
      try {
        process.kill(-pid, 'SIGKILL');
      } catch (error) {
        if (error.code !== 'ESRCH') {
          throw error;
        }
      }
    }
  });

// It goes when its input closes, not before: Ctrl-C in a terminal is for the sandbox.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
