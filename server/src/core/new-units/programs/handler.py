#!/usr/bin/python3
"""Serves one connection, which systemd hands over as standard input and output (Accept=yes). Answers one HTTP request."""
import sys

MOST_HEADERS = 65536  # bytes
MOST_BODY = 1048576  # bytes


def answer(status, text):
    """Writes a whole response. Content-Length tells the client where it ends."""
    body = text.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    sys.stdout.buffer.write(head.encode("latin-1") + body)
    sys.stdout.buffer.flush()


def read_head(stream):
    """The request line and the headers, by name in lower case; (None, None) where they are too long or cut short."""
    lines = []
    left = MOST_HEADERS
    while True:
        line = stream.readline(left)
        left -= len(line)
        if not line.endswith(b"\n"):
            return None, None
        text = line.decode("latin-1").rstrip("\r\n")
        if not text:
            break
        lines.append(text)
    if not lines:
        return None, None
    pairs = (line.partition(":") for line in lines[1:])
    return lines[0], {name.strip().lower(): value.strip() for name, _, value in pairs}


def main():
    stream = sys.stdin.buffer
    request, headers = read_head(stream)
    if request is None:
        return answer("400 Bad Request", "This is not an HTTP request.\n")
    if "transfer-encoding" in headers:
        return answer("411 Length Required", "The request needs a Content-Length.\n")
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        return answer("400 Bad Request", "The Content-Length is not a number.\n")
    if len(length) > 9 or int(length) > MOST_BODY:
        return answer("413 Content Too Large", "The body is too large.\n")
    if headers.get("expect", "").lower() == "100-continue":
        sys.stdout.buffer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        sys.stdout.buffer.flush()
    body = stream.read(int(length))
    # Standard error goes to the journal.
    print("served:", ascii(request), file=sys.stderr)
    answer("200 OK", f"Hello from Python.\nRequest: {request}\nBody: {len(body)} bytes\n")


main()
