#!/usr/bin/python3
"""Serves HTTP on the socket that systemd passes as file descriptor 3, with a report of each request."""
import http.server
import socket


class Report(http.server.BaseHTTPRequestHandler):
    def report(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode("utf-8", "replace")
        answer = f"Request: {self.requestline}\nHeaders:\n{self.headers}Body:\n{body}\n".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = report

    def address_string(self):
        # A Unix socket has no address to show.
        return str(self.client_address[0]) if self.client_address else "-"


server = http.server.ThreadingHTTPServer(("", 0), Report, bind_and_activate=False)
server.socket.close()
server.socket = socket.socket(fileno=3)
server.serve_forever()
