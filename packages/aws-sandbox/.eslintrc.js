module.exports = require('@backstage/cli/config/eslint-factory')(__dirname, {
  overrides: [
    {
      // Tables of checks, which the test beside them runs one by one.
      files: ['src/contract/checks/*.ts'],
      rules: { 'jest/no-standalone-expect': 'off' },
    },
  ],
});
