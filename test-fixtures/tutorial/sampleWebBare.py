#!/usr/bin/python3
"""Answers one request with text alone: no status line, no headers.

A browser or curl then takes the answer for HTTP/0.9, which curl refuses unless it is told otherwise.
"""

import sys


def main():
    length = 0
    request_line = sys.stdin.buffer.readline().decode("latin-1").strip()
    while (line := sys.stdin.buffer.readline().strip()) != b"":
        if line.lower().startswith(b"content-length:"):
            length = int(line.split(b":")[1])
    body = sys.stdin.buffer.read(length)
    print("answering without a status line:", request_line, file=sys.stderr)
    print("You asked:", request_line)
    print("You sent:", body.decode("utf-8", "replace"))


if __name__ == "__main__":
    main()
