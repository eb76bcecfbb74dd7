// What the commands say, in one voice.
const bold = process.stdout.isTTY
  ? text => `\u001b[1m${text}\u001b[0m`
  : text => text;

/** An end that the user can do something about: one sentence, no stack. */
export class UserError extends Error {}

/** Says what happens now. */
export function say(text) {
  process.stdout.write(`${bold('›')} ${text}\n`);
}

/** Runs a command's main function and turns a UserError into one sentence. */
export async function main(run) {
  try {
    const code = await run();
    process.exitCode = code ?? 0;
  } catch (error) {
    if (!(error instanceof UserError)) {
      throw error;
    }
    process.stderr.write(`\n${error.message}\n`);
    process.exitCode = 1;
  }
}
