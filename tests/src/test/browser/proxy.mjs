import http from 'node:http';

/**
 * A school's proxy as there are many: it passes HTTP on and refuses tunnels, and with them WebSockets.
 *
 * @returns its address, how many tunnels it refused, and its end
 */
export async function blockingProxy() {
  let refused = 0;
  const server = http.createServer((request, response) => {
    const { hostname, port, pathname, search } = new URL(request.url);
    const passed = http.request(
      { hostname, port, path: pathname + search, method: request.method, headers: request.headers },
      (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      },
    );
    passed.on('error', () => response.destroy());
    response.on('close', () => passed.destroy());
    request.pipe(passed);
  });
  const refuse = (request, socket) => {
    refused++;
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
  };
  server.on('connect', refuse);
  server.on('upgrade', refuse);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    server: `http://127.0.0.1:${server.address().port}`,
    refused: () => refused,
    close: () => server.closeAllConnections() ?? server.close(),
  };
}
