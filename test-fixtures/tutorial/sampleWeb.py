#!/usr/bin/python3
"""Answers one HTTP request, read from standard input, with a report of that request.

For a service that systemd starts for one connection (Accept=yes in the socket, StandardInput=socket in the service):
standard input and standard output are the connection, and standard error is the journal.
"""

import sys


def read_request(stream):
    """Reads a request: its first line, its headers as they came, and as much body as Content-Length announces."""
    request_line = read_line(stream)
    headers = []
    while line := read_line(stream):
        name, _, value = line.partition(":")
        headers.append((name.strip(), value.strip()))
    announced = [value for name, value in headers if name.lower() == "content-length"]
    body = stream.read(int(announced[0])) if announced and announced[0].isdecimal() else b""
    return request_line, headers, body


def read_line(stream):
    return stream.readline().decode("latin-1").rstrip("\r\n")


def report(request_line, headers, body):
    lines = ["Request: " + request_line, "Headers:"]
    lines += [f"  {name}: {value}" for name, value in headers]
    lines += [f"Body ({len(body)} bytes):", body.decode("utf-8", "replace")]
    return "\n".join(lines) + "\n"


def main():
    request_line, headers, body = read_request(sys.stdin.buffer)
    print("answering:", request_line, file=sys.stderr)
    content = report(request_line, headers, body).encode()
    head = [
        "HTTP/1.1 200 OK",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(content)}",
        "Connection: close",
    ]
    sys.stdout.buffer.write("\r\n".join(head + ["", ""]).encode("ascii") + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
