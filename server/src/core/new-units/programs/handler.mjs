#!/usr/bin/node
// Serves one connection, which systemd hands over as standard input and output (Accept=yes). Answers one HTTP request.
import { createServer } from 'node:http';
import { Socket } from 'node:net';

const MOST_BODY = 1_048_576; // bytes

const server = createServer((request, response) => {
  let length = 0;
  request.on('data', (chunk) => {
    length += chunk.length;
    if (length > MOST_BODY) request.destroy();
  });
  request.on('end', () => {
    // Standard error goes to the journal.
    console.error('served: %s', JSON.stringify(`${request.method} ${request.url}`));
    const text = `Hello from Node.js.\nRequest: ${request.method} ${request.url} HTTP/${request.httpVersion}\nBody: ${length} bytes\n`;
    response.writeHead(200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Length': Buffer.byteLength(text),
      Connection: 'close',
    });
    response.end(text);
  });
});

// The server never listens: it is given the one connection. The process ends with it.
server.emit('connection', new Socket({ fd: 0, readable: true, writable: true }));
