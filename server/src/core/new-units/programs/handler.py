#!/usr/bin/python3
"""Serves one connection, which systemd hands over as standard input and output (Accept=yes): answers one HTTP request with a report of it."""
import sys

MOST_HEADERS = 65536  # bytes
MOST_BODY = 1048576  # bytes

connection_in, connection_out = sys.stdin.buffer, sys.stdout.buffer


def answer(status, text):
    """Writes a whole response. Content-Length tells the client where it ends."""
    body = text.encode()
    connection_out.write(f"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n".encode())
    connection_out.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
    connection_out.flush()


def read_head():
    """The lines up to the empty one that ends the headers; more than may come are left out."""
    lines = []
    left = MOST_HEADERS
    while left > 0:
        line = connection_in.readline(left)
        left -= len(line)
        text = line.decode("latin-1").rstrip("\r\n")
        if not text:
            break
        lines.append(text)
    return lines


def main():
    request, *headers = read_head() or [""]
    values = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in headers)}
    if not request:
        return answer("400 Bad Request", "This is not an HTTP request.\n")
    if "transfer-encoding" in values:
        return answer("411 Length Required", "The request needs a Content-Length.\n")
    length = values.get("content-length", "0")
    if not (length.isascii() and length.isdigit()):
        return answer("400 Bad Request", "The Content-Length is not a number.\n")
    if len(length) > 9 or int(length) > MOST_BODY:
        return answer("413 Content Too Large", "The body is too large.\n")
    if values.get("expect", "").lower() == "100-continue":
        connection_out.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        connection_out.flush()
    body = connection_in.read(int(length)).decode("utf-8", "replace")
    # Standard error goes to the journal.
    print("served:", request, file=sys.stderr)
    answer("200 OK", "\n".join(["Request: " + request, "Headers:", *("  " + line for line in headers), "Body:", body, ""]))


main()
