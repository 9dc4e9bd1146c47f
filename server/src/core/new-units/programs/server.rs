//! Serves HTTP on the listening socket that systemd hands over (Accept=no), and exits when nobody has connected for a while.

use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::io::{FromRawFd, IntoRawFd, RawFd};
use std::os::unix::net::{UnixListener, UnixStream};
use std::process;
use std::thread;
use std::time::Duration;

const SD_LISTEN_FDS_START: RawFd = 3;
const MOST_HEADERS: u64 = 65_536; // bytes
const MOST_BODY: u64 = 1_048_576; // bytes
const SILENCE: Duration = Duration::from_secs(30); // of a client

fn main() -> io::Result<()> {
    let descriptors = sd_listen_fds();
    if descriptors.len() != 1 {
        eprintln!("Expected one socket from systemd, got {}. Start the socket unit instead.", descriptors.len());
        process::exit(1);
    }
    let descriptor = descriptors.start;
    limit_wait(descriptor, idle_time())?;
    // SAFETY: the descriptor is ours, and nothing else in this program has it.
    let listener = unsafe { TcpListener::from_raw_fd(descriptor) };
    if listener.local_addr().is_ok() {
        return serve_all(|| listener.accept().map(|(connection, _)| connection));
    }
    // SAFETY: as above; it was a Unix socket.
    let listener = unsafe { UnixListener::from_raw_fd(listener.into_raw_fd()) };
    serve_all(|| listener.accept().map(|(connection, _)| connection))
}

/// The descriptors that were handed to this process, as sd_listen_fds(3) tells. The variables are removed, so that no child takes them
/// for its own.
fn sd_listen_fds() -> std::ops::Range<RawFd> {
    let pid = env::var("LISTEN_PID").ok();
    let count = env::var("LISTEN_FDS").ok().and_then(|text| text.parse::<RawFd>().ok());
    for name in ["LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES"] {
        env::remove_var(name);
    }
    match count {
        Some(count) if pid == Some(process::id().to_string()) => SD_LISTEN_FDS_START..SD_LISTEN_FDS_START + count,
        _ => SD_LISTEN_FDS_START..SD_LISTEN_FDS_START,
    }
}

fn idle_time() -> Duration {
    let seconds = env::var("EXIT_IDLE_SECONDS").ok().and_then(|text| text.parse().ok());
    Duration::from_secs_f64(seconds.unwrap_or(60.0))
}

/// Has accept() fail after a time without a connection. Linux takes SO_RCVTIMEO for that, which the standard library sets on streams.
fn limit_wait(descriptor: RawFd, time: Duration) -> io::Result<()> {
    // SAFETY: the descriptor is given back before it is used by anything else.
    let socket = unsafe { TcpStream::from_raw_fd(descriptor) };
    let done = socket.set_read_timeout(Some(time));
    let _ = socket.into_raw_fd();
    done
}

/// Serves each connection in a thread, until none has come for a while and the last is served.
fn serve_all<C: Connection>(accept: impl Fn() -> io::Result<C>) -> io::Result<()> {
    let mut threads: Vec<thread::JoinHandle<()>> = Vec::new();
    loop {
        match accept() {
            Ok(connection) => {
                threads.retain(|thread| !thread.is_finished());
                threads.push(thread::spawn(move || {
                    if let Err(error) = serve(connection) {
                        eprintln!("a connection failed: {}", error);
                    }
                }));
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => break,
            Err(error) if error.kind() == io::ErrorKind::ConnectionAborted => {}
            Err(error) => return Err(error),
        }
    }
    // The socket stays open in systemd, which starts this program again for the next connection.
    for thread in threads {
        let _ = thread.join();
    }
    Ok(())
}

trait Connection: Read + Write + Send + 'static {
    fn limit_silence(&self, time: Duration) -> io::Result<()>;
}

impl Connection for TcpStream {
    fn limit_silence(&self, time: Duration) -> io::Result<()> {
        self.set_read_timeout(Some(time))
    }
}

impl Connection for UnixStream {
    fn limit_silence(&self, time: Duration) -> io::Result<()> {
        self.set_read_timeout(Some(time))
    }
}

/// Reads one request up to its end, and answers it.
fn serve(connection: impl Connection) -> io::Result<()> {
    connection.limit_silence(SILENCE)?;
    let mut input = BufReader::new(connection);
    let (status, text) = match read_request(&mut input)? {
        Ok((request, body)) => ("200 OK", format!("Hello from Rust.\nRequest: {}\nBody: {} bytes\n", request, body)),
        Err((status, text)) => (status, text.to_string()),
    };
    let output = input.get_mut();
    // Content-Length tells the client where the response ends.
    write!(
        output,
        "HTTP/1.1 {}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
        status,
        text.len(),
        text
    )?;
    output.flush()
}

type Refusal = (&'static str, &'static str);

/// The request line and the length of the body, or the status to answer with.
fn read_request(input: &mut BufReader<impl Connection>) -> io::Result<Result<(String, u64), Refusal>> {
    let mut lines = input.by_ref().take(MOST_HEADERS);
    let request = match next_line(&mut lines)? {
        Some(line) if !line.is_empty() => line,
        _ => return Ok(Err(("400 Bad Request", "This is not an HTTP request.\n"))),
    };
    let mut length = 0;
    loop {
        let line = match next_line(&mut lines)? {
            None => return Ok(Err(("400 Bad Request", "The headers are too long or cut short.\n"))),
            Some(line) if line.is_empty() => break,
            Some(line) => line,
        };
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "content-length" => match value.trim().parse::<u64>() {
                Ok(number) => length = number,
                Err(_) => return Ok(Err(("400 Bad Request", "The Content-Length is not a number.\n"))),
            },
            "transfer-encoding" => return Ok(Err(("411 Length Required", "The request needs a Content-Length.\n"))),
            _ => {}
        }
    }
    if length > MOST_BODY {
        return Ok(Err(("413 Content Too Large", "The body is too large.\n")));
    }
    let body = io::copy(&mut input.take(length), &mut io::sink())?;
    Ok(Ok((request, body)))
}

/// A line without its end; none where the input is at its end, or the limit is reached.
fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    input.read_until(b'\n', &mut line)?;
    if line.pop() != Some(b'\n') {
        return Ok(None);
    }
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    Ok(Some(String::from_utf8_lossy(&line).into_owned()))
}
