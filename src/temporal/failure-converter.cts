// The SDK loads this file by require() on both sides and bundles it into the workflow sandbox, also straight from source:
// so it stays CommonJS that is valid without compiling. Messages and stacks are sealed like every other payload.
/* eslint-disable @typescript-eslint/no-require-imports */
const common = require('@temporalio/common');
exports.failureConverter = new common.DefaultFailureConverter({ encodeCommonAttributes: true });
