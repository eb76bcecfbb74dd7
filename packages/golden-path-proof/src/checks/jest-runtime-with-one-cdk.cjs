const { createRequire } = require('node:module');

// This file is copied beside the installation that the stamped projects share.
const load = createRequire(__filename);
const { default: Runtime } = load('jest-runtime');

const CDK = /^(aws-cdk-lib|constructs|cdk-nag)(\/|$)/;

/**
 * Loads the CDK once for all test files of a worker. Jest loads every module
 * anew for each file, and the CDK alone takes longer than all tests of a project.
 */
module.exports = class extends Runtime {
  requireModuleOrMock(from, name) {
    return CDK.test(name) ? load(name) : super.requireModuleOrMock(from, name);
  }
};
