#!/bin/sh
# Serves one connection, which systemd hands over as standard input and output (Accept=yes). Answers one HTTP request.

most_body=1048576 # bytes
most_lines=100    # headers

# answer STATUS TEXT: writes a whole response. Content-Length tells the client where it ends.
answer() {
  length=$(printf '%s\n' "$2" | wc -c)
  printf 'HTTP/1.1 %s\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s\n' \
    "$1" "$length" "$2"
  exit 0
}

# The shell reads a socket byte by byte, so that nothing of the body is lost.
end=$(printf '\r')
IFS= read -r request || answer '400 Bad Request' 'This is not an HTTP request.'
request=${request%"$end"}

length=0
lines=0
while IFS= read -r line; do
  line=${line%"$end"}
  [ -n "$line" ] || break
  lines=$((lines + 1))
  [ "$lines" -le "$most_lines" ] || answer '431 Request Header Fields Too Large' 'There are too many headers.'
  case $line in
    [Tt][Rr][Aa][Nn][Ss][Ff][Ee][Rr]-[Ee][Nn][Cc][Oo][Dd][Ii][Nn][Gg]:*)
      answer '411 Length Required' 'The request needs a Content-Length.'
      ;;
    [Cc][Oo][Nn][Tt][Ee][Nn][Tt]-[Ll][Ee][Nn][Gg][Tt][Hh]:*)
      length=$(printf '%s' "${line#*:}" | tr -d ' \t')
      ;;
  esac
done
case $length in
  '' | *[!0-9]*) answer '400 Bad Request' 'The Content-Length is not a number.' ;;
  ????????*) answer '413 Content Too Large' 'The body is too large.' ;;
esac
[ "$length" -le "$most_body" ] || answer '413 Content Too Large' 'The body is too large.'

body=$(head -c "$length" | wc -c)
# Standard error goes to the journal.
printf 'served: %s\n' "$request" >&2
answer '200 OK' "Hello from the shell.
Request: $request
Body: $((body)) bytes"
