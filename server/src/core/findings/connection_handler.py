#!/usr/bin/python3
"""Answers one HTTP request on standard input with a report of what was asked."""
import sys

connection_in, connection_out = sys.stdin.buffer, sys.stdout.buffer

request_line = connection_in.readline().decode("latin-1").rstrip("\r\n")
headers = []
length = 0
for line in iter(connection_in.readline, b""):
    header = line.decode("latin-1").rstrip("\r\n")
    if not header:
        break
    headers.append(header)
    name, _, value = header.partition(":")
    if name.lower() == "content-length" and value.strip().isdigit():
        length = int(value)
    if name.lower() == "expect":
        connection_out.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        connection_out.flush()
body = connection_in.read(length).decode("utf-8", "replace")

print("served:", request_line, file=sys.stderr)
report = "\n".join(["Request: " + request_line, "Headers:", *("  " + h for h in headers), "Body:", body, ""])
answer = report.encode()
connection_out.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n")
connection_out.write(b"Content-Length: %d\r\n\r\n" % len(answer) + answer)
connection_out.flush()
