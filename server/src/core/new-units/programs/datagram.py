#!/usr/bin/python3
"""Answers datagrams at the socket that systemd hands over, and exits when none has come for a while."""
import os
import socket
import sys

SD_LISTEN_FDS_START = 3
MOST_BYTES = 65536  # of a datagram
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


def main():
    descriptors = sd_listen_fds()
    if len(descriptors) != 1:
        sys.exit(f"Expected one socket from systemd, got {len(descriptors)}. Start the socket unit instead.")
    with socket.socket(fileno=descriptors[0]) as server:
        server.settimeout(IDLE_SECONDS)
        while True:
            try:
                data, client = server.recvfrom(MOST_BYTES)
            except socket.timeout:
                # The socket stays open in systemd, which starts this program again for the next datagram.
                return
            try:
                server.sendto(f"Hello from Python.\nDatagram: {len(data)} bytes\n".encode(), client)
            except OSError as error:
                print("no answer:", error, file=sys.stderr)


main()
