# The program that talks to sockets which curl cannot: Python is on nearly every machine that runs systemd, also at the other end of an
# ssh. It gets its order as JSON in its first argument and the bytes on standard input, writes the reply to standard output, and reports as
# curl does: its exit status is curl's for the same ending (7 nobody there, 28 no answer in time, 52 closed without an answer, 56 reset), and
# the last line on standard error has the measurements under curl's names.
import json, os, socket, sys, time

order = json.loads(sys.argv[1])
data = sys.stdin.buffer.read()
started = time.monotonic()
first = None
local = ("", 0)
error = None
code = 0

def passed():
    return time.monotonic() - started

def receive(sock, datagrams):
    global first, code
    got = False
    while True:
        left = order["seconds"] - passed()
        wait = min(left, order["idle"]) if got or datagrams else left
        if wait <= 0:
            break
        sock.settimeout(wait)
        try:
            chunk = sock.recv(65536)
        except socket.timeout:
            if not got and not datagrams:
                code = 28
            return
        if not chunk and not datagrams:
            if not got:
                code = 52
            return
        if first is None:
            first = passed()
        got = True
        sys.stdout.buffer.write(chunk)
        sys.stdout.buffer.flush()
    if not got and not datagrams:
        code = 28

def talk():
    global local
    types = {"stream": socket.SOCK_STREAM, "datagram": socket.SOCK_DGRAM, "seqpacket": socket.SOCK_SEQPACKET}
    kind = types[order["type"]]
    if order["family"] == "unix":
        sock, address = socket.socket(socket.AF_UNIX, kind), order["path"]
        if order["type"] == "datagram":
            sock.bind("")
    elif order["family"] == "vsock":
        sock, address = socket.socket(socket.AF_VSOCK, kind), (order["cid"], order["port"])
    else:
        found = socket.getaddrinfo(order["host"], order["port"], type=kind)[0]
        sock, address = socket.socket(found[0], kind), found[4]
    sock.settimeout(order["seconds"])
    sock.connect(address)
    if order["family"] == "inet":
        local = sock.getsockname()[:2]
    if order["type"] == "stream":
        sock.sendall(data)
    elif data or order["type"] == "datagram":
        sock.send(data)
    if order["close"] and order["type"] == "stream":
        sock.shutdown(socket.SHUT_WR)
    receive(sock, order["type"] == "datagram")

def write_fifo():
    end = os.open(order["path"], os.O_WRONLY | os.O_NONBLOCK)
    os.set_blocking(end, True)
    os.write(end, data)
    os.close(end)

try:
    if order["family"] == "fifo":
        write_fifo()
    else:
        talk()
except (ConnectionResetError, BrokenPipeError) as problem:
    code, error = 56, problem.strerror
except (ConnectionRefusedError, FileNotFoundError) as problem:
    code, error = 7, problem.strerror
except socket.timeout:
    code = 28
except OSError as problem:
    # ENXIO: nobody has the FIFO open for reading.
    code, error = (7 if problem.errno == 6 else 3), problem.strerror or str(problem)

print(json.dumps({
    "http_code": 0, "size_header": 0, "errormsg": error,
    "pid": os.getpid(), "local_ip": local[0], "local_port": local[1],
    "time_starttransfer": first or 0, "time_total": passed(),
}), file=sys.stderr)
sys.exit(code)
