// The broadcast bench's server of Node and ws, as its documentation shows it.
// usage: ws_server.mjs PORT CONTROL_PORT PAYLOAD_BYTES; a byte on a control connection is one broadcast.
import net from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

const [port, controlPort, bytes] = process.argv.slice(2).map(Number)
const message = 'x'.repeat(bytes)
const server = new WebSocketServer({ host: '127.0.0.1', port, backlog: 4096, perMessageDeflate: false }, () =>
  net
    .createServer((control) =>
      control.on('data', (orders) => {
        for (let i = 0; i < orders.length; i++) {
          for (const client of server.clients) {
            if (client.readyState === WebSocket.OPEN) client.send(message)
          }
        }
      }),
    )
    .listen(controlPort, '127.0.0.1', () => console.log('ready')),
)
