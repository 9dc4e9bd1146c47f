// Serves one connection, which systemd hands over as standard input and output (Accept=yes). Answers one HTTP request.
package main

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"strings"
)

const (
	mostHeaders = 64 << 10 // bytes
	mostBody    = 1 << 20  // bytes
)

func main() {
	// Standard error goes to the journal, which has the time already.
	log.SetFlags(0)
	request, err := http.ReadRequest(bufio.NewReader(io.LimitReader(os.Stdin, mostHeaders+mostBody)))
	if err != nil {
		log.Print("no request: ", err)
		answer(http.StatusBadRequest, "This is not an HTTP request.\n")
		return
	}
	if request.ContentLength > mostBody {
		answer(http.StatusRequestEntityTooLarge, "The body is too large.\n")
		return
	}
	if strings.EqualFold(request.Header.Get("Expect"), "100-continue") {
		fmt.Print("HTTP/1.1 100 Continue\r\n\r\n")
	}
	length, err := io.Copy(io.Discard, request.Body)
	if err != nil {
		log.Print("the body was cut short: ", err)
		return
	}
	log.Printf("served: %s %q", request.Method, request.RequestURI)
	answer(http.StatusOK, fmt.Sprintf("Hello from Go.\nRequest: %s %s %s\nBody: %d bytes\n",
		request.Method, request.RequestURI, request.Proto, length))
}

// answer writes a whole response. Content-Length tells the client where it ends.
func answer(status int, text string) {
	header := http.Header{"Content-Type": {"text/plain; charset=utf-8"}}
	response := http.Response{
		StatusCode:    status,
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        header,
		Body:          io.NopCloser(strings.NewReader(text)),
		ContentLength: int64(len(text)),
		Close:         true,
	}
	if err := response.Write(os.Stdout); err != nil {
		log.Print("no answer: ", err)
	}
}
