// Runs the CDK apps that it is told of, one after the other. The CDK is loaded
// once for all of them: that takes ten times longer than an app.
process.on('message', ({ app, directory, env }) => {
  for (const name of Object.keys(process.env)) {
    delete process.env[name];
  }
  Object.assign(process.env, env);
  process.chdir(directory);
  process.exitCode = undefined;
  try {
    require(app);
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
  // An app would be synthesised once more when this process ends.
  process.removeAllListeners('beforeExit');
  process.send({ exitCode: process.exitCode ?? 0 });
});
