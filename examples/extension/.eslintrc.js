// The golden path's skeleton is linted as a stamped project, by its own rules.
module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  ignorePatterns: ['templates/**'],
});
