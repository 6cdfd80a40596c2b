// A push service that decrypts (web-push-testing), on this machine alone: `node service.mjs PORT`. Ends with its input.
import { createRequire } from 'node:module';
import http from 'node:http';

const require = createRequire(import.meta.url);
const Service = require('web-push-testing/src/server.js');
const { PushApiModel } = require('web-push-testing/src/PushApiModel.js');

// The package listens on every address; what a test opens is for this machine only.
const listen = http.Server.prototype.listen;
http.Server.prototype.listen = function (port, ...rest) {
  return listen.call(this, port, '127.0.0.1', ...rest);
};
process.stdin.resume().on('end', () => process.exit(0));
new Service(new PushApiModel(), Number(process.argv[2])).startServer();
