import { buildApplication } from './application';

try {
  buildApplication({ checked: true }).app.synth();
} catch (error) {
  // Node.js would print a whole line of CDK's minified code before the message.
  console.error(error);
  process.exitCode = 1;
}
