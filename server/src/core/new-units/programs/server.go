// Serves HTTP on the listening socket that systemd hands over (Accept=no), and exits when nobody has been connected for a while.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"
	"syscall"
	"time"
)

const (
	listenFdsStart = 3
	mostBody       = 1 << 20 // bytes
)

// listenFiles gives the descriptors that were handed to this process, as sd_listen_fds(3) tells. The variables are removed, so that no
// child takes them for its own.
func listenFiles() []*os.File {
	pid, count := os.Getenv("LISTEN_PID"), os.Getenv("LISTEN_FDS")
	os.Unsetenv("LISTEN_PID")
	os.Unsetenv("LISTEN_FDS")
	os.Unsetenv("LISTEN_FDNAMES")
	number, err := strconv.Atoi(count)
	if err != nil || pid != strconv.Itoa(os.Getpid()) {
		return nil
	}
	var files []*os.File
	for fd := listenFdsStart; fd < listenFdsStart+number; fd++ {
		syscall.CloseOnExec(fd)
		files = append(files, os.NewFile(uintptr(fd), "socket"))
	}
	return files
}

// idleTime is how long to wait without a connection.
func idleTime() time.Duration {
	seconds, err := strconv.ParseFloat(os.Getenv("EXIT_IDLE_SECONDS"), 64)
	if err != nil {
		seconds = 60
	}
	return time.Duration(seconds * float64(time.Second))
}

func hello(response http.ResponseWriter, request *http.Request) {
	length, err := io.Copy(io.Discard, http.MaxBytesReader(response, request.Body, mostBody))
	if err != nil {
		http.Error(response, "The body is too large, or was cut short.", http.StatusRequestEntityTooLarge)
		return
	}
	text := fmt.Sprintf("Hello from Go.\nRequest: %s %s %s\nBody: %d bytes\n",
		request.Method, request.RequestURI, request.Proto, length)
	response.Header().Set("Content-Type", "text/plain; charset=utf-8")
	response.Header().Set("Content-Length", strconv.Itoa(len(text)))
	response.Header().Set("Connection", "close")
	io.WriteString(response, text)
}

func main() {
	// Standard error goes to the journal, which has the time already.
	log.SetFlags(0)
	files := listenFiles()
	if len(files) != 1 {
		log.Fatalf("Expected one socket from systemd, got %d. Start the socket unit instead.", len(files))
	}
	listener, err := net.FileListener(files[0])
	if err != nil {
		log.Fatal(err)
	}
	files[0].Close() // The listener has a descriptor of its own.

	server := &http.Server{
		Handler:     http.HandlerFunc(hello),
		ReadTimeout: 30 * time.Second,
	}
	stopped := make(chan struct{})
	// The socket stays open in systemd, which starts this program again for the next connection.
	idle := time.AfterFunc(idleTime(), func() {
		server.Shutdown(context.Background())
		close(stopped)
	})
	var lock sync.Mutex
	connections := 0
	server.ConnState = func(_ net.Conn, state http.ConnState) {
		lock.Lock()
		defer lock.Unlock()
		switch state {
		case http.StateNew:
			connections++
			idle.Stop()
		case http.StateClosed, http.StateHijacked:
			connections--
			if connections == 0 {
				idle.Reset(idleTime())
			}
		}
	}
	if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
	<-stopped
}
