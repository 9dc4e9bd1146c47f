//! Serves one connection, which systemd hands over as standard input and output (Accept=yes). Answers one HTTP request.

use std::io::{self, BufRead, Read, Write};

const MOST_HEADERS: u64 = 65_536; // bytes
const MOST_BODY: u64 = 1_048_576; // bytes

fn main() -> io::Result<()> {
    serve(&mut io::stdin().lock(), &mut io::stdout().lock())
}

/// Reads one request up to its end, and answers it.
fn serve(input: &mut impl BufRead, output: &mut impl Write) -> io::Result<()> {
    let mut lines = input.by_ref().take(MOST_HEADERS);
    let request = match next_line(&mut lines)? {
        Some(line) if !line.is_empty() => line,
        _ => return answer(output, "400 Bad Request", "This is not an HTTP request.\n"),
    };
    let mut length = 0;
    loop {
        let line = match next_line(&mut lines)? {
            None => return answer(output, "400 Bad Request", "The headers are too long or cut short.\n"),
            Some(line) if line.is_empty() => break,
            Some(line) => line,
        };
        let (name, value) = line.split_once(':').unwrap_or((&line, ""));
        match name.trim().to_ascii_lowercase().as_str() {
            "content-length" => match value.trim().parse::<u64>() {
                Ok(number) => length = number,
                Err(_) => return answer(output, "400 Bad Request", "The Content-Length is not a number.\n"),
            },
            "transfer-encoding" => {
                return answer(output, "411 Length Required", "The request needs a Content-Length.\n")
            }
            "expect" if value.trim().eq_ignore_ascii_case("100-continue") => {
                output.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
                output.flush()?;
            }
            _ => {}
        }
    }
    if length > MOST_BODY {
        return answer(output, "413 Content Too Large", "The body is too large.\n");
    }
    let body = io::copy(&mut input.take(length), &mut io::sink())?;
    // Standard error goes to the journal.
    eprintln!("served: {:?}", request);
    let text = format!("Hello from Rust.\nRequest: {}\nBody: {} bytes\n", request, body);
    answer(output, "200 OK", &text)
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

/// Writes a whole response. Content-Length tells the client where it ends.
fn answer(output: &mut impl Write, status: &str, text: &str) -> io::Result<()> {
    write!(
        output,
        "HTTP/1.1 {}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{}",
        status,
        text.len(),
        text
    )?;
    output.flush()
}
