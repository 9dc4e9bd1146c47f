#!/usr/bin/python3
"""Serves HTTP on the listening socket that systemd hands over (Accept=no), and exits when nobody has connected for a while."""
import http.server
import os
import socket
import socketserver
import sys

SD_LISTEN_FDS_START = 3
MOST_BODY = 1048576  # bytes
IDLE_SECONDS = float(os.environ.get("EXIT_IDLE_SECONDS", "60"))


def sd_listen_fds():
    """The descriptors that were handed to this process, as sd_listen_fds(3) tells. The variables are removed, so that no child takes them for its own."""
    pid = os.environ.pop("LISTEN_PID", "")
    count = os.environ.pop("LISTEN_FDS", "")
    os.environ.pop("LISTEN_FDNAMES", None)
    if pid != str(os.getpid()) or not count.isdigit():
        return []
    descriptors = list(range(SD_LISTEN_FDS_START, SD_LISTEN_FDS_START + int(count)))
    for descriptor in descriptors:
        os.set_inheritable(descriptor, False)
    return descriptors


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 30  # seconds that a client may be silent

    def answer(self):
        length = self.headers.get("Content-Length", "0")
        self.close_connection = True
        if "Transfer-Encoding" in self.headers:
            return self.send_text(411, "The request needs a Content-Length.\n")
        if not (length.isascii() and length.isdigit()):
            return self.send_text(400, "The Content-Length is not a number.\n")
        if len(length) > 9 or int(length) > MOST_BODY:
            return self.send_text(413, "The body is too large.\n")
        body = self.rfile.read(int(length))
        self.send_text(200, f"Hello from Python.\nRequest: {self.requestline}\nBody: {len(body)} bytes\n")

    do_GET = do_POST = do_PUT = do_DELETE = answer

    def send_text(self, status, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def address_string(self):
        # The client of a Unix socket has no address.
        return str(self.client_address[0]) if self.client_address else "-"


class Server(http.server.ThreadingHTTPServer):
    # Each connection has a thread. The process ends after the last of them.
    daemon_threads = False
    timeout = IDLE_SECONDS
    idle = False

    def __init__(self, listening):
        # Instead of TCPServer's own, which would open another socket.
        socketserver.BaseServer.__init__(self, listening.getsockname(), Handler)
        self.socket = listening

    def handle_timeout(self):
        self.idle = True


def main():
    descriptors = sd_listen_fds()
    if len(descriptors) != 1:
        sys.exit(f"Expected one socket from systemd, got {len(descriptors)}. Start the socket unit instead.")
    server = Server(socket.socket(fileno=descriptors[0]))
    while not server.idle:
        server.handle_request()
    # The socket stays open in systemd, which starts this program again for the next connection.
    server.server_close()


main()
