//! Answers datagrams at the socket that systemd hands over, and exits when none has come for a while.

use std::env;
use std::io;
use std::net::UdpSocket;
use std::os::unix::io::{FromRawFd, RawFd};
use std::process;
use std::time::Duration;

const SD_LISTEN_FDS_START: RawFd = 3;
const MOST_BYTES: usize = 65_536; // of a datagram

fn main() -> io::Result<()> {
    let descriptors = sd_listen_fds();
    if descriptors.len() != 1 {
        eprintln!("Expected one socket from systemd, got {}. Start the socket unit instead.", descriptors.len());
        process::exit(1);
    }
    // SAFETY: the descriptor is ours, and nothing else in this program has it.
    let server = unsafe { UdpSocket::from_raw_fd(descriptors.start) };
    server.set_read_timeout(Some(idle_time()))?;
    let mut data = vec![0; MOST_BYTES];
    loop {
        let (length, client) = match server.recv_from(&mut data) {
            Ok(received) => received,
            // The socket stays open in systemd, which starts this program again for the next datagram.
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(()),
            Err(error) => return Err(error),
        };
        let text = format!("Hello from Rust.\nDatagram: {} bytes\n", length);
        if let Err(error) = server.send_to(text.as_bytes(), client) {
            eprintln!("no answer: {}", error);
        }
    }
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
